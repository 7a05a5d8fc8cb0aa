import { defineControl } from "../control.js";

/** INF-36: Prediction shift. */
export const predictionShift = defineControl({
  id: "INF-36",
  title: "Prediction shift",
  requirement:
    "A sudden change in what the model answers, overall or for a segment, is treated as a possible attack or a broken feed.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["INF-26"],
  rules: ["inf-prediction-distribution"],
  acceptance: {
    refused: ["A replay in which one class makes up 90 % raises no alarm."],
    works: ["A normal replay raises no alarm."],
  },
  remediation:
    "Add an `aws.cloudwatch.MetricAlarm` on the class ratios that the proxy publishes in the platform's namespace for each endpoint.",
  frameworks: {},
  references: [],
  built: false,
});
