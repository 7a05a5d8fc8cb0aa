import { previewEnvironment } from "@secure-ml/preview";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EnvironmentCopy } from "./environmentCopy.js";
import { engineViolations, reportViolations } from "./policyRemarks.js";
import { describeEngine } from "./pulumiCli.js";

/** The account stack with one more resource at its end. */
function accountWith(resource: string): string {
  return `
    import * as aws from "@pulumi/aws";
    import program from "./dist/index.js";

    export default async () => {
      const outputs = await program();
      ${resource};
      return outputs;
    };
  `;
}

describeEngine("an insecure edit of a stack that does not exist yet", () => {
  let copy: EnvironmentCopy;

  beforeAll(async () => {
    copy = new EnvironmentCopy("dev");
    await copy.account.init();
  });

  afterAll(() => {
    copy.engine.remove();
  });

  // Rules about links judge the stack as a whole, which the engine does at the end: in the preview that comes first.
  it(
    "is stopped before anything exists when a bucket lacks its companions",
    { tags: ["DATA-04", "DATA-08"] },
    async () => {
      copy.account.edit(accountWith(`new aws.s3.Bucket("stray", { tags: { "data-zone": "code" } })`));
      const { exitCode, events } = await copy.account.up();
      expect(exitCode).not.toBe(0);
      expect(copy.engine.journal).toEqual([]);
      const violations = engineViolations(events);
      expect(violations.map(({ rule, enforcement }) => `${rule} ${enforcement}`).sort()).toEqual([
        "data-s3-access-logged-linked advisory",
        "data-s3-bucket-pab-linked mandatory",
        "data-s3-default-cmk-linked mandatory",
        "data-s3-eventbridge-linked mandatory",
        "data-s3-lifecycle-linked mandatory",
        "data-s3-owner-enforced-linked mandatory",
        "data-s3-single-policy-linked mandatory",
        "data-s3-versioned-linked mandatory",
        // One for each tag that a store must have, of which it has none, not even by its provider.
        ...Array.from({ length: 9 }, () => "gov-required-tags advisory"),
      ]);
      const report = await previewEnvironment({
        root: copy.root,
        environment: "dev",
        stack: "account",
        unknowns: true,
      });
      expect(violations).toEqual(reportViolations(report));
    },
  );

  it("is stopped at a key that breaks rules by itself, without a preview too", { tags: ["DATA-01"] }, async () => {
    copy.account.edit(accountWith(`new aws.kms.Key("stray", { enableKeyRotation: false })`));
    const { exitCode, events } = await copy.account.up("--skip-preview");
    expect(exitCode).not.toBe(0);
    expect(
      engineViolations(events)
        .map(({ rule, enforcement }) => `${rule} ${enforcement}`)
        .sort(),
    ).toEqual(["data-kms-policy-strict mandatory", "data-kms-rotation mandatory"]);
    expect(copy.engine.journal.filter(({ urn }) => urn.endsWith("::stray"))).toEqual([]);
    expect((await copy.account.state()).filter(({ urn }) => urn.endsWith("::stray"))).toEqual([]);
  });
});
