import { defineControl } from "../control.js";

/** INF-08: API placement. */
export const apiPlacement = defineControl({
  id: "INF-08",
  title: "API placement",
  requirement:
    "The API is private to named VPC endpoints, or regional with an explicit allow, and it has no unguarded default host.",
  tier: "inference",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["NET-07"],
  rules: ["inf-api-endpoint-type", "inf-api-resource-policy", "inf-api-resource-policy-linked"],
  acceptance: {
    refused: ["A call arrives through a foreign VPC endpoint.", "A call arrives from the internet."],
    works: ["A call with credentials through a listed VPC endpoint is answered."],
  },
  remediation:
    "On `aws.apigateway.RestApi` set `endpointConfiguration.types` to `PRIVATE` with `vpcEndpointIds`, a resource policy that denies `execute-api:Invoke` from any other `aws:SourceVpce`, and `disableExecuteApiEndpoint` where a custom domain exists.",
  frameworks: { mitreAtlas: ["AML.T0040"] },
  references: [
    {
      title: "Private REST APIs in API Gateway",
      url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
      read: "2026-11-28",
    },
    {
      title: "AWS condition keys that can be used in API Gateway resource policies",
      url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
