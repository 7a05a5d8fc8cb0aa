import { defineControl } from "../control.js";

/** TRN-01: Studio domain. */
export const studioDomain = defineControl({
  id: "TRN-01",
  title: "Studio domain",
  requirement:
    "Each environment has one Studio domain that signs people in through IAM Identity Center, sends all traffic through the platform's VPC, and keeps EFS and EBS volumes under the platform's own key.",
  tier: "training",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["DATA-01", "NET-07"],
  rules: [
    "trn-domain-sso",
    "trn-domain-vpc-only",
    "trn-domain-cmk",
    "trn-domain-docker-off",
    "trn-domain-source-identity",
    "trn-domain-space-sg",
    "trn-profile-own-role",
    "trn-sso-profile-assigned",
  ],
  acceptance: {
    refused: ["A domain omits `appNetworkAccessType`.", "A request from JupyterLab reaches the internet."],
    works: [
      "A domain whose key and subnets are still unknown passes the preview.",
      "An app starts, and its S3 and STS calls succeed.",
      "A second `up` that changes the idle minutes succeeds.",
      "A call from Studio shows the profile's name as source identity in the trail.",
    ],
  },
  remediation:
    'On `aws.sagemaker.Domain` set `authMode: "SSO"`, `appNetworkAccessType: "VpcOnly"`, `kmsKeyId`, and the security groups of both `defaultUserSettings` and `defaultSpaceSettings`. In `domainSettings` set `executionRoleIdentityConfig: "USER_PROFILE_NAME"` and `dockerSettings.enableDockerAccess: "DISABLED"`.',
  frameworks: {},
  references: [
    {
      title: "CreateDomain",
      url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html",
      read: "2026-11-28",
    },
    {
      title: "Connect Amazon SageMaker Studio in a VPC to External Resources",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html",
      read: "2026-11-28",
    },
    {
      title: "Monitoring user resource access from SageMaker AI Studio Classic with sourceIdentity",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
