import { afterEach, beforeEach, expect, it } from "vitest";
import { succeeded } from "./engine.js";
import { EnvironmentCopy } from "./environmentCopy.js";
import { describeEngine } from "./pulumiCli.js";

describeEngine("an update that goes wrong", () => {
  let copy: EnvironmentCopy;

  beforeEach(async () => {
    copy = new EnvironmentCopy("dev");
    await copy.account.init();
  });

  afterEach(() => {
    copy.engine.remove();
  });

  /** What the simulated AWS was made to create, by logical name. */
  const created = (): readonly string[] =>
    copy.engine.journal.filter(({ operation }) => operation === "create").map(({ urn }) => urn);

  it("is finished by the next one, which makes nothing twice, when AWS refuses a call", async () => {
    const failed = await copy.account.upWithFault({ operation: "create", name: "trail-trail", effect: "refused" });
    expect(failed.exitCode).not.toBe(0);
    expect(failed.output).toContain("simulated fault");
    const before = created();
    expect(before.filter((urn) => urn.endsWith("::trail-trail"))).toEqual([]);
    // What was made is in the state: nothing is lost.
    const known = new Set((await copy.account.state()).map(({ urn }) => urn));
    expect(before.filter((urn) => !known.has(urn))).toEqual([]);

    const { events } = succeeded(await copy.account.up("--skip-preview"));
    expect(events.changes["create"]).toBeGreaterThan(0);
    expect(events.changes["replace"] ?? 0).toBe(0);
    expect(new Set(created()).size).toBe(created().length);
    expect(succeeded(await copy.account.preview("--expect-no-changes")).events.remarks).toEqual([]);
  });

  it("is resumed after its engine was killed, once the lock is taken back", async () => {
    const name = "buckets-evidence-bucket";
    const killed = await copy.account.upWithFault({ operation: "create", name, effect: "engine-killed" });
    expect(killed.exitCode).not.toBe(0);
    expect(created().filter((urn) => urn.endsWith(`::${name}`))).toHaveLength(1);
    const before = created();
    const locked = await copy.account.up("--skip-preview");
    expect(locked.exitCode).not.toBe(0);
    expect(locked.output).toContain("pulumi cancel");
    succeeded(await copy.account.cancel());
    const known = new Set((await copy.account.state()).map(({ urn }) => urn));
    const lost = before.filter((urn) => !known.has(urn));
    expect(lost.map((urn) => urn.split("::").at(-1))).toContain(name);
    const resumed = succeeded(await copy.account.up("--skip-preview"));
    expect(resumed.output).toContain("pending");
    // Of these AWS would refuse the second one, which is why docs/troubleshooting.md says to import the first.
    expect(
      created()
        .filter((urn, index, all) => all.indexOf(urn) !== index)
        .sort(),
    ).toEqual([...lost].sort());
    succeeded(await copy.account.refresh("--clear-pending-creates"));
    succeeded(await copy.account.preview("--expect-no-changes"));
  });
});
