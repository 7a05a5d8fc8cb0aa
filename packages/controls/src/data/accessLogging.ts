import { defineControl } from "../control.js";

/** DATA-14: Access logging. */
export const accessLogging = defineControl({
  id: "DATA-14",
  title: "Access logging",
  requirement: "Each bucket records who touched which object, in a bucket that its users cannot alter.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-04"],
  rules: ["data-s3-access-logged", "data-s3-access-logged-linked"],
  acceptance: {
    refused: ["The role that reads logs writes into the log bucket.", "A workload role reads the log bucket."],
    works: ["A GET shows up in a later log object."],
  },
  remediation:
    "Give every bucket but access-logs one `aws.s3.BucketLogging` whose `targetBucket` is the account's access-logs bucket in the same Region. That bucket needs SSE-S3 as its default encryption and no Object Lock.",
  frameworks: { fsbp: ["S3.9"], nist80053: ["AU"] },
  references: [
    {
      title: "Logging requests with server access logging",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
