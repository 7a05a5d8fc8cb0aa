import { previewEnvironment } from "@secure-ml/preview";
import { expect, it } from "vitest";
import { deployedEnvironment, stackNames } from "./deployedEnvironment.js";
import { succeeded, type CommandResult } from "./engine.js";
import { engineViolations, reportViolations } from "./policyRemarks.js";
import { describeEngine } from "./pulumiCli.js";

/** How often each operation hits each type of resource; those that stay the same or are only read are left out. */
function changes({ events }: CommandResult): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { op, type, urn } of events.steps) {
    // The engine makes and drops the provider of its own functions as a run happens to need it.
    if (op !== "same" && op !== "read" && !urn.includes("::pulumi:providers:pulumi::")) {
      const key = `${op} ${type}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}

describeEngine("dev on the real engine", () => {
  const deployed = deployedEnvironment("dev");

  it("makes each thing once, protects none of it, and hands on what others need", () => {
    const { copy, account, platform } = deployed();
    expect(new Set(copy.engine.journal.map(({ operation }) => operation))).toEqual(new Set(["create"]));
    expect([...account.state, ...platform.state].filter(({ protect }) => protect)).toEqual([]);
    expect(platform.state.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs).toMatchObject({
      bucketNames: { raw: "acmeml-dev-raw-111111111111-eu-central-1" },
      keyArns: { lake: expect.stringMatching(/^arn:aws:kms:eu-central-1:111111111111:key\/[0-9a-f-]{36}$/) as string },
      vpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) as string,
    });
  });

  it("changes the tags of everything in place", async () => {
    const { account } = deployed().copy;
    account.configure({ costCenter: "cc-0815" });
    const preview = succeeded(await account.preview());
    expect(changes(preview)).toMatchObject({ "update aws:kms/key:Key": 7, "update aws:s3/bucket:Bucket": 5 });
    expect(Object.keys(changes(preview)).filter((change) => !change.startsWith("update "))).toEqual([]);
    account.configure({ costCenter: "cc-4711" });
  });

  it(
    "changes how long things are kept in place, and touches nothing else",
    { tags: ["DATA-11", "NET-09"] },
    async () => {
      const { engine, platform } = deployed().copy;
      const before = engine.journal.length;
      platform.configure({ "logRetention.auditDays": 60, "supersededVersionDays.standard": 14 });
      const up = succeeded(await platform.up("--skip-preview"));
      expect(changes(up)).toEqual({
        "update aws:cloudwatch/logGroup:LogGroup": 1,
        "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 2,
        "update secure-ml:core:EncryptedLogGroup": 1,
        "update secure-ml:data:DataBuckets": 1,
        "update secure-ml:data:SecureBucket": 2,
        "update secure-ml:network:FlowLogs": 1,
        "update secure-ml:network:PrivateNetwork": 1,
      });
      expect(engine.journal.slice(before).map(({ operation }) => operation)).toEqual(["update", "update", "update"]);
      expect(changes(await platform.preview("--expect-no-changes"))).toEqual({});
    },
  );

  it(
    "stops an edit that loses a control, for the reasons of the account-free preview",
    { tags: ["DATA-04"] },
    async () => {
      const { platform, root } = deployed().copy;
      platform.edit(`
      import * as pulumi from "@pulumi/pulumi";
      import program from "./dist/index.js";

      export default () => {
        pulumi.runtime.registerStackTransformation(({ name, props, opts }) =>
          name === "buckets-raw-encryption"
            ? { props: { ...props, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] }, opts }
            : undefined,
        );
        return program();
      };
    `);
      const { exitCode, events } = await platform.preview();
      const report = await previewEnvironment({ root, environment: "dev", stack: "platform" });
      platform.restore();
      expect(exitCode).not.toBe(0);
      expect(engineViolations(events).map(({ rule }) => rule)).toEqual([
        "data-s3-default-cmk",
        "data-s3-default-cmk-linked",
      ]);
      expect(engineViolations(events)).toEqual(reportViolations(report));
    },
  );

  it("leaves nothing behind when it is destroyed", async () => {
    const { copy } = deployed();
    for (const name of stackNames.toReversed()) {
      succeeded(await copy[name].destroy("--skip-preview"));
      expect(await copy[name].state()).toEqual([]);
    }
    const of = (wanted: string): number => copy.engine.journal.filter(({ operation }) => operation === wanted).length;
    expect(copy.engine.remaining).toEqual([]);
    expect(of("create")).toBeGreaterThan(200);
    expect(of("delete")).toBe(of("create"));
  });
});
