import { defineControl } from "../control.js";

/** INF-34: Protected baselines. */
export const protectedBaselines = defineControl({
  id: "INF-34",
  title: "Protected baselines",
  requirement: "What counts as normal is versioned, reviewed, and cannot be edited by those who are watched.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["TRN-21"],
  rules: ["inf-baseline-hash"],
  acceptance: {
    refused: ["The monitor's role writes the baseline.", "A baseline with the wrong hash is deployed."],
    works: ["A matching pair of model and baseline is deployed."],
  },
  remediation:
    "Point the baseline's `s3Uri` at the prefix of the deployed model version, and give the monitors' roles read access only.",
  frameworks: {},
  references: [],
  built: false,
});
