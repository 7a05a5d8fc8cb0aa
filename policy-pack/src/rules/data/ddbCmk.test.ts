import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataDdbCmk as rule } from "./ddbCmk.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const sound = {
  hashKey: "id",
  serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
  pointInTimeRecovery: { enabled: true },
  deletionProtectionEnabled: true,
} satisfies aws.dynamodb.TableArgs;
const table = (change: Readonly<Record<string, unknown>> = {}) =>
  resource(awsType.table, "table", { ...sound, ...change });
const noKey = "expected a customer managed key; fix: set serverSideEncryption.";
const noRecovery = "expected recovery to any second of the last days; fix: set pointInTimeRecovery.enabled to true";
const noProtection =
  "expected a table that DynamoDB refuses to delete in prod; fix: set deletionProtectionEnabled to true";
const noReplicaKey =
  "expected a customer managed key of the replica's own Region; fix: set kmsKeyArn of each replica to the ARN of an aws.kms.Key in its Region";

describe("data-ddb-cmk", { tags: ["DATA-16"] }, () => {
  it("passes an own key, recovery and deletion protection", async () => {
    expect(await reports(rule, [table()])).toEqual([]);
    expect(await reports(rule, [table({ replicas: [{ regionName: "eu-west-1", kmsKeyArn: keyArn }] })])).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string[]]>([
    [
      "nothing that encrypts",
      { serverSideEncryption: undefined },
      [
        `no serverSideEncryption.enabled; ${noKey}enabled to true, and kmsKeyArn`,
        `no serverSideEncryption.kmsKeyArn; ${noKey}kmsKeyArn to the ARN of an aws.kms.Key`,
      ],
    ],
    [
      "encryption switched off",
      { serverSideEncryption: { enabled: false, kmsKeyArn: keyArn } },
      [`serverSideEncryption.enabled false; ${noKey}enabled to true, and kmsKeyArn`],
    ],
    [
      "a key that AWS manages, by default",
      { serverSideEncryption: { enabled: true } },
      [`no serverSideEncryption.kmsKeyArn; ${noKey}kmsKeyArn to the ARN of an aws.kms.Key`],
    ],
    [
      "a key that AWS manages, by name",
      { serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } },
      [`serverSideEncryption.kmsKeyArn "alias/aws/dynamodb"; ${noKey}kmsKeyArn to the ARN of an aws.kms.Key`],
    ],
    [
      "a replica under a key of AWS",
      { replicas: [{ regionName: "eu-west-1" }] },
      [`no replicas[].kmsKeyArn; ${noReplicaKey}`],
    ],
    ["no recovery", { pointInTimeRecovery: undefined }, [`no pointInTimeRecovery.enabled; ${noRecovery}`]],
    [
      "recovery switched off",
      { pointInTimeRecovery: { enabled: false } },
      [`pointInTimeRecovery.enabled false; ${noRecovery}`],
    ],
    [
      "no deletion protection",
      { deletionProtectionEnabled: undefined },
      [`no deletionProtectionEnabled; ${noProtection}`],
    ],
    [
      "deletion protection switched off",
      { deletionProtectionEnabled: false },
      [`deletionProtectionEnabled false; ${noProtection}`],
    ],
  ])("violates with %s", async (_case, change, found) => {
    expect(await reports(rule, [table(change)])).toEqual(found.map((line) => `mandatory table: found ${line}`));
  });

  it("asks for deletion protection in prod only", async () => {
    expect(await reports(rule, [table({ deletionProtectionEnabled: false })], { profile: "dev" })).toEqual([]);
    expect(await reports(rule, [table({ pointInTimeRecovery: undefined })], { profile: "dev" })).toHaveLength(1);
  });

  it("leaves an unknown key to the rule that sees what it depends on", async () => {
    expect(await reports(rule, [table({ serverSideEncryption: { enabled: true, kmsKeyArn: unknown } })])).toEqual([]);
  });

  it.each([
    ["serverSideEncryption.enabled", { serverSideEncryption: { enabled: unknown, kmsKeyArn: keyArn } }],
    ["serverSideEncryption.enabled", { serverSideEncryption: unknown }],
    ["pointInTimeRecovery.enabled", { pointInTimeRecovery: unknown }],
    ["pointInTimeRecovery.enabled", { pointInTimeRecovery: { enabled: unknown } }],
    ["deletionProtectionEnabled", { deletionProtectionEnabled: unknown }],
    ["replicas", { replicas: unknown }],
    ["replicas[].kmsKeyArn", { replicas: [{ kmsKeyArn: unknown }] }],
  ])("cannot decide an unknown %s", async (property, change) => {
    const [line = ""] = await reports(rule, [table(change)]);
    expect(line).toMatch(/^advisory table: undecided: /);
    expect(line).toContain(`${property} cannot be known yet`);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [table({ pointInTimeRecovery: undefined })]);
});
