import { defineControl } from "../control.js";

/** INF-40: Query patterns. */
export const queryPatterns = defineControl({
  id: "INF-40",
  title: "Query patterns",
  requirement:
    "Series of near-identical or systematically varied queries, typical of extraction and membership tests, are found per principal and slowed down.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["B"],
  needs: ["INF-22"],
  rules: ["inf-query-pattern"],
  acceptance: {
    refused: ["Scripted probing along a grid stays unnoticed for 15 minutes."],
    works: ["An ordinary client is unaffected."],
  },
  remediation:
    "Add an `aws.cloudwatch.ContributorInsightRule` over the access and proxy logs, and an alarm on the ratio of near-duplicate queries.",
  frameworks: { mitreAtlas: ["AML.T0024.000", "AML.T0024.001", "AML.T0024.002"] },
  references: [],
  built: false,
});
