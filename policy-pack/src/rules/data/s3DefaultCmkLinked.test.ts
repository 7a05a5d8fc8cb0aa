import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { reports } from "../../ruleCases.fixture.js";
import { bucket, companion, itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3DefaultCmkLinked as rule } from "./s3DefaultCmkLinked.js";

const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const withKey = (sseAlgorithm: unknown, kmsMasterKeyId?: unknown) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId } }],
});
const raw = bucket("raw", "raw");
const logs = bucket("logs", "access-logs");

describe("data-s3-default-cmk-linked", { tags: ["DATA-04", "GOV-04"] }, () => {
  it.each(["aws:kms", "aws:kms:dsse"])("passes a data bucket with %s", async (algorithm) => {
    expect(await reports(rule, [raw, companion(awsType.bucketEncryption, raw, withKey(algorithm, keyArn))])).toEqual(
      [],
    );
  });

  it("passes the bucket that takes access logs with AES256", async () => {
    expect(await reports(rule, [logs, companion(awsType.bucketEncryption, logs, withKey("AES256"))])).toEqual([]);
  });

  it("violates with AES256 for data", async () => {
    expect(
      await reports(rule, [raw, companion(awsType.bucketEncryption, raw, withKey("AES256"), { name: "enc" })]),
    ).toEqual([
      'mandatory raw: found sseAlgorithm "AES256"; expected aws:kms; fix: set sseAlgorithm of enc to aws:kms',
    ]);
  });

  it("violates with a KMS key for access logs", async () => {
    const encryption = companion(awsType.bucketEncryption, logs, withKey("aws:kms", keyArn), { name: "enc" });
    expect(await reports(rule, [logs, encryption])).toEqual([
      'mandatory logs: found sseAlgorithm "aws:kms"; expected AES256, the only one with which S3 delivers access logs; fix: set sseAlgorithm of enc to AES256',
    ]);
  });

  it("violates without an algorithm", async () => {
    expect(
      await reports(rule, [raw, companion(awsType.bucketEncryption, raw, { rules: [] }, { name: "enc" })]),
    ).toEqual(["mandatory raw: found no sseAlgorithm; expected aws:kms; fix: set sseAlgorithm of enc to aws:kms"]);
  });

  it("passes an unknown key that comes from one of ours, and cannot decide others", async () => {
    const key = resource(awsType.key, "key");
    const propertyDependencies = { rules: [key] };
    const inputs = withKey("aws:kms", unknown);
    const two = { rules: [...withKey("aws:kms", keyArn).rules, ...inputs.rules] };
    expect(await reports(rule, [key, raw, companion(awsType.bucketEncryption, raw, two)])).toEqual([
      "advisory raw: undecided: kmsMasterKeyId cannot be known yet and depends on no aws.kms.Key",
    ]);
    const ours = companion(awsType.bucketEncryption, raw, inputs, { propertyDependencies });
    expect(await reports(rule, [key, raw, ours])).toEqual([]);
    expect(await reports(rule, [key, raw, companion(awsType.bucketEncryption, raw, inputs)])).toEqual([
      "advisory raw: undecided: kmsMasterKeyId cannot be known yet and depends on no aws.kms.Key",
    ]);
  });

  it("cannot decide an unknown algorithm or zone", async () => {
    const late = bucket("late", unknown);
    expect(await reports(rule, [late, companion(awsType.bucketEncryption, late, withKey("AES256"))])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
    expect(await reports(rule, [raw, companion(awsType.bucketEncryption, raw, withKey(unknown, keyArn))])).toEqual([
      "advisory raw: undecided: sseAlgorithm cannot be known yet",
    ]);
  });

  itDemandsOneCompanion(rule, {
    type: awsType.bucketEncryption,
    kind: "aws.s3.BucketServerSideEncryptionConfiguration",
    purpose: "encrypt it by default",
    inputs: withKey("aws:kms", keyArn),
  });
});
