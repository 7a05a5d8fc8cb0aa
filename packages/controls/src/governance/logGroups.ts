import { defineControl } from "../control.js";

/** GOV-07: Log groups. */
export const logGroups = defineControl({
  id: "GOV-07",
  title: "Log groups",
  requirement:
    "Each log group has a customer managed key and a finite retention. Logs of APIs, endpoints and jobs survive for the audit period.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-03"],
  rules: [
    "gov-log-group-cmk-retention",
    "gov-log-resource-policy-scoped",
    "gov-payload-log-masked-linked",
    "gov-producer-has-log-group",
    "gov-retention-in-bounds",
  ],
  acceptance: {
    refused: ["A log group has no retention.", "A log group keeps 7 days in production."],
    works: ["A log group whose `kmsKeyId` is not known yet passes."],
  },
  remediation:
    "Set `kmsKeyId` and `retentionInDays` on `aws.cloudwatch.LogGroup`, and declare the group of every function, state machine, API stage and notebook before its producer.",
  frameworks: { nist80053: ["AU", "CP", "SC", "SI"], hipaa: ["(a)(2)(iv)", "(b)", "(e)(2)(ii)"], gdpr: ["32"] },
  references: [
    {
      title: "Encrypt log data in CloudWatch Logs using AWS Key Management Service",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
      read: "2026-11-24",
    },
    {
      title: "Understanding data protection policies",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html",
      read: "2026-11-28",
    },
    {
      title: "PutResourcePolicy",
      url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
