import { defineControl } from "../control.js";

/** GOV-06: Trail queries. */
export const trailQueries = defineControl({
  id: "GOV-06",
  title: "Trail queries",
  requirement: "Analysts query the audit logs with SQL and derive the actions that a principal really used.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-02"],
  rules: ["gov-athena-enforced", "gov-no-new-lake"],
  acceptance: {
    refused: ["A workgroup lacks `enforceWorkgroupConfiguration`.", "An event data store is made without the flag."],
    works: ["The projected table is queried."],
  },
  remediation:
    "Set `enforceWorkgroupConfiguration`, `publishCloudwatchMetricsEnabled`, `bytesScannedCutoffPerQuery` and an `SSE_KMS` result encryption on `aws.athena.Workgroup`. Make no `aws.cloudtrail.EventDataStore` unless one existed before.",
  frameworks: { fsbp: ["Athena.4"] },
  references: [],
  built: false,
});
