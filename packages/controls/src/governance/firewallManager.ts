import { defineControl } from "../control.js";

/** GOV-23: Firewall Manager. */
export const firewallManager = defineControl({
  id: "GOV-23",
  title: "Firewall Manager",
  requirement: "Where an organisation exists, web ACL and security-group policy is enforced centrally.",
  tier: "governance",
  stacks: ["account"],
  severity: "low",
  demandedBy: ["A"],
  needs: [],
  rules: ["gov-fms-org-only"],
  acceptance: {
    refused: ["A resource of Firewall Manager is made without the flag."],
    works: ["The policies render as JSON without access to AWS."],
  },
  remediation:
    "Make `aws.fms.AdminAccount`, `aws.fms.Policy` and `aws.fms.ResourceSet` only with the flag that states that the account administers an organisation.",
  frameworks: { fsbp: ["APIGateway.4"] },
  references: [],
  built: false,
});
