import { defineControl } from "../control.js";

/** INF-28: Answer limits. */
export const answerLimits = defineControl({
  id: "INF-28",
  title: "Answer limits",
  requirement:
    "Answers give the caller what it needs and no more, so that inversion, membership inference and leaks stay expensive.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-26"],
  rules: ["inf-integration-buffered", "inf-log-masking"],
  acceptance: {
    refused: [
      "A model's output carries an unmasked e-mail address to the caller.",
      "An answer exceeds the byte limit.",
    ],
    works: ["A normal answer is unchanged."],
  },
  remediation:
    "Set `responseTransferMode: \"BUFFERED\"` on `aws.apigateway.Integration` and add an `aws.cloudwatch.LogDataProtectionPolicy` to the proxy's and the access log's groups.",
  frameworks: { mitreAtlas: ["AML.T0024.000", "AML.T0024.001", "AML.T0024.002"] },
  references: [],
  built: false,
});
