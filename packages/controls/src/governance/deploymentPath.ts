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
      "sub holds a *.",
      "The trust uses StringLike or leaves out sub.",
      "A token of another repository asks for the role.",
    ],
    works: ["An exact subject passes."],
  },
  remediation:
    "Make an `aws.iam.OpenIdConnectProvider` and one `aws.iam.Role` for the account and per environment, each with a `permissionsBoundary` and at most two hours. Compare aud and sub in the trust by StringEquals with exact values.",
  frameworks: {},
  references: [],
  built: false,
});
