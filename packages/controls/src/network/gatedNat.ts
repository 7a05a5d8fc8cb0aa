import { defineControl } from "../control.js";

/** NET-12: NAT by flag. */
export const gatedNat = defineControl({
  id: "NET-12",
  title: "NAT by flag",
  requirement: "Outbound access, where it cannot be avoided, is deliberate, one-way and observable.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["NET-02"],
  rules: ["net-egress-gated"],
  acceptance: {
    refused: ["A connection comes in from the internet.", "A connection leaves with the flag none."],
    works: ["The package mirror is fetched with the flag nat in development."],
  },
  remediation:
    "Make `aws.ec2.InternetGateway`, `aws.ec2.NatGateway` and default routes only when the VPC's egress tag says so, and never towards the training, inference, functions or data tier. In production use none or inspected.",
  frameworks: { mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "NAT gateways",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
      read: "2026-11-28",
    },
    {
      title: "Block public access to VPCs and subnets",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
