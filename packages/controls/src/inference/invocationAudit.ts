import { defineControl } from "../control.js";

/** INF-41: Invocation audit. */
export const invocationAudit = defineControl({
  id: "INF-41",
  title: "Invocation audit",
  requirement: "It can be shown who invoked which endpoint, when, for which tenant and with which model version.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["INF-26", "GOV-16"],
  rules: ["gov-trail-data-events", "inf-proxy-audit-group"],
  acceptance: {
    refused: ["An invocation is answered although its audit event could not be written."],
    works: [
      "Twenty calls give twenty audit events that join to twenty access-log lines.",
      "A direct attempt leaves an AccessDenied record.",
    ],
  },
  remediation:
    "Give the proxy an audit `aws.cloudwatch.LogGroup` with a key, and an `aws.cloudwatch.LogSubscriptionFilter` to the log stream.",
  frameworks: { mitreAtlas: ["AML.T0024", "AML.T0040"] },
  references: [],
  built: false,
});
