import { defineControl } from "../control.js";

/** INF-25: Deployment hygiene. */
export const deploymentHygiene = defineControl({
  id: "INF-25",
  title: "Deployment hygiene",
  requirement: "What is declared is what is served. Errors reveal nothing, and no answer leaks to another tenant.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-08"],
  rules: ["inf-deployment-triggers", "inf-stage-no-cache", "inf-gateway-responses"],
  acceptance: {
    refused: ["A removed route still answers.", "An error body in prod carries the name of a model or schema."],
    works: ["A changed route is served after the next `up`."],
  },
  remediation:
    "Set `triggers` on `aws.apigateway.Deployment` to a hash of the declared routes, schemas, authorizers and policy. Leave `cacheClusterEnabled` off and add `aws.apigateway.Response` with generic bodies.",
  frameworks: { fsbp: ["APIGateway.5"] },
  references: [],
  built: false,
});
