import { defineControl } from "../control.js";

/** NET-02: Private subnets. */
export const privateSubnets = defineControl({
  id: "NET-02",
  title: "Private subnets",
  requirement:
    "Workloads sit in private subnets over at least two Availability Zones. None of these subnets has a route to the internet.",
  tier: "network",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["NET-01"],
  rules: ["net-private-subnets", "net-private-subnets-linked"],
  acceptance: {
    refused: ["A compute subnet sends HTTPS to the internet."],
    works: ["A compute subnet reaches S3 through the gateway endpoint."],
  },
  remediation:
    "Set `mapPublicIpOnLaunch` to false and a pinned `availabilityZoneId` on each `aws.ec2.Subnet`, associate each with a route table of its tier, and make no `aws.ec2.Route` to an internet gateway outside the egress tier.",
  frameworks: { fsbp: ["EC2.15"], nist80053: ["AC", "SC"], mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "AZ IDs",
      url: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
