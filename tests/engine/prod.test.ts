import { expect, it } from "vitest";
import { deployedEnvironment, stackNames } from "./deployedEnvironment.js";
import { describeEngine } from "./pulumiCli.js";

describeEngine("prod on the real engine", () => {
  const deployed = deployedEnvironment("prod");

  it("protects every bucket, every key and the trail", { tags: ["DATA-01", "GOV-01", "GOV-03", "GOV-04"] }, () => {
    const { account, platform } = deployed();
    const precious = ["aws:s3/bucket:Bucket", "aws:kms/key:Key", "aws:cloudtrail/trail:Trail"];
    const state = [...account.state, ...platform.state].filter(({ type }) => precious.includes(type));
    expect(new Set(state.map(({ type }) => type))).toEqual(new Set(precious));
    expect(state.filter(({ protect }) => protect !== true)).toEqual([]);
  });

  it("refuses to be destroyed before anything is", { tags: ["DATA-01", "GOV-01", "GOV-04"] }, async () => {
    const { copy } = deployed();
    const before = copy.engine.journal.length;
    for (const name of stackNames.toReversed()) {
      const { exitCode, output } = await copy[name].destroy();
      expect(exitCode).not.toBe(0);
      expect(output).toContain("cannot be deleted");
      expect(output).toContain("because it is protected");
    }
    expect(copy.engine.journal).toHaveLength(before);
  });

  // Without its preview the engine finds out about protection on its way, when it has deleted what stands free: the
  // network, roles and functions, all of which the next deployment makes anew.
  it(
    "keeps what is protected even from a destroy that skips its preview",
    { tags: ["DATA-01", "GOV-04"] },
    async () => {
      const { copy, platform } = deployed();
      expect((await copy.platform.destroy("--skip-preview")).exitCode).not.toBe(0);
      const left = new Set((await copy.platform.state()).map(({ urn }) => urn));
      const protectedUrns = platform.state.filter(({ protect }) => protect).map(({ urn }) => urn);
      expect(protectedUrns.length).toBeGreaterThan(0);
      expect(protectedUrns.filter((urn) => !left.has(urn))).toEqual([]);
    },
  );
});
