import type { Environment } from "@secure-ml/core";
import { all, childrenOf, identities, one, runProgram, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { AccountBuckets, type AccountBucketsArgs } from "./accountBuckets.js";
import { archiveProtection } from "./archiveProtection.js";
import { archiveLifecycle } from "./archiveLifecycle.js";
import { logDelivery, macieDelivery, trailDelivery } from "./bucketDelivery.js";
import { lifecycleRules } from "./bucketLifecycle.js";
import type { AccountZone } from "./dataZone.js";
import { SecureBucket } from "./secureBucket.js";
import { secureBucketPolicy } from "./secureBucketPolicy.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const keyArn = (digit: string): string =>
  `arn:aws:kms:eu-west-1:111111111111:key/${digit.repeat(8)}-0000-0000-0000-000000000000`;
const keyArns = { audit: keyArn("1"), evidence: keyArn("2"), supplyChain: keyArn("3") };
const trailArn = "arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-account-trail";
const auditor = "arn:aws:iam::111111111111:role/acme/account/acme-account-auditor";
const verification = "arn:aws:iam::111111111111:role/acme/account/acme-account-evidence-export";
const readerRoleArns = { "audit-logs": [auditor, verification], evidence: [auditor] };
const sevenYears = { mode: "COMPLIANCE", days: 2557 } as const;

function run(args: Partial<AccountBucketsArgs> = {}): Promise<ProgramRun> {
  return runProgram(() => {
    const { buckets } = new AccountBuckets("account", {
      readerRoleArns,
      environment,
      keyArns,
      lock: sevenYears,
      trailArn,
      environmentNames: ["dev"],
      ...args,
    });
    return Object.fromEntries(
      Object.entries(buckets).map(([zone, { bucketName, bucketArn, ready }]) => [
        zone,
        { bucketName, bucketArn, ready: ready.urn },
      ]),
    );
  });
}

const nameOf = (zone: AccountZone): string => `acme-account-${zone}-111111111111-eu-west-1`;
const companion = (result: ProgramRun, type: string, name: string) =>
  one(result, `aws:s3/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`, name);

const tags = (zone: string, days: string) => ({
  "data-zone": zone,
  "personal-data": "false",
  regime: "none",
  "lawful-basis": "none",
  "retention-days": days,
});

describe("AccountBuckets", { tags: ["GOV-04"] }, () => {
  it("switches the logs of all its buckets off", { tags: ["DATA-14"] }, async () => {
    expect(all(await run(), "aws:s3/bucketLogging:BucketLogging").length).toBeGreaterThan(0);
    expect(all(await run({ accessLogging: "off" }), "aws:s3/bucketLogging:BucketLogging")).toEqual([]);
  });

  it("makes five buckets, of which two are locked and one logs nothing", async () => {
    const result = await run();
    const full = ["bucket", "encryption", "lifecycle", "logging", "notification", "ownership"];
    const all = [...full, "policy", "public-access-block", "versioning"];
    const roles: Readonly<Record<AccountZone, string[]>> = {
      "access-logs": all.filter((role) => role !== "logging" && role !== "versioning"),
      "audit-logs": [...all, "object-lock"],
      evidence: [...all, "object-lock"],
      findings: all,
      code: all,
    };
    const made = childrenOf(result, one(result, AccountBuckets.__pulumiType)).map((bucket) => [
      bucket.name,
      childrenOf(result, bucket)
        .map(({ name }) => name)
        .sort(),
    ]);
    expect(Object.fromEntries(made)).toEqual(
      Object.fromEntries(
        Object.entries(roles).map(([zone, names]) => [
          `account-${zone}`,
          names.map((role) => `account-${zone}-${role}`).sort(),
        ]),
      ),
    );
    expect(identities(result)).toHaveLength(1 + 1 + 5 + 7 + 2 * 10 + 2 * 9);
  });

  it.each([
    ["audit-logs", keyArns.audit],
    ["evidence", keyArns.evidence],
    ["findings", keyArns.evidence],
    ["code", keyArns.supplyChain],
  ] as const)("encrypts %s under its key, and admits no other", async (zone, kmsKeyArn) => {
    const result = await run();
    const encryption = companion(result, "BucketServerSideEncryptionConfiguration", `account-${zone}-encryption`);
    expect(encryption.inputs["rules"]).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
    const archive = nameOf("audit-logs");
    expect(companion(result, "BucketPolicy", `account-${zone}-policy`).inputs["policy"]).toBe(
      secureBucketPolicy({
        environment,
        bucketName: nameOf(zone),
        kmsKeyArn,
        statements: {
          "audit-logs": [
            ...trailDelivery(environment, archive, trailArn),
            ...logDelivery(environment, archive),
            ...archiveProtection(environment, archive, readerRoleArns["audit-logs"]),
          ],
          evidence: archiveProtection(environment, nameOf("evidence"), readerRoleArns.evidence),
          findings: macieDelivery(environment, nameOf("findings")),
          code: [],
        }[zone],
      }),
    );
  });

  it("serves the control of who reads with archive and evidence", { tags: ["GOV-05"] }, async () => {
    const result = await run();
    const served = all(result, "aws:s3/bucketPolicy:BucketPolicy")
      .filter(({ urn }) => result.controls.get(urn)?.includes("GOV-05"))
      .map(({ name }) => name);
    expect(served.sort()).toEqual(["account-audit-logs-policy", "account-evidence-policy"]);
  });

  it.each(["audit-logs", "evidence"] as const)("locks %s, and keeps it as long as the lock", async (zone) => {
    const result = await run();
    expect(companion(result, "Bucket", `account-${zone}-bucket`).inputs).toEqual({
      bucket: nameOf(zone),
      forceDestroy: false,
      objectLockEnabled: true,
      tags: tags(zone, "5114"),
    });
    expect(companion(result, "BucketObjectLockConfiguration", `account-${zone}-object-lock`).inputs["rule"]).toEqual({
      defaultRetention: { mode: "COMPLIANCE", days: 2557 },
    });
    expect(companion(result, "BucketLifecycleConfiguration", `account-${zone}-lifecycle`).inputs["rules"]).toEqual(
      lifecycleRules(archiveLifecycle(sevenYears)),
    );
  });

  it.each(["findings", "code", "access-logs"] as const)("never locks %s, whatever the lock", async (zone) => {
    expect(companion(await run(), "Bucket", `account-${zone}-bucket`).inputs).toEqual({
      bucket: nameOf(zone),
      forceDestroy: false,
      tags: tags(zone, zone === "access-logs" ? "731" : "until-deleted"),
    });
  });

  it("hands over a record of each bucket, with what it is for", { tags: ["DATA-33"] }, async () => {
    const result = await run();
    const { records } = one(result, AccountBuckets.__pulumiType).outputs as {
      readonly records: readonly { readonly store: string; readonly dataSets: Readonly<Record<string, string>> }[];
    };
    expect(records.map(({ store, dataSets }) => [store, Object.keys(dataSets)])).toEqual(
      (["audit-logs", "evidence", "findings", "access-logs", "code"] as const).map((zone) => [nameOf(zone), [zone]]),
    );
    expect(records[0]).toEqual({
      store: nameOf("audit-logs"),
      kind: "bucket",
      region: "eu-west-1",
      personalData: false,
      regimes: {},
      retentionDays: 5114,
      dataSets: { "audit-logs": "Records of who did what, kept as the law and auditors demand" },
    });
  });

  it("keeps findings for as long as someone may need them, but not results of queries", async () => {
    const rules = async (zone: AccountZone, args: Partial<AccountBucketsArgs> = {}) =>
      companion(await run(args), "BucketLifecycleConfiguration", `account-${zone}-lifecycle`).inputs["rules"];
    expect(await rules("findings")).toEqual(
      lifecycleRules({
        supersededVersions: { days: 90 },
        expiringPrefixes: [{ prefix: "query-results/", days: 30 }],
      }),
    );
    expect(await rules("code")).toEqual(lifecycleRules({ supersededVersions: { days: 90, keepNewest: 10 } }));
    expect(await rules("code", { supersededVersionDays: 7 })).toEqual(
      lifecycleRules({ supersededVersions: { days: 7, keepNewest: 10 } }),
    );
    expect(await rules("access-logs")).toEqual(lifecycleRules({ expirationDays: 731 }));
    expect(await rules("access-logs", { accessLogDays: 30 })).toEqual(lifecycleRules({ expirationDays: 30 }));
  });

  it("logs to a bucket only when that admits the logs", { tags: ["DATA-14"] }, async () => {
    const result = await run();
    const ready = companion(result, "BucketNotification", "account-access-logs-notification").urn;
    const loggings = all(result, "aws:s3/bucketLogging:BucketLogging");
    expect(loggings.map(({ inputs }) => inputs["targetBucket"])).toEqual(Array(4).fill(nameOf("access-logs")));
    expect(loggings.filter(({ dependencies }) => !dependencies.includes(ready))).toEqual([]);
  });

  it("lets a disposable account go, past its lock", async () => {
    const result = await run({ dataProtection: "disposable", lock: { mode: "GOVERNANCE", days: 1 } });
    const buckets = all(result, "aws:s3/bucket:Bucket");
    expect(buckets.map(({ inputs }) => inputs["forceDestroy"])).toEqual([true, true, true, true, true]);
    const custom = result.resources.filter(({ type }) => type.startsWith("aws:s3/"));
    expect(custom).toHaveLength(45);
    expect(custom.filter(({ options }) => options.protect || options.retainOnDelete)).toEqual([]);
  });

  it("keeps everything of any other account", async () => {
    const custom = (await run()).resources.filter(({ type }) => type.startsWith("aws:s3/"));
    expect(custom).toHaveLength(45);
    expect(custom.filter(({ options }) => !options.protect || !options.retainOnDelete)).toEqual([]);
  });

  it("hands over name, ARN and readiness of each bucket", async () => {
    const result = await run();
    expect(result.outputs).toEqual(
      Object.fromEntries(
        (["audit-logs", "evidence", "findings", "access-logs", "code"] as const).map((zone) => [
          zone,
          {
            bucketName: nameOf(zone),
            bucketArn: `arn:aws:s3:::${nameOf(zone)}`,
            ready: companion(result, "BucketNotification", `account-${zone}-notification`).urn,
          },
        ]),
      ),
    );
  });

  it("serves GOV-04 with every bucket, lock and policy", async () => {
    const result = await run();
    const serving = result.resources.filter(({ urn }) => result.controls.get(urn)?.includes("GOV-04"));
    const kinds = Map.groupBy(serving, ({ type }) => type.slice(type.lastIndexOf(":") + 1));
    expect(Object.fromEntries([...kinds].map(([kind, resources]) => [kind, resources.length]))).toEqual({
      Bucket: 5,
      BucketServerSideEncryptionConfiguration: 5,
      BucketObjectLockConfiguration: 2,
      BucketPolicy: 5,
      BucketLifecycleConfiguration: 5,
    });
  });

  it("says which bucket is wrong", async () => {
    await expect(run({ lock: { mode: "GOVERNANCE", days: 0 } })).rejects.toThrow(
      'SecureBucket "account-audit-logs": objectLock.days must be a whole number of days from 1 to 36500, but is 0',
    );
    await expect(run({ keyArns: { ...keyArns, supplyChain: "alias/acme-account-supply-chain" } })).rejects.toThrow(
      'SecureBucket "account-code": kmsKeyArn must be the ARN of a key in eu-west-1',
    );
  });

  it("makes nothing but buckets in the common form", async () => {
    expect(all(await run(), SecureBucket.__pulumiType)).toHaveLength(5);
  });
});
