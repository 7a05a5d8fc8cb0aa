import { defineControl } from "../control.js";

/** INF-11: Lambda authorizer. */
export const lambdaAuthorizer = defineControl({
  id: "INF-11",
  title: "Lambda authorizer",
  requirement:
    "Tokens of foreign issuers are verified fully (issuer, audience, allowed algorithms, expiry, key id), and the authorizer's answer carries tenant and key and nothing else.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-09"],
  rules: ["inf-authorizer-ttl", "inf-authorizer-request-type"],
  acceptance: {
    refused: [
      "A token with `alg: none`, a wrong audience, an expired date or an unknown key id is accepted.",
      "A token of tenant A is used on a route of tenant B.",
    ],
    works: ["A valid token of the route's tenant is accepted."],
  },
  remediation:
    'On `aws.apigateway.Authorizer` set `type: "REQUEST"` and an `authorizerResultTtlInSeconds` of at most 300.',
  frameworks: {},
  references: [],
  built: false,
});
