import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceModel } from "./resourceModel.js";

/** A settings resource that AWS keeps under its bucket's name. */
function bucketSettings(model: Partial<ResourceModel> = {}): ResourceModel {
  return { id: "bucket", forceNew: ["bucket", "expectedBucketOwner"], ...model };
}

/** Simple Storage Service. */
export const s3: Readonly<Record<string, ResourceModel>> = {
  "aws:s3/bucket:Bucket": {
    taggable: true,
    autoName: { property: "bucket", maximumLength: 63, transform: (name) => name.toLowerCase() },
    defaults: { forceDestroy: false },
    check: (bucket) => [
      ...matches(bucket, "bucket", /^.{3,63}$/, "the bucket name must be between 3 and 63 characters long"),
      ...matches(
        bucket,
        "bucket",
        /^[a-z0-9.-]*$/,
        "only lowercase alphanumeric characters, dots (.) and hyphens (-) allowed in bucket name",
      ),
      ...matches(
        bucket,
        "bucket",
        /^[a-z0-9](?:.*[a-z0-9])?$/,
        "the bucket name must begin and end with a letter or number",
      ),
      ...matches(bucket, "bucket", /^(?!.*(?:\.\.|\.-|-\.))/, "dots next to each other or to a hyphen are not allowed"),
      ...matches(
        bucket,
        "bucket",
        /^(?!\d+\.\d+\.\d+\.\d+$|xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)/,
        "the bucket name must not look like an IP address or use a reserved prefix or suffix",
      ),
    ],
    id: "bucket",
    computed: {
      arn: (bucket) => bucket.arn("s3", bucket.text("bucket"), "unowned"),
      bucketDomainName: (bucket) => `${bucket.text("bucket")}.s3.${bucket.facts.dnsSuffix}`,
      bucketRegionalDomainName: (bucket) =>
        `${bucket.text("bucket")}.s3.${bucket.facts.region}.${bucket.facts.dnsSuffix}`,
      bucketNamespace: () => "global",
      bucketRegion: (bucket) => bucket.facts.region,
      hostedZoneId: (bucket) => `Z${bucket.hex(13, "hosted zone").toUpperCase()}`,
      objectLockEnabled: () => false,
      requestPayer: () => "BucketOwner",
    },
    forceNew: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    taggable: true,
    autoName: { property: "key", maximumLength: 1024 },
    defaults: { forceDestroy: false },
    id: (object) => `${object.text("bucket")}/${object.text("key")}`,
    computed: {
      arn: (object) => object.arn("s3", `${object.text("bucket")}/${object.text("key")}`, "unowned"),
      acl: () => "private",
      bucketKeyEnabled: () => true,
      checksumCrc32: () => "",
      checksumCrc32c: () => "",
      checksumCrc64nvme: (object) => object.hex(12, "checksum"),
      checksumSha1: () => "",
      checksumSha256: () => "",
      contentType: () => "application/octet-stream",
      etag: (object) => object.hex(32, "etag"),
      kmsKeyId: (object) => object.arn("kms", `key/${object.uuid("key")}`),
      metadata: () => ({}),
      serverSideEncryption: () => "aws:kms",
      storageClass: () => "STANDARD",
      versionId: (object) => object.hex(32, "version"),
    },
    forceNew: ["bucket", "key"],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketSettings({ forceNew: ["bucket"] }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketSettings({
    forceNew: ["bucket"],
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketSettings(),
  "aws:s3/bucketVersioning:BucketVersioning": bucketSettings(),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucketSettings({
    defaults: { objectLockEnabled: "Enabled" },
    forceNew: ["bucket", "expectedBucketOwner", "objectLockEnabled"],
  }),
  "aws:s3/bucketPolicy:BucketPolicy": bucketSettings({
    check: (policy) => policyDocument(policy, "policy"),
    forceNew: ["bucket"],
  }),
  "aws:s3/bucketLogging:BucketLogging": bucketSettings(),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketSettings({
    computed: {
      expectedBucketOwner: () => "",
      transitionDefaultMinimumObjectSize: () => "all_storage_classes_128K",
    },
  }),
  "aws:s3/bucketNotification:BucketNotification": bucketSettings({
    defaults: { eventbridge: false },
    forceNew: ["bucket"],
  }),
};
