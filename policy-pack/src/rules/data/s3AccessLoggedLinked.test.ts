import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { reports } from "../../ruleCases.fixture.js";
import { bucket, companion, itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3AccessLoggedLinked as rule } from "./s3AccessLoggedLinked.js";

const raw = bucket("raw", "raw");
const logs = bucket("logs", "access-logs");
const logTo = (targetBucket: unknown, from: object = {}) =>
  companion(
    awsType.bucketLogging,
    raw,
    { targetBucket },
    { name: "logging", propertyDependencies: { targetBucket: [] }, ...from },
  );
const elsewhere = "acme-account-access-logs-111111111111-eu-central-1";
const encrypted = (sseAlgorithm: unknown) =>
  companion(
    awsType.bucketEncryption,
    logs,
    { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
    { name: "enc" },
  );

describe("data-s3-access-logged-linked", { tags: ["DATA-14"] }, () => {
  it("passes logging to the access-logs bucket of this or of the account stack", async () => {
    expect(await reports(rule, [raw, logs, logTo("logs"), encrypted("AES256")])).toEqual([]);
    expect(
      await reports(rule, [raw, logs, logTo(unknown, { propertyDependencies: { targetBucket: [logs] } })]),
    ).toEqual([]);
    expect(await reports(rule, [raw, logTo(elsewhere)])).toEqual([]);
    expect(await reports(rule, [raw, logTo(elsewhere)], { project: "acme" })).toEqual([]);
  });

  it.each([
    ["some-bucket", {}],
    [elsewhere, { project: "other" }],
  ])("violates with logging to %s under %j", async (target, settings) => {
    expect(await reports(rule, [raw, logTo(target)], settings)).toEqual([
      `mandatory raw: found access logs that go to ${target}; expected the access-logs bucket of this or the account stack; ` +
        "fix: set targetBucket of logging to <project>-account-access-logs-<account>-<region>",
    ]);
  });

  it("violates with a target of another zone", async () => {
    const other = bucket("other", "evidence");
    const [line] = await reports(rule, [
      raw,
      other,
      logTo("other"),
      companion(awsType.bucketLogging, other, { targetBucket: elsewhere }),
    ]);
    expect(line).toBe(
      'mandatory raw: found tag data-zone of the target "evidence"; expected a target with the tag data-zone access-logs; ' +
        "fix: log to the account's access-logs bucket instead of other",
    );
  });

  it("violates with a target under a KMS key", async () => {
    expect(await reports(rule, [raw, logs, logTo("logs"), encrypted("aws:kms")])).toEqual([
      'mandatory raw: found sseAlgorithm of the target "aws:kms"; expected a target with AES256: under a KMS key S3 drops the logs without an error; ' +
        "fix: set sseAlgorithm of enc to AES256",
    ]);
  });

  it("violates with a locked target, whichever resource locks it", async () => {
    const line =
      "mandatory raw: found access logs that go to logs, which has Object Lock; expected a target without Object Lock, to which S3 does deliver; " +
      "fix: log to a bucket without Object Lock";
    const locked = bucket("logs", "access-logs", { objectLockEnabled: true });
    const unlocked = bucket("logs", "access-logs", { objectLockEnabled: false });
    expect(await reports(rule, [raw, unlocked, logTo("logs")])).toEqual([]);
    expect(await reports(rule, [raw, locked, logTo("logs")])).toEqual([line]);
    expect(await reports(rule, [raw, logs, logTo("logs"), companion(awsType.bucketObjectLock, logs)])).toEqual([line]);
  });

  it("cannot decide an unknown target, and says when it comes from another stack", async () => {
    const account = resource(stackReferenceType, "account");
    const handedOver = logTo(unknown, { propertyDependencies: { targetBucket: [account] } });
    expect(await reports(rule, [raw, logTo(unknown)])).toEqual([
      "advisory raw: undecided: targetBucket of logging cannot be known yet",
    ]);
    expect(await reports(rule, [account, raw, handedOver])).toEqual([
      "advisory raw: undecided: targetBucket of logging comes from another stack",
    ]);
  });

  it("cannot decide a target whose zone or algorithm is unknown", async () => {
    const late = bucket("late", unknown);
    const lines = await reports(rule, [raw, late, logTo("late")]);
    expect(lines).toEqual([
      "advisory raw: undecided: tag data-zone of the target cannot be known yet",
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
    expect(await reports(rule, [raw, logs, logTo("logs"), encrypted(unknown)])).toEqual([
      "advisory raw: undecided: sseAlgorithm of the target cannot be known yet",
    ]);
  });

  it("only advises in dev", async () => {
    const [line] = await reports(rule, [raw], { profile: "dev" });
    expect(line).toMatch(/^advisory raw: found no aws\.s3\.BucketLogging; /);
  });

  itDemandsOneCompanion(rule, {
    type: awsType.bucketLogging,
    kind: "aws.s3.BucketLogging",
    purpose: "log its requests",
    inputs: { targetBucket: elsewhere },
    exceptAccessLogs: true,
  });
});
