import type { Environment } from "@secure-ml/core";
import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { accessLogBucket, type AccessLogBucketArgs } from "./accessLogBucket.js";
import { accessLogDelivery } from "./bucketDelivery.js";
import { secureBucketPolicy } from "./secureBucketPolicy.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-north-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const bucketName = "acme-account-access-logs-111111111111-eu-north-1";

const run = (args: Partial<AccessLogBucketArgs> = {}) =>
  runProgram(() => accessLogBucket("logs", { environment, environmentNames: ["dev", "stage"], ...args }).bucketName, {
    aws: { region: "eu-north-1" },
  });

describe("accessLogBucket", { tags: ["GOV-04", "DATA-14"] }, () => {
  it("makes one bucket with what S3's log delivery allows", async () => {
    expect(identities(await run())).toEqual([
      "aws:s3/bucket:Bucket :: logs-bucket :: logs",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration :: logs-lifecycle :: logs",
      "aws:s3/bucketNotification:BucketNotification :: logs-notification :: logs",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls :: logs-ownership :: logs",
      "aws:s3/bucketPolicy:BucketPolicy :: logs-policy :: logs",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock :: logs-public-access-block :: logs",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration :: logs-encryption :: logs",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:data:SecureBucket :: logs :: project-stack",
    ]);
  });

  it("admits the buckets of the account and of its environments in the Region, each by its name", async () => {
    const result = await run();
    const sources = [
      ...["audit-logs", "evidence", "findings", "code"].map((zone) => `account-${zone}`),
      ...["dev", "stage"].flatMap((name) =>
        ["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"].map(
          (zone) => `${name}-${zone}`,
        ),
      ),
    ].map((purpose) => `acme-${purpose}-111111111111-eu-north-1`);
    expect(one(result, "aws:s3/bucketPolicy:BucketPolicy").inputs).toEqual({
      bucket: bucketName,
      policy: secureBucketPolicy({
        environment,
        bucketName,
        kmsKeyArn: undefined,
        statements: accessLogDelivery(environment, bucketName, sources),
      }),
    });
    expect(result.controls.get(one(result, "aws:s3/bucketPolicy:BucketPolicy").urn)).toEqual([
      "DATA-06",
      "DATA-09",
      "DATA-10",
      "GOV-04",
      "DATA-14",
    ]);
  });

  it.each([
    [{}, 731],
    [{ retentionDays: 30 }, 30],
  ])("lets logs expire: %j", async (args, days) => {
    const lifecycle = one(await run(args), "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle.inputs["rules"]).toEqual([
      {
        id: "all-objects",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        expiration: { days },
      },
    ]);
  });

  it.each([
    [{}, true, false],
    [{ dataProtection: "disposable" as const }, false, true],
  ])("is kept unless it is disposable: %j", async (args, protect, forceDestroy) => {
    const bucket = one(await run(args), "aws:s3/bucket:Bucket");
    expect(bucket.options).toMatchObject({ protect, retainOnDelete: protect });
    expect(bucket.inputs["forceDestroy"]).toBe(forceDestroy);
  });
});
