import { defineControl } from "../control.js";

/** DATA-03: Bucket per zone. */
export const bucketPerZone = defineControl({
  id: "DATA-03",
  title: "Bucket per zone",
  requirement:
    "Raw, curated, feature, artifact, captured, label, scratch and log data live in separate buckets with their own keys, roles and lifecycles. Logs never share a bucket with data.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-01"],
  rules: [
    "data-s3-zone-tag",
    "data-s3-no-force-destroy",
    "data-s3-eventbridge",
    "data-s3-eventbridge-linked",
    "data-s3-modern-api",
  ],
  acceptance: {
    refused: ["The writer of the curated zone puts an object into the artifacts bucket."],
    works: ["Each zone accepts its own writer."],
  },
  remediation:
    "Give every `aws.s3.Bucket` a data-zone tag and one `aws.s3.BucketNotification` with eventbridge set to true. Use the companion resources instead of inline arguments and V2 classes, and leave `forceDestroy` off in production.",
  frameworks: {},
  references: [
    {
      title: "Using EventBridge",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
