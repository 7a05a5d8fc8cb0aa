import { defineControl } from "../control.js";

/** INF-37: Drift response. */
export const driftResponse = defineControl({
  id: "INF-37",
  title: "Drift response",
  requirement:
    "A drift alarm starts a defined reaction: notify, find out whether the world changed or data was poisoned, refresh the data, retrain. Nothing deploys itself.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["INF-30", "TRN-34"],
  rules: ["inf-drift-remediation", "gov-event-target-dlq-role"],
  acceptance: {
    refused: [
      "An alarm's change to OK starts a reaction.",
      "The deployment role deploys a model package that is not approved.",
    ],
    works: [
      "A change to ALARM, also from INSUFFICIENT_DATA, matches the rule.",
      "A forced alarm gives one message, one execution and one pending model package.",
    ],
  },
  remediation:
    "Add an `aws.cloudwatch.EventRule` on `CloudWatch Alarm State Change` that names the drift alarms, with the alert topic and the approval's state machine as targets that have `roleArn` and `deadLetterConfig`.",
  frameworks: {},
  references: [],
  built: false,
});
