import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRdsEncrypted as rule } from "./rdsEncrypted.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const common = {
  storageEncrypted: true,
  kmsKeyId: keyArn,
  manageMasterUserPassword: true,
  masterUserSecretKmsKeyId: keyArn,
  iamDatabaseAuthenticationEnabled: true,
  copyTagsToSnapshot: true,
  port: 6432,
  enabledCloudwatchLogsExports: ["postgresql"],
  deletionProtection: true,
  backupRetentionPeriod: 14,
};
const placed = { publiclyAccessible: false, monitoringInterval: 60 };
const sound: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [awsType.rdsInstance]: { ...common, ...placed, username: "platform_admin", multiAz: true },
  [awsType.rdsCluster]: { ...common, masterUsername: "platform_admin" },
  [awsType.rdsClusterInstance]: placed,
};
const thing = (type: string, change: Readonly<Record<string, unknown>> = {}) =>
  resource(type, "it", { ...sound[type], ...change });
const [instance, cluster, member] = [awsType.rdsInstance, awsType.rdsCluster, awsType.rdsClusterInstance];

/** Property, a wrong value, and the types of which it is demanded; "absent" where a missing one passes. */
const demands: readonly (readonly [string, unknown, readonly string[], "absent passes"?])[] = [
  ["storageEncrypted", false, [instance, cluster]],
  ["kmsKeyId", "alias/aws/rds", [instance, cluster]],
  ["manageMasterUserPassword", false, [instance, cluster]],
  ["masterUserSecretKmsKeyId", "alias/aws/secretsmanager", [instance, cluster]],
  ["iamDatabaseAuthenticationEnabled", false, [instance, cluster]],
  ["copyTagsToSnapshot", false, [instance, cluster]],
  ["publiclyAccessible", true, [instance, member], "absent passes"],
  ["autoMinorVersionUpgrade", false, [instance, member], "absent passes"],
  ["monitoringInterval", 0, [instance, member]],
  ["port", 5432, [instance, cluster]],
  ["enabledCloudwatchLogsExports", [], [instance, cluster]],
  ["username", "postgres", [instance], "absent passes"],
  ["masterUsername", "admin", [cluster], "absent passes"],
];
const inProd: typeof demands = [
  ["multiAz", false, [instance]],
  ["deletionProtection", false, [instance, cluster]],
  ["backupRetentionPeriod", 6, [instance, cluster]],
  ["skipFinalSnapshot", true, [instance, cluster], "absent passes"],
];
const each = (list: typeof demands) =>
  list.flatMap(([property, wrong, types, absent]) => types.map((type) => [property, type, wrong, absent] as const));

describe("data-rds-encrypted", { tags: ["DATA-17"] }, () => {
  it.each(Object.keys(sound))("passes a sound %s", async (type) => {
    expect(await reports(rule, [thing(type)])).toEqual([]);
    const insights = { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: keyArn };
    expect(await reports(rule, [thing(type, insights)])).toEqual([]);
  });

  it.each([...each(demands), ...each(inProd)])("demands %s of a %s", async (property, type, wrong, absent) => {
    const [line = "", ...others] = await reports(rule, [thing(type, { [property]: wrong })]);
    expect(line).toContain(`found ${property} ${JSON.stringify(wrong)}; expected `);
    expect(line).toMatch(/^mandatory it: /);
    expect(others).toEqual([]);
    const without = await reports(rule, [thing(type, { [property]: undefined })]);
    const isDemanded = absent === undefined || property === "username" || property === "masterUsername";
    expect(without).toHaveLength(isDemanded ? 1 : 0);
    if (isDemanded) expect(without[0]).toContain(`found no ${property}; expected `);
  });

  it.each(each(inProd))("does without %s of a %s in dev", async (property, type, wrong) => {
    expect(await reports(rule, [thing(type, { [property]: wrong })], { profile: "dev" })).toEqual([]);
  });

  it.each([...each(demands), ...each(inProd)])("is not silent about an unknown %s of a %s", async (property, type) => {
    const lines = await reports(rule, [thing(type, { [property]: unknown })]);
    // Keys made in the same update are decided by what they depend on.
    const expected =
      /KeyId$/.test(property) || property === "kmsKeyId"
        ? []
        : [`advisory it: undecided: ${property} cannot be known yet`];
    expect(lines).toEqual(expected);
  });

  it.each(Object.keys(sound))("demands a key of performance data of a %s", async (type) => {
    const lines = await reports(rule, [thing(type, { performanceInsightsEnabled: true })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("found no performanceInsightsKmsKeyId; expected a customer managed key");
    const wrong = { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "alias/aws/rds" };
    expect(await reports(rule, [thing(type, wrong)])).toHaveLength(1);
    expect(await reports(rule, [thing(type, { performanceInsightsEnabled: false })])).toEqual([]);
    expect(await reports(rule, [thing(type, { performanceInsightsEnabled: unknown })])).toEqual([
      "advisory it: undecided: performanceInsightsEnabled cannot be known yet",
    ]);
    const key = { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknown };
    expect(await reports(rule, [thing(type, key)])).toEqual([]);
  });

  it.each([
    [instance, "password"],
    [instance, "passwordWo"],
    [cluster, "masterPassword"],
    [cluster, "masterPasswordWo"],
  ])("refuses on a %s a %s, known or not", async (type, property) => {
    for (const value of ["secret", unknown]) {
      const lines = await reports(rule, [thing(type, { [property]: value })]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`found a ${property}; expected a password that RDS makes`);
    }
  });

  it("asks a replica for nothing that its source has", async () => {
    const replica = {
      replicateSourceDb: "source",
      manageMasterUserPassword: undefined,
      masterUserSecretKmsKeyId: undefined,
      username: undefined,
      backupRetentionPeriod: undefined,
      multiAz: undefined,
    };
    expect(await reports(rule, [thing(instance, replica)])).toEqual([]);
    expect(await reports(rule, [thing(instance, { ...replica, storageEncrypted: false })])).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [thing(instance, { storageEncrypted: false })]);
});
