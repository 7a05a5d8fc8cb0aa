import { defineControl } from "../control.js";

/** DATA-32: Data-subject erasure. */
export const erasure = defineControl({
  id: "DATA-32",
  title: "Data-subject erasure",
  requirement:
    "On a verified request a person's data is found in all stores and erased within the legal period. What must wait is marked, and proof is kept.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["DATA-11", "DATA-16", "GOV-04", "GOV-32"],
  rules: ["data-erasure-feasible", "data-sfn-no-data-logging"],
  acceptance: {
    refused: ["The erasure role touches audit-logs.", "Any other role deletes a version of personal data."],
    works: [
      "A synthetic subject with three versions and a delete marker vanishes from every store, and evidence exists.",
      "Under a legal hold nothing is deleted.",
    ],
  },
  remediation:
    "Keep every personal-data bucket free of Object Lock and `mfaDelete`, with `noncurrentDays` of at most 30 and an `aws.s3.Inventory` of all versions. Make the `aws.sfn.StateMachine` tagged purpose=erasure, with `includeExecutionData` false on every state machine.",
  frameworks: { fsbp: ["StepFunctions.1"], gdpr: ["12", "17"] },
  references: [],
  built: false,
});
