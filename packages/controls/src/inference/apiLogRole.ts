import { defineControl } from "../control.js";

/** INF-23: API log role. */
export const apiLogRole = defineControl({
  id: "INF-23",
  title: "API log role",
  requirement: "API Gateway writes to CloudWatch through one role per account and Region, which one stack owns.",
  tier: "inference",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["B"],
  needs: [],
  rules: ["gov-singletons-only-in-baseline", "inf-apigw-account-protected"],
  acceptance: {
    refused: ["A platform stack declares the account setting of API Gateway."],
    works: ["Other APIs still log after a platform stack was destroyed."],
  },
  remediation:
    "Declare `aws.apigateway.Account` in the account stack only, attach `AmazonAPIGatewayPushToCloudWatchLogs` to its role, and protect both in prod.",
  frameworks: {},
  references: [],
  built: false,
});
