import { defineControl } from "../control.js";

/** TRN-31: Job logs. */
export const jobLogs = defineControl({
  id: "TRN-31",
  title: "Job logs",
  requirement:
    "Logs of jobs, notebooks and Studio are encrypted, kept for a fixed time, and read-only to personas; personal data in them is masked.",
  tier: "training",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-03"],
  rules: ["gov-log-group-cmk-retention", "gov-payload-log-masked-linked", "trn-role-no-createloggroup"],
  acceptance: {
    refused: ["A log group has no key.", "A data scientist deletes a log group."],
    works: ["A job writes its log."],
  },
  remediation:
    "Create the fixed `/aws/sagemaker/...` log groups as `aws.cloudwatch.LogGroup` with `kmsKeyId` and `retentionInDays` before the first job, and give job roles no `logs:CreateLogGroup`.",
  frameworks: {},
  references: [
    {
      title: "CreateNotebookInstanceLifecycleConfig",
      url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstanceLifecycleConfig.html",
      read: "2026-11-28",
    },
    {
      title: "Encrypt log data in CloudWatch Logs using AWS Key Management Service",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
