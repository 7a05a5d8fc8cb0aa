import { defineControl } from "../control.js";

/** DATA-22: Least-privilege data roles. */
export const dataRoles = defineControl({
  id: "DATA-22",
  title: "Least-privilege data roles",
  requirement:
    "Each role has a single purpose: a training role reads one input location, writes one output location and touches nothing else in storage. Broad managed policies are not used.",
  tier: "data",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["GOV-40"],
  rules: ["data-role-least-privilege", "data-role-least-privilege-linked", "gov-role-has-boundary"],
  acceptance: {
    refused: ["The training role lists the artifacts bucket, reads another prefix or writes to its input."],
    works: ["The training role reads exactly its input and writes exactly its output."],
  },
  remediation:
    "Give each `aws.iam.Role` a path, a `permissionsBoundary` and one `aws.iam.RolePolicy` without wildcard actions, buckets or keys. Seal it with `aws.iam.RolePoliciesExclusive` and `aws.iam.RolePolicyAttachmentsExclusive`, and attach no full-access policy.",
  frameworks: { fsbp: ["KMS.1", "KMS.2"], mitreAtlas: ["AML.T0035"] },
  references: [
    {
      title: "Security best practices in IAM",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
