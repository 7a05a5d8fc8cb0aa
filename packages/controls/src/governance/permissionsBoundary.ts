import { defineControl } from "../control.js";

/** GOV-40: Permissions boundary. */
export const permissionsBoundary = defineControl({
  id: "GOV-40",
  title: "Permissions boundary",
  requirement: "No role that a workload makes can exceed the platform's ceiling or weaken the audit services.",
  tier: "governance",
  stacks: ["account"],
  severity: "critical",
  demandedBy: ["derived"],
  needs: [],
  rules: ["gov-role-has-boundary", "gov-boundary-denies-complete"],
  acceptance: {
    refused: ["A role has no permissions boundary."],
    works: ["A role with the boundary passes."],
  },
  remediation:
    "Set `permissionsBoundary` of every `aws.iam.Role` to the one boundary policy. That `aws.iam.Policy` must explicitly deny switching off audit services, scheduling key deletion, removing the boundary and making roles outside the deployers.",
  frameworks: { cis: ["1.15"], fsbp: ["IAM.1", "IAM.21"], nist80053: ["AC"], hipaa: ["(a)(1)"], gdpr: ["25"] },
  references: [
    {
      title: "Permissions boundaries for IAM entities",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
