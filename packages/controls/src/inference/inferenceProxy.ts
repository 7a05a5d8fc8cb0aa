import { defineControl } from "../control.js";

/** INF-26: Inference proxy. */
export const inferenceProxy = defineControl({
  id: "INF-26",
  title: "Inference proxy",
  requirement:
    "One small function stands between gateway and model, in the VPC, with capped concurrency and least rights.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["NET-02", "NET-04"],
  rules: ["inf-proxy-hardened", "inf-proxy-hardened-linked", "gov-lambda-permission-scoped", "inf-no-function-url"],
  acceptance: {
    refused: [
      "The function is invoked through another API or account.",
      "Calls beyond the concurrency cap harm other functions.",
    ],
    works: ["A valid request is answered within its latency budget."],
  },
  remediation:
    'On `aws.lambda.Function` set `vpcConfig`, `kmsKeyArn`, `reservedConcurrentExecutions`, `architectures: ["arm64"]` and `tracingConfig.mode: "Active"`. Give `aws.lambda.Permission` `qualifier`, `sourceArn` and `sourceAccount`, and create no `FunctionUrl`.',
  frameworks: { fsbp: ["Lambda.1", "Lambda.2", "Lambda.5"] },
  references: [
    {
      title: "Giving Lambda functions access to resources in an Amazon VPC",
      url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
