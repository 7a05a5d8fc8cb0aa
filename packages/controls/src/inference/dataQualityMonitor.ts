import { defineControl } from "../control.js";

/** INF-31: Data quality monitor. */
export const dataQualityMonitor = defineControl({
  id: "INF-31",
  title: "Data quality monitor",
  requirement:
    "Missing values, changes of type, and shifts of range and distribution of inputs are measured against the training baseline, with room for own statistics.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["INF-30"],
  rules: ["inf-monitor-metrics-on", "inf-endpoint-monitored", "inf-monitor-job-secure"],
  acceptance: {
    refused: ["Replayed inputs with a shifted distribution stay unnoticed for a cycle."],
    works: ["Inputs like the baseline raise no alarm."],
  },
  remediation:
    "On `aws.sagemaker.DataQualityJobDefinition` set `publish_cloudwatch_metrics` to `Enabled` in `dataQualityAppSpecification.environment`, and enable `emit_metrics` in the constraints file.",
  frameworks: { fsbp: ["SageMaker.9", "SageMaker.11"] },
  references: [],
  built: false,
});
