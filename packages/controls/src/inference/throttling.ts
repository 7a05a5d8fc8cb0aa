import { defineControl } from "../control.js";

/** INF-15: Throttling. */
export const throttling = defineControl({
  id: "INF-15",
  title: "Throttling",
  requirement: "Every method has a ceiling below what the endpoint can serve, even for calls without a key.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-08"],
  rules: ["inf-stage-throttle", "inf-stage-has-methodsettings"],
  acceptance: {
    refused: ["A burst of ten times the limit reaches the endpoint."],
    works: ["Calls below the ceiling are answered."],
  },
  remediation:
    "Add `aws.apigateway.MethodSettings` for `*/*` on each stage and set `throttlingRateLimit` and `throttlingBurstLimit` above 0. Omitted limits switch throttling off.",
  frameworks: { mitreAtlas: ["AML.T0029", "AML.T0034", "AML.T0046"] },
  references: [],
  built: false,
});
