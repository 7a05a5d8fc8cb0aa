import { defineControl } from "../control.js";

/** GOV-24: Audit evidence. */
export const auditEvidence = defineControl({
  id: "GOV-24",
  title: "Audit evidence",
  requirement: "Evidence of compliance is collected continuously and stored immutably.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-13", "GOV-18"],
  rules: ["gov-no-new-auditmanager", "gov-evidence-export"],
  acceptance: {
    refused: ["Audit Manager is registered without the flag."],
    works: ["An evidence object carries commit, time and digest."],
  },
  remediation:
    "Schedule the evidence-export function to the evidence bucket. Make no `aws.auditmanager.AccountRegistration` unless the account used the service before.",
  frameworks: {},
  references: [],
  built: false,
});
