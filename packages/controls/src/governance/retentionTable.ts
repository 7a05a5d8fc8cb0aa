import { defineControl } from "../control.js";

/** GOV-33: Retention table. */
export const retentionTable = defineControl({
  id: "GOV-33",
  title: "Retention table",
  requirement: "Every store has a lifetime by its class, neither too short nor endless.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: [],
  rules: ["gov-retention-in-bounds", "data-s3-lifecycle-linked"],
  acceptance: {
    refused: [
      "The audit class keeps 30 days in production.",
      "An Object Lock would hold a development account for years.",
      "Superseded versions of personal data outlive its retention.",
    ],
    works: ["The table passes."],
  },
  remediation:
    "Take every lifecycle, lock and `retentionInDays` from the one retention table. Let personal data nowhere outlive its `retention-days` tag.",
  frameworks: { fsbp: ["S3.13"], gdpr: ["5(1)(e)"] },
  references: [
    {
      title: "PutRetentionPolicy",
      url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
      read: "2026-11-28",
    },
    {
      title: "Lifecycle configuration elements",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
