import { defineControl } from "../control.js";

/** GOV-46: Deployment path. */
export const deploymentPath = defineControl({
  id: "GOV-46",
  title: "Deployment path",
  requirement:
    "Pipelines and people deploy through short sessions of one deployer role for the account stack and one per environment. Nothing else can change the platform, and what Pulumi keeps is encrypted.",
  tier: "governance",
  stacks: ["account"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["GOV-40"],
  rules: ["gov-oidc-trust-exact", "gov-deployer-exists"],
  acceptance: {
    refused: [
      "sub holds a *, or is that of pull requests.",
      "The trust uses StringLike or leaves out sub.",
      "A token of another repository asks for the role.",
      "A deployer lacks its boundary, or the boundary lets it approve models, start jobs or make roles past every boundary.",
    ],
    works: ["An exact subject passes."],
  },
  remediation:
    "Make an `aws.iam.OpenIdConnectProvider` and one `aws.iam.Role` for the account and per environment, each with a `permissionsBoundary` and at most two hours. Compare aud and sub in the trust by StringEquals with exact values. The boundary refuses role changes past a boundary, approvals, jobs and calls of models.",
  frameworks: {},
  references: [
    {
      title: "Create a role for OpenID Connect federation (console)",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      read: "2026-11-28",
    },
    {
      title: "OpenID Connect reference (GitHub)",
      url: "https://docs.github.com/en/actions/reference/security/oidc",
      read: "2026-11-28",
    },
    {
      title: "Configure OpenID Connect in AWS to retrieve temporary credentials (GitLab)",
      url: "https://docs.gitlab.com/ee/ci/cloud_services/aws/",
      read: "2026-11-28",
    },
  ],
  built: true,
});
