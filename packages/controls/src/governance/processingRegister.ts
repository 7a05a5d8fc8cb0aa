import { defineControl } from "../control.js";

/** GOV-32: Processing register. */
export const processingRegister = defineControl({
  id: "GOV-32",
  title: "Processing register",
  requirement:
    "Each dataset and pipeline that touches personal data has a registered purpose, basis, categories, recipients, retention, transfers and safeguards.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-04"],
  rules: ["gov-ropa-linked"],
  acceptance: {
    refused: ["A resource carries an id that the register does not know."],
    works: ["A linked resource passes."],
  },
  remediation:
    "Give every resource with confidential or restricted data a ropa-id tag whose entry is in the register, and remove entries that no resource refers to.",
  frameworks: { gdpr: ["30"] },
  references: [],
  built: false,
});
