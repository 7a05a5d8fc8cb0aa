import { defineControl } from "../control.js";

/** TRN-26: Job alarms. */
export const jobAlarms = defineControl({
  id: "TRN-26",
  title: "Job alarms",
  requirement: "Unusual use of CPU, memory, GPU or disk by jobs raises an alarm without naming the jobs in advance.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-25"],
  rules: ["trn-alarm-insights-shape", "inf-alarm-actions", "trn-alarm-coverage", "trn-alarm-missing-data"],
  acceptance: {
    refused: ["An alarm's Metrics Insights query has no period."],
    works: [
      "The query quotes the metric namespace.",
      "One job brings one contributor to ALARM, and the message names the host.",
    ],
  },
  remediation:
    'On `aws.cloudwatch.MetricAlarm` set `metricQueries[].expression` together with `period` in the same query, leave the top-level `metricName` unset, and set `treatMissingData: "notBreaching"` and `alarmActions`.',
  frameworks: {},
  references: [],
  built: false,
});
