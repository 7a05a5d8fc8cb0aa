import { defineControl } from "../control.js";

/** GOV-22: Region guardrails. */
export const regionGuardrails = defineControl({
  id: "GOV-22",
  title: "Region guardrails",
  requirement:
    "Safe defaults of the account and its Regions exist before any workload: public access blocked, the default VPC emptied, volumes encrypted, metadata version 2 required.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-03"],
  rules: [
    "gov-singletons-only-in-baseline",
    "gov-account-pab-all-true",
    "gov-volume-defaults",
    "gov-volume-encrypted",
    "net-no-default-vpc",
    "net-no-default-vpc-linked",
  ],
  acceptance: {
    refused: [
      "A workload holds an `aws.apigateway.Account`.",
      "One flag of the public-access block is false.",
      "A snapshot is shared publicly.",
      "An instance is launched with metadata version 1.",
    ],
    works: ["The baseline passes.", "A volume made without arguments carries our key."],
  },
  remediation:
    "Set the four flags of `aws.s3.AccountPublicAccessBlock` to true, and make the EBS, snapshot, image, metadata and VPC public-access settings in each Region. Keep resources of which an account or Region has only one out of workload stacks.",
  frameworks: {
    cis: ["2.1.4", "5.1.1", "5.5", "5.7"],
    fsbp: ["S3.1", "EC2.1", "EC2.2", "EC2.7", "EC2.8", "EC2.172", "EC2.182", "SSM.6", "SSM.7", "APIGateway.1"],
    nist80053: ["AC", "SC"],
    hipaa: ["(a)(1)", "(a)(2)(iv)", "(e)(1)"],
    gdpr: ["32"],
  },
  references: [
    {
      title: "Configuring block public access settings for your account",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html",
      read: "2026-11-24",
    },
    {
      title: "Block public access to VPCs and subnets",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
      read: "2026-11-24",
    },
    {
      title: "ModifyInstanceMetadataDefaults",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
