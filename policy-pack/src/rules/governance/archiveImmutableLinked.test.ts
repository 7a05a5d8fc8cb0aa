import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { govArchiveImmutableLinked as rule } from "./archiveImmutableLinked.js";

const logs = bucket("logs", "audit-logs", { objectLockEnabled: true });
const admits = (Condition: object, Sid: unknown = "Trail"): RawStatement => ({
  Sid,
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
  Condition,
});
const tied = admits({ StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme" } });
const encrypted = (kmsMasterKeyId: unknown) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
});
const retention = (defaultRetention: object) => ({ rule: { defaultRetention } });

/** The companions of an archive, each of which a test can change or leave out. */
function archive(
  of: RecordedResource = logs,
  changes: Readonly<Record<string, object | undefined>> = {},
): readonly RecordedResource[] {
  const companions: Record<string, object | undefined> = {
    [awsType.bucketObjectLock]: retention({ mode: "COMPLIANCE", days: 365 }),
    [awsType.bucketVersioning]: {},
    [awsType.bucketPublicAccessBlock]: {},
    [awsType.bucketLogging]: {},
    [awsType.bucketEncryption]: encrypted("arn:aws:kms:eu-central-1:111111111111:key/0a1b"),
    [awsType.bucketPolicy]: { policy: document([tied]) },
    ...changes,
  };
  const made = Object.entries(companions).flatMap(([type, inputs]) =>
    inputs === undefined ? [] : [companion(type, of, { ...inputs }, { name: type.slice(type.lastIndexOf(":") + 1) })],
  );
  return [of, ...made];
}
const dev = { profile: "dev" };

describe("gov-archive-immutable-linked", { tags: ["GOV-04"] }, () => {
  it("passes a locked archive, of either zone", async () => {
    expect(await reports(rule, archive())).toEqual([]);
    expect(await reports(rule, archive(bucket("evidence", "evidence")))).toEqual([]);
    expect(
      await reports(rule, archive(logs, { [awsType.bucketObjectLock]: retention({ mode: "COMPLIANCE", years: 1 }) })),
    ).toEqual([]);
    expect(
      await reports(
        rule,
        archive(logs, { [awsType.bucketObjectLock]: retention({ mode: "GOVERNANCE", days: 1 }) }),
        dev,
      ),
    ).toEqual([]);
  });

  it.each([
    [awsType.bucketObjectLock, "lock what is written to it"],
    [awsType.bucketVersioning, "keep superseded versions"],
    [awsType.bucketPublicAccessBlock, "block public access"],
    [awsType.bucketLogging, "log its requests"],
    [awsType.bucketEncryption, "encrypt it by default"],
    [awsType.bucketPolicy, "admit its writers"],
  ])("violates without %s, in dev as well", async (type, purpose) => {
    const kind = `aws.s3.${type.slice(type.lastIndexOf(":") + 1)}`;
    const line = `mandatory logs: found no ${kind}; expected exactly one ${kind} for this bucket; fix: add an ${kind} whose bucket is this one to ${purpose}`;
    expect(await reports(rule, archive(logs, { [type]: undefined }))).toEqual([line]);
    expect(await reports(rule, archive(logs, { [type]: undefined }), dev)).toEqual([line]);
  });

  it.each([
    [
      { mode: "GOVERNANCE", days: 365 },
      'found rule.defaultRetention.mode "GOVERNANCE"; expected COMPLIANCE, the only mode that holds against an administrator; fix: set rule.defaultRetention.mode of BucketObjectLockConfiguration to COMPLIANCE',
    ],
    [
      { mode: "COMPLIANCE", days: 364 },
      "found rule.defaultRetention.days 364; expected at least 365 days; fix: set rule.defaultRetention.days of BucketObjectLockConfiguration",
    ],
    [
      { mode: "COMPLIANCE" },
      "found no rule.defaultRetention.days; expected at least 365 days; fix: set rule.defaultRetention.days of BucketObjectLockConfiguration",
    ],
  ])("violates in prod with %j", async (given, message) => {
    expect(await reports(rule, archive(logs, { [awsType.bucketObjectLock]: retention(given) }))).toEqual([
      `mandatory logs: ${message}`,
    ]);
  });

  it("violates without a key of our own", async () => {
    expect(await reports(rule, archive(logs, { [awsType.bucketEncryption]: encrypted(undefined) }))).toEqual([
      "mandatory logs: found no kmsMasterKeyId; expected a key of our own; fix: set kmsMasterKeyId of BucketServerSideEncryptionConfiguration",
    ]);
    expect(await reports(rule, archive(logs, { [awsType.bucketEncryption]: encrypted(unknown) }))).toEqual([]);
  });

  it.each([
    ["no condition", admits({}), "Trail"],
    ["the account only", admits({ StringEquals: { "aws:SourceAccount": "111111111111" } }), "Trail"],
    ["any source", admits({ ArnLike: { "aws:SourceArn": "*" } }), "Trail"],
    ["a source, if any", admits({ StringEqualsIfExists: { "aws:SourceArn": "arn:x" } }, null), "without Sid"],
  ])("violates when a service writes under %s", async (_case, statement, name) => {
    expect(await reports(rule, archive(logs, { [awsType.bucketPolicy]: { policy: document([statement]) } }))).toEqual([
      `mandatory logs: found statement ${name} of policy, which admits cloudtrail.amazonaws.com for anyone; expected a condition on aws:SourceArn; fix: add aws:SourceArn to the statement in BucketPolicy`,
    ]);
  });

  it("asks no source of Denies and of roles", async () => {
    const others = [
      { ...admits({}), Effect: "Deny" },
      { ...admits({}, "Role"), Principal: { AWS: "arn:aws:iam::1:role/a" } },
    ];
    expect(await reports(rule, archive(logs, { [awsType.bucketPolicy]: { policy: document(others) } }))).toEqual([]);
  });

  it("takes the bucket of a trail for an archive, whatever its zone", async () => {
    const raw = bucket("raw", "raw");
    const byName = resource(awsType.trail, "trail", { s3BucketName: "raw" });
    const byLink = resource(
      awsType.trail,
      "trail",
      { s3BucketName: unknown },
      { propertyDependencies: { s3BucketName: [raw] } },
    );
    expect(await reports(rule, [raw, byName])).toHaveLength(6);
    expect(await reports(rule, [raw, byLink])).toHaveLength(6);
    expect(await reports(rule, [raw, resource(awsType.trail, "trail", { s3BucketName: "elsewhere" })])).toEqual([]);
  });

  it("does not apply to other buckets", async () => {
    expect(await reasons(rule, [bucket("raw", "raw")])).toEqual(["The bucket is no archive"]);
    expect(await reasons(rule, [bucket("bare", undefined)])).toEqual(["The bucket is no archive"]);
  });

  it("cannot decide unknown values", async () => {
    expect(await reports(rule, [bucket("late", unknown)])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
    expect(await reports(rule, archive(logs, { [awsType.bucketPolicy]: { policy: unknown } }))).toEqual([
      "advisory logs: undecided: policy of BucketPolicy cannot be known yet",
    ]);
    expect(await reports(rule, archive(logs, { [awsType.bucketObjectLock]: { rule: unknown } }))).toEqual([
      "advisory logs: undecided: rule.defaultRetention.mode cannot be known yet",
      "advisory logs: undecided: rule.defaultRetention.days cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [logs]);
});
