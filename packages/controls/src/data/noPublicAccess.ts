import { defineControl } from "../control.js";

/** DATA-08: No public access. */
export const noPublicAccess = defineControl({
  id: "DATA-08",
  title: "No public access",
  requirement: "All four public-access settings of S3 are on for the account and for each bucket.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["GOV-22"],
  rules: ["data-s3-bucket-pab", "data-s3-bucket-pab-linked", "gov-account-pab-all-true"],
  acceptance: {
    refused: [
      "PutBucketPolicy allows principal *.",
      "A workload role calls PutPublicAccessBlock.",
      "An anonymous GET is sent.",
    ],
    works: ["Our own policy, which denies principal *, is accepted."],
  },
  remediation:
    "Give each bucket one `aws.s3.BucketPublicAccessBlock` with `blockPublicAcls`, `blockPublicPolicy`, `ignorePublicAcls`, `restrictPublicBuckets` and `skipDestroy` all true, and the account one `aws.s3.AccountPublicAccessBlock` with the four. Each setting is off when it is left out.",
  frameworks: {
    cis: ["2.1.4"],
    fsbp: ["S3.2", "S3.3", "S3.8", "S3.19", "S3.24"],
    nist80053: ["AC", "SC"],
    mitreAtlas: ["AML.T0035"],
  },
  references: [
    {
      title: "PublicAccessBlockConfiguration",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
