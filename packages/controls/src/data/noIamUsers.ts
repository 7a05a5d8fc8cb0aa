import { defineControl } from "../control.js";

/** DATA-23: No IAM users. */
export const noIamUsers = defineControl({
  id: "DATA-23",
  title: "No IAM users",
  requirement:
    "Services and people use roles and short sessions. There are no IAM users and no long-lived access keys.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["GOV-46"],
  rules: ["data-no-iam-users"],
  noResource: "The control only bans resources: IAM users, their access keys, passwords and policies.",
  acceptance: {
    refused: ["A stack that contains an access key is deployed."],
    works: ["The pipeline deploys through its federated role."],
  },
  remediation:
    "Remove `aws.iam.User`, `aws.iam.AccessKey`, `aws.iam.UserLoginProfile`, `aws.iam.UserPolicy` and `aws.iam.UserPolicyAttachment`. Let people come through Identity Center and pipelines through an OpenID Connect role.",
  frameworks: {},
  references: [
    {
      title: "Programmatic access with AWS security credentials",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
