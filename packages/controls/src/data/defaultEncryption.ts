import { defineControl } from "../control.js";

/** DATA-04: Default encryption. */
export const defaultEncryption = defineControl({
  id: "DATA-04",
  title: "Default encryption",
  requirement:
    "Whatever is written without encryption headers lands encrypted under the bucket's customer managed key. S3 managed and AWS managed keys are not accepted for data.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-03"],
  rules: ["data-s3-default-cmk", "data-s3-default-cmk-linked"],
  acceptance: {
    refused: ["A PUT carries the headers of a customer-provided key."],
    works: ["A PUT without encryption headers succeeds, and HEAD shows `aws:kms` and our key ARN."],
  },
  remediation:
    "Give each bucket one `aws.s3.BucketServerSideEncryptionConfiguration` with `sseAlgorithm` `aws:kms`, `kmsMasterKeyId` set to a key ARN, `bucketKeyEnabled` true and `blockedEncryptionTypes` naming SSE-C. The access-logs bucket alone uses AES256.",
  frameworks: { securityHub: ["S3.17"], nist80053: ["SC"] },
  references: [
    {
      title: "Setting default server-side encryption behavior for Amazon S3 buckets",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
