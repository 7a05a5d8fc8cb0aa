import { defineControl } from "../control.js";

/** INF-17: Web ACL attached and logged. */
export const webAclAttachedAndLogged = defineControl({
  id: "INF-17",
  title: "Web ACL attached and logged",
  requirement: "Each stage is covered by the web ACL, whose decisions are kept without secrets.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-16", "GOV-07"],
  rules: ["inf-stage-waf", "inf-waf-logging"],
  acceptance: {
    refused: ["A stage has no association with a web ACL.", "A logged request shows the value of a secret header."],
    works: ["A blocked call appears in the log."],
  },
  remediation:
    "Add an `aws.wafv2.WebAclAssociation` with the stage's `arn`. Add a `WebAclLoggingConfiguration` to a log group named `aws-waf-logs-...` with `redactedFields` for `authorization`, `x-api-key` and `cookie`.",
  frameworks: { fsbp: ["APIGateway.4"] },
  references: [],
  built: false,
});
