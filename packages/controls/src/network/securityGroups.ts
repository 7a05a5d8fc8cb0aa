import { defineControl } from "../control.js";

/** NET-04: Security groups by role. */
export const securityGroups = defineControl({
  id: "NET-04",
  title: "Security groups by role",
  requirement: "Only named flows between components are possible, such as that from a notebook to the S3 endpoint.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["NET-01"],
  rules: ["net-sg-no-world"],
  acceptance: {
    refused: ["A notebook reaches the database, or another notebook on port 22."],
    works: ["A notebook reaches S3.", "Studio's kernel traffic flows."],
  },
  remediation:
    "Make `aws.ec2.SecurityGroup` without inline rules and add `aws.vpc.SecurityGroupIngressRule` and `aws.vpc.SecurityGroupEgressRule` that refer to groups or prefix lists. Use no 0.0.0.0/0 or ::/0, no protocol -1 except to itself, and describe every rule.",
  frameworks: { fsbp: ["EC2.18", "EC2.19"] },
  references: [
    {
      title: "Security group rules",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
      read: "2026-11-28",
    },
    {
      title: "Connect Studio in a VPC to External Resources",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html",
      read: "2026-11-28",
    },
    {
      title: "Protect Communications Between ML Compute Instances in a Distributed Training Job",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
