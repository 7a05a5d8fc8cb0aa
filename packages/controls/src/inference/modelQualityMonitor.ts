import { defineControl } from "../control.js";

/** INF-32: Model quality monitor. */
export const modelQualityMonitor = defineControl({
  id: "INF-32",
  title: "Model quality monitor",
  requirement: "Accuracy metrics of regression, binary and multiclass models are tracked against ground truth.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-30"],
  rules: ["inf-labels-write", "inf-endpoint-monitored", "inf-monitor-job-secure"],
  acceptance: {
    refused: [
      "Flipping 20 % of the labels raises no alarm.",
      "Missing labels are reported as healthy instead of stale.",
    ],
    works: ["Labels that match the predictions raise no alarm."],
  },
  remediation:
    "Declare `AWS::SageMaker::ModelQualityJobDefinition` through `aws.cloudcontrol.Resource` with ground-truth input, and let only the label role write to the bucket `labels`.",
  frameworks: { fsbp: ["SageMaker.13"] },
  references: [],
  built: false,
});
