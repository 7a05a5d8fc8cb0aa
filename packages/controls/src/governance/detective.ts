import { defineControl } from "../control.js";

/** GOV-15: Detective graph. */
export const detective = defineControl({
  id: "GOV-15",
  title: "Detective graph",
  requirement: "Investigators can correlate CloudTrail, flow logs and GuardDuty findings.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-09"],
  rules: ["gov-detective-protected"],
  acceptance: {
    refused: ["The graph of production is not protected."],
    works: ["A development environment without a graph passes."],
  },
  remediation:
    "Set the protect option on `aws.detective.Graph`: creating it takes over an existing graph silently, and destroying it deletes a year of history.",
  frameworks: {},
  references: [],
  built: false,
});
