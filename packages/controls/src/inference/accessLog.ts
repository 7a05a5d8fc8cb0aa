import { defineControl } from "../control.js";

/** INF-22: Access log. */
export const accessLog = defineControl({
  id: "INF-22",
  title: "Access log",
  requirement: "Who called, how, when and with what result is recorded as JSON in CloudWatch.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["INF-23"],
  rules: ["inf-stage-access-log"],
  acceptance: {
    refused: [
      "A log format lacks one of the ten fields or contains a forbidden variable.",
      "A header with a quotation mark breaks the log line.",
    ],
    works: ["One call gives one parsable event with all ten keys."],
  },
  remediation:
    "Set `accessLogSettings.destinationArn` and a literal one-line JSON `format` on `aws.apigateway.Stage`, which carries the ten required `$context` variables as quoted values.",
  frameworks: {},
  references: [],
  built: false,
});
