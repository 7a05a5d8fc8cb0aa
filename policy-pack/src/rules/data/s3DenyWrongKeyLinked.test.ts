import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { accessLogStatement, bucketStatements, document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataS3DenyWrongKeyLinked as rule } from "./s3DenyWrongKeyLinked.js";

const raw = bucket("raw", "raw");
const logs = bucket("logs", "access-logs");
const key = resource(awsType.key, "key");
const posing = companion(awsType.bucketPolicy, raw, { policy: document([accessLogStatement]) }, { name: "policy" });

describe("data-s3-deny-wrong-key-linked", { tags: ["DATA-05"] }, () => {
  it("passes a data bucket with a data bucket's policy", async () => {
    const policy = companion(awsType.bucketPolicy, raw, { policy: document(bucketStatements()) });
    expect(await reports(rule, [raw, policy])).toEqual([]);
  });

  it("violates when a data bucket's policy takes access logs, which excuses it from naming a key", async () => {
    expect(await reports(rule, [raw, posing])).toEqual([
      "mandatory raw: found the policy policy, which takes server access logs; " +
        "expected a policy that refuses wrong keys, or a bucket with the tag data-zone access-logs; " +
        "fix: deliver access logs to a bucket of their own",
    ]);
  });

  it.each([key, resource(stackReferenceType, "account")])(
    "passes an unknown policy that comes from $type",
    async (source) => {
      const options = { propertyDependencies: { policy: [source] } };
      const policy = companion(awsType.bucketPolicy, raw, { policy: unknown }, options);
      expect(await reports(rule, [source, raw, policy])).toEqual([]);
    },
  );

  it("cannot decide an unknown policy that comes from no key", async () => {
    const policy = companion(awsType.bucketPolicy, raw, { policy: unknown }, { name: "policy" });
    expect(await reports(rule, [key, raw, policy])).toEqual([
      "advisory raw: undecided: policy of policy cannot be known yet and depends on no aws.kms.Key",
    ]);
  });

  it("cannot decide while the zone is unknown", async () => {
    expect(await reports(rule, [bucket("late", unknown)])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
  });

  it("does not apply to the bucket that takes access logs", async () => {
    const policy = companion(awsType.bucketPolicy, logs, { policy: document([accessLogStatement]) });
    expect(await reports(rule, [logs, policy])).toEqual([]);
    expect(await reasons(rule, [logs, policy])).toEqual(["The bucket takes access logs"]);
  });

  itHonoursExemptions(rule, [raw, posing]);
});
