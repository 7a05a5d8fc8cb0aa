import { defineControl } from "../control.js";

/** NET-03: Locked defaults. */
export const defaultsLocked = defineControl({
  id: "NET-03",
  title: "Locked defaults",
  requirement: "The VPC's default security group, default network ACL and main route table permit nothing.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "derived"],
  needs: ["NET-01"],
  rules: ["net-defaults-locked", "net-defaults-locked-linked"],
  acceptance: {
    refused: ["Two instances in the default security group talk to each other."],
    works: ["The platform runs without depending on any of the defaults."],
  },
  remediation:
    "Adopt the defaults of each VPC with `aws.ec2.DefaultSecurityGroup`, `aws.ec2.DefaultNetworkAcl` and `aws.ec2.DefaultRouteTable`, all without rules and with routes set to an empty list.",
  frameworks: { cis: ["5.5"], fsbp: ["EC2.2"], nist80053: ["AC", "SC"] },
  references: [
    {
      title: "Default security groups for your VPCs",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
