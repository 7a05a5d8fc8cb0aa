import { defineControl } from "../control.js";

/** NET-01: Own VPC. */
export const ownVpc = defineControl({
  id: "NET-01",
  title: "Own VPC",
  requirement: "Machine learning workloads run in a private VPC of their own. The default VPC is never used.",
  tier: "network",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: [],
  rules: ["net-no-default-vpc", "net-no-default-vpc-linked"],
  acceptance: {
    refused: ["A job or a notebook is made without subnets."],
    works: ["A training job runs in the VPC."],
  },
  remediation:
    "Make an `aws.ec2.Vpc` with `enableDnsSupport` and `enableDnsHostnames` true, and pass `vpcId` or subnet ids to every resource that takes them: leaving them out means the default VPC.",
  frameworks: {},
  references: [
    {
      title: "CreateDefaultVpc",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDefaultVpc.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
