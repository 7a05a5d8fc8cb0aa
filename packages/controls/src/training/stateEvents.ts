import { defineControl } from "../control.js";

/** TRN-28: State events. */
export const stateEvents = defineControl({
  id: "TRN-28",
  title: "State events",
  requirement: "Failures, stops and unexpected completions of jobs and pipelines reach people with their context.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-25"],
  rules: ["trn-event-job-failures", "gov-event-target-dlq-role", "gov-sns-cmk"],
  acceptance: {
    refused: ["A duplicate event notifies a second time."],
    works: ["The sample events match the rules' patterns.", "A failed job's message reaches the alert topic."],
  },
  remediation:
    "Add an `aws.cloudwatch.EventRule` whose pattern covers Failed and Stopped, with a target that has `roleArn`, `deadLetterConfig` and an `inputTransformer`. Encrypt the topic with a customer-managed key.",
  frameworks: {},
  references: [],
  built: false,
});
