import { defineControl } from "../control.js";

/** GOV-41: Organisation policies. */
export const organisationPolicies = defineControl({
  id: "GOV-41",
  title: "Organisation policies",
  requirement:
    "The organisation's administrator receives ready service and resource control policies, even though the workload account cannot attach them.",
  tier: "governance",
  stacks: ["account"],
  severity: "low",
  demandedBy: ["derived"],
  needs: [],
  rules: ["gov-org-opt-in"],
  acceptance: {
    refused: ["A policy is attached without the flag."],
    works: ["The simulator's table of allowed and denied calls holds."],
  },
  remediation:
    "Make `aws.organizations.Policy` and `aws.organizations.PolicyAttachment` only with the flag that states that the account administers an organisation.",
  frameworks: {},
  references: [],
  built: false,
});
