import { defineControl } from "../control.js";

/** GOV-13: Security Hub. */
export const securityHub = defineControl({
  id: "GOV-13",
  title: "Security Hub",
  requirement:
    "Findings of all services are gathered across Regions, and the account is checked continuously against the FSBP, CIS and NIST standards.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-17"],
  rules: ["gov-securityhub-standards", "gov-securityhub-no-default-standards", "gov-control-disable-has-reason"],
  acceptance: {
    refused: ["Only CIS 1.2.0 is subscribed.", "A control is DISABLED without `updatedReason`."],
    works: ["Three subscriptions depend on the recorder's status."],
  },
  remediation:
    "Set `enableDefaultStandards` false on `aws.securityhub.Account`, and subscribe to FSBP, CIS 3.0.0 or newer and, in production, NIST after the Config recorder. Give every `aws.securityhub.StandardsControlAssociation` that disables a control an `updatedReason`.",
  frameworks: { cis: ["4.16"], hipaa: ["(b)", "(e)(2)(i)"] },
  references: [],
  built: false,
});
