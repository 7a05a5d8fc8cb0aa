import { defineControl } from "../control.js";

/** INF-33: Bias and attribution monitor. */
export const biasAndAttributionMonitor = defineControl({
  id: "INF-33",
  title: "Bias and attribution monitor",
  requirement: "Shifts between groups and in the attribution of features are detected.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-30"],
  rules: ["inf-monitor-isolation"],
  acceptance: {
    refused: [
      "A changed selection rate of one synthetic group raises no alarm.",
      "A permuted feature raises no alarm.",
    ],
    works: ["A stable replay raises no alarm."],
  },
  remediation:
    "Declare the bias and explainability job definitions through `aws.cloudcontrol.Resource`, with network isolation for bias and with `VpcConfig` for explainability, which cannot run isolated.",
  frameworks: { fsbp: ["SageMaker.10", "SageMaker.12", "SageMaker.15"] },
  references: [],
  built: false,
});
