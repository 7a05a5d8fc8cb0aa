import { defineControl } from "../control.js";

/** INF-39: Low-confidence answers. */
export const lowConfidenceAnswers = defineControl({
  id: "INF-39",
  title: "Low-confidence answers",
  requirement:
    "A run of low-confidence answers on ordinary-looking input raises an alarm. Doubtful single answers can be withheld or checked by people.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-26"],
  rules: ["inf-a2i-private", "inf-lowconf-alarm"],
  acceptance: {
    refused: ["A doubtful input is answered without review.", "Human review uses a public workforce."],
    works: ["A run of noisy inputs raises an alarm.", "A clear input is answered at once."],
  },
  remediation:
    "Add an `aws.cloudwatch.MetricAlarm` on the `LowConfidence` ratio. On `aws.sagemaker.FlowDefinition` set `outputConfig.kmsKeyId` and leave `publicWorkforceTaskPrice` unset.",
  frameworks: {},
  references: [],
  built: false,
});
