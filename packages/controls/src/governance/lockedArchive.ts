import { defineControl } from "../control.js";

/** GOV-04: Locked archive. */
export const lockedArchive = defineControl({
  id: "GOV-04",
  title: "Locked archive",
  requirement:
    "Audit logs land in one central, long-lived bucket under Object Lock with lifecycle tiers. Access to that bucket is itself logged, and what cannot live under a lock has buckets of its own.",
  tier: "governance",
  stacks: ["account"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["GOV-03"],
  rules: [
    "gov-archive-immutable",
    "gov-archive-immutable-linked",
    "gov-config-not-to-locked-bucket",
    "data-s3-no-force-destroy",
    "data-s3-default-cmk",
    "data-s3-default-cmk-linked",
  ],
  acceptance: {
    refused: [
      "A delivery channel writes to a locked bucket.",
      "A bucket has the lock enabled but no default retention.",
      "The access-logs bucket uses `aws:kms`.",
      "An account administrator deletes a locked version.",
    ],
    works: ["The layout of five buckets passes.", "The trail keeps delivering."],
  },
  remediation:
    "Set `objectLockEnabled` on `aws.s3.Bucket`, Enabled on `aws.s3.BucketVersioning` and a default retention on `aws.s3.BucketObjectLockConfiguration`: COMPLIANCE of at least 365 days in production, GOVERNANCE elsewhere. Deliver Config to the findings bucket, which has no lock.",
  frameworks: {
    cis: ["3.4", "2.1.1", "2.1.4"],
    fsbp: ["S3.1", "S3.2", "S3.3", "S3.5", "S3.8", "S3.9", "S3.12", "S3.13"],
    securityHub: ["CloudTrail.6", "CloudTrail.7", "S3.15", "S3.17"],
    nist80053: ["AC", "AU", "CP", "SC", "SI"],
    hipaa: ["(a)(1)", "(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)", "(e)(1)", "(e)(2)(i)"],
    gdpr: ["25", "32"],
  },
  references: [
    {
      title: "Locking objects with Object Lock",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
      read: "2026-11-24",
    },
    {
      title: "Logging requests with server access logging",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
