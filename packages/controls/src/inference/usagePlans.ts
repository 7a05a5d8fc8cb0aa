import { defineControl } from "../control.js";

/** INF-14: Usage plans. */
export const usagePlans = defineControl({
  id: "INF-14",
  title: "Usage plans",
  requirement: "Each tenant has its own key in a plan with rate, burst and quota.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-09"],
  rules: ["inf-method-key-required", "inf-usageplan-limits"],
  acceptance: {
    refused: ["A call has no key or a disabled one.", "A burst goes beyond the plan's limit."],
    works: ["A second tenant is unaffected by the first one's burst."],
  },
  remediation:
    "Set `apiKeyRequired: true` on `aws.apigateway.Method`. On `aws.apigateway.UsagePlan` set both `rateLimit` and `burstLimit` above 0 in `throttleSettings`, and `quotaSettings`.",
  frameworks: { mitreAtlas: ["AML.T0024", "AML.T0029", "AML.T0034"] },
  references: [],
  built: false,
});
