import { defineControl } from "../control.js";

/** GOV-33: Retention table. */
export const retentionTable = defineControl({
  id: "GOV-33",
  title: "Retention table",
  requirement: "Every store has a lifetime by its class, neither too short nor endless.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: [],
  rules: ["gov-retention-in-bounds", "data-s3-delete-guard"],
  acceptance: {
    refused: ["The audit class keeps 30 days.", "A lifecycle stands beside `mfaDelete` Enabled."],
    works: ["The table passes."],
  },
  remediation:
    "Take every lifecycle, `retentionInDays`, backup plan and recorder retention from the one retention table. Let personal data nowhere outlive its retention-days tag.",
  frameworks: { fsbp: ["S3.13"], gdpr: ["5(1)(e)"] },
  references: [],
  built: false,
});
