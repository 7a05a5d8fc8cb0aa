import { defineControl } from "../control.js";

/** INF-19: Second check in the proxy. */
export const secondCheckInTheProxy = defineControl({
  id: "INF-19",
  title: "Second check in the proxy",
  requirement:
    "The gateway is not trusted alone: the proxy verifies types, ranges, finite numbers, string normalisation and size again before the model sees any data.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-18", "INF-26"],
  rules: [],
  noRule:
    "Code inside a function cannot be judged at preview; a test in CI compares the hashes of the gateway's and the proxy's schema.",
  acceptance: {
    refused: [
      "A direct test event with an invalid body reaches the model.",
      "A generated invalid request passes the validator.",
    ],
    works: ["A valid request passes both checks."],
  },
  remediation:
    "Generate the proxy's validator and the gateway's `aws.apigateway.Model` from the same schema source, and check the size before parsing.",
  frameworks: {},
  references: [],
  built: false,
});
