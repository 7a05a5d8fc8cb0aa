import { defineControl } from "../control.js";

/** NET-14: No side doors. */
export const noSideDoors = defineControl({
  id: "NET-14",
  title: "No side doors",
  requirement: "No later change can expose the VPC by a public address, a peering or a gateway.",
  tier: "network",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["derived"],
  needs: ["GOV-22"],
  rules: ["net-no-side-doors"],
  acceptance: {
    refused: ["Traffic flows through an internet gateway that was attached and routed later."],
    works: [],
  },
  remediation:
    "Remove peering, transit, VPN and internet gateways and public addresses, or enter an exemption. Set `associatePublicIpAddress` false on instances and templates, and keep `aws.ec2.VpcBlockPublicAccessOptions` on.",
  frameworks: { fsbp: ["EC2.9", "EC2.25", "EC2.172"] },
  references: [
    {
      title: "Block public access to VPCs and subnets",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
