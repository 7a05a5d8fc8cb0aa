import { defineControl } from "../control.js";

/** TRN-31: Job logs. */
export const jobLogs = defineControl({
  id: "TRN-31",
  title: "Job logs",
  requirement: "Logs of jobs, notebooks and Studio are encrypted, kept for a fixed time, and read-only to personas.",
  tier: "training",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-03"],
  rules: ["gov-log-group-cmk-retention", "trn-role-no-createloggroup"],
  acceptance: {
    refused: ["A log group has no key.", "A data scientist deletes a log group."],
    works: ["A job writes its log."],
  },
  remediation:
    "Create the fixed `/aws/sagemaker/...` log groups as `aws.cloudwatch.LogGroup` with `kmsKeyId` and `retentionInDays` before the first job, and give job roles no `logs:CreateLogGroup`.",
  frameworks: {},
  references: [],
  built: false,
});
