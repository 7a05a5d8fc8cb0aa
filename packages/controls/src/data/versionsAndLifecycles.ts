import { defineControl } from "../control.js";

/** DATA-11: Versions and lifecycles. */
export const versionsAndLifecycles = defineControl({
  id: "DATA-11",
  title: "Versions and lifecycles",
  requirement:
    "Data and model artifacts are versioned, so that tampering or deletion can be rolled back. Superseded versions expire on schedule.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["GOV-33"],
  rules: ["data-s3-versioned", "data-s3-versioned-linked", "data-s3-lifecycle", "data-s3-lifecycle-linked"],
  acceptance: {
    refused: ["A workload role suspends versioning."],
    works: ["An overwritten artifact is restored from its previous version by id."],
  },
  remediation:
    "Set `versioningConfiguration.status` to Enabled on `aws.s3.BucketVersioning`. Give the bucket one `aws.s3.BucketLifecycleConfiguration` with `noncurrentVersionExpiration` for its zone and `abortIncompleteMultipartUpload` of at most 7 days.",
  frameworks: { fsbp: ["S3.13"], nist80053: ["CP", "SC", "SI"] },
  references: [
    {
      title: "NoncurrentVersionExpiration",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
