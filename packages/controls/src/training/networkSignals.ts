import { defineControl } from "../control.js";

/** TRN-27: Network signals. */
export const networkSignals = defineControl({
  id: "TRN-27",
  title: "Network signals",
  requirement:
    "Bytes and destinations of the training subnets are recorded and watched, and known-bad peers and domains are flagged.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["NET-09"],
  rules: ["net-flow-logs", "net-flow-logs-linked", "trn-flowfilter-present", "trn-flowfilter-matches-format"],
  acceptance: {
    refused: ["A sample flow-log record of allowed traffic to S3 matches the filters."],
    works: [
      "A sample flow-log record of rejected or outside traffic matches the filters.",
      "A connection attempt from a test job without isolation shows in the REJECT metric.",
    ],
  },
  remediation:
    "Add both `aws.cloudwatch.LogMetricFilter`s to the training flow-log group, with a pattern whose fields equal the flow log's `logFormat` field for field.",
  frameworks: {},
  references: [],
  built: false,
});
