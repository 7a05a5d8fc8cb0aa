import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govLogGroupCmkRetention as rule } from "./logGroupCmkRetention.js";

const kmsKeyId = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const group = (changes: Record<string, unknown> = {}) =>
  resource(awsType.logGroup, "logs", { name: "/acme/dev/logs", kmsKeyId, retentionInDays: 400, ...changes });
const key = "expected a log group under a key of our own; fix: set kmsKeyId to the ARN of an aws.kms.Key";
const period = "expected events that are not kept for ever; fix: set retentionInDays";

describe("gov-log-group-cmk-retention", { tags: ["GOV-07"] }, () => {
  it.each([{}, { retentionInDays: 1 }, { kmsKeyId: unknown }])("passes %j", async (changes) => {
    expect(await reports(rule, [group(changes)])).toEqual([]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ kmsKeyId: undefined }, `found no kmsKeyId; ${key}`],
    [{ kmsKeyId: "" }, `found kmsKeyId ""; ${key}`],
    [{ retentionInDays: undefined }, `found no retentionInDays; ${period}`],
    [{ retentionInDays: 0 }, `found retentionInDays 0; ${period}`],
  ])("violates with %j", async (changes, message) => {
    expect(await reports(rule, [group(changes)])).toEqual([`mandatory logs: ${message}`]);
  });

  it("cannot decide an unknown retention, but decides the key", async () => {
    expect(await reports(rule, [group({ retentionInDays: unknown, kmsKeyId: undefined })])).toEqual([
      `mandatory logs: found no kmsKeyId; ${key}`,
      "advisory logs: undecided: retentionInDays cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [group({ kmsKeyId: undefined, retentionInDays: 0 })]);
});
