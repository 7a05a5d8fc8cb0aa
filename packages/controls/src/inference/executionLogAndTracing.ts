import { defineControl } from "../control.js";

/** INF-24: Execution log and tracing. */
export const executionLogAndTracing = defineControl({
  id: "INF-24",
  title: "Execution log and tracing",
  requirement: "Faults can be analysed, while payloads and tokens are never written.",
  tier: "inference",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["B"],
  needs: ["INF-23"],
  rules: ["inf-no-data-trace", "inf-stage-xray", "inf-exec-log-group"],
  acceptance: {
    refused: ["A unique marker in a request body is found in a log group."],
    works: ["A trace shows gateway, Lambda and SageMaker."],
  },
  remediation:
    'Set `dataTraceEnabled: false` and `loggingLevel: "ERROR"` in `aws.apigateway.MethodSettings` and `xrayTracingEnabled: true` on the stage. Create the log group `API-Gateway-Execution-Logs_<apiId>/<stage>` with a key before the stage.',
  frameworks: { fsbp: ["APIGateway.1", "APIGateway.3"] },
  references: [],
  built: false,
});
