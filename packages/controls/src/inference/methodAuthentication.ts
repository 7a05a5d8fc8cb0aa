import { defineControl } from "../control.js";

/** INF-09: Method authentication. */
export const methodAuthentication = defineControl({
  id: "INF-09",
  title: "Method authentication",
  requirement:
    "No method is open: each authenticates by IAM, Cognito or a Lambda authorizer. API keys never count as authentication.",
  tier: "inference",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["INF-08", "INF-26"],
  rules: ["inf-method-auth", "inf-method-auth-linked"],
  acceptance: {
    refused: ["An anonymous call reaches any method of the export.", "A principal of another stage calls a method."],
    works: ["A valid principal is answered."],
  },
  remediation:
    "Set `aws.apigateway.Method.authorization` to `AWS_IAM`, or to `COGNITO_USER_POOLS` or `CUSTOM` together with `authorizerId`. `NONE` is allowed on `OPTIONS` with a MOCK integration only.",
  frameworks: { mitreAtlas: ["AML.T0024", "AML.T0040"] },
  references: [
    {
      title: "Controlling access to an API with API Gateway resource policies",
      url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
