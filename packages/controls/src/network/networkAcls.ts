import { defineControl } from "../control.js";

/** NET-05: Network ACLs. */
export const networkAcls = defineControl({
  id: "NET-05",
  title: "Network ACLs",
  requirement: "A stateless second layer at the subnets limits lateral movement.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["NET-02"],
  rules: ["net-nacl-explicit", "net-nacl-explicit-linked"],
  acceptance: {
    refused: ["Compute opens SSH into the data tier even though a security group allows it."],
    works: ["S3 and endpoint calls succeed."],
  },
  remediation:
    "Give every subnet exactly one `aws.ec2.NetworkAcl` of its tier with explicit ingress and egress. Keep the ephemeral return ports wherever 443 leaves, and split allowed ranges at 22 and 3389.",
  frameworks: { fsbp: ["EC2.16", "EC2.21"] },
  references: [
    {
      title: "Control subnet traffic with network access control lists",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
