import { defineControl } from "../control.js";

/** NET-13: Egress firewall. */
export const egressFirewall = defineControl({
  id: "NET-13",
  title: "Egress firewall",
  requirement: "Where there is egress, only listed domains are reachable and everything is logged.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["NET-12"],
  rules: ["net-egress-inspected"],
  acceptance: {
    refused: ["HTTPS to an unlisted host, a raw address or SSH leaves the VPC."],
    works: ["The listed mirror is reached."],
  },
  remediation:
    "With the flag inspected, make an `aws.networkfirewall.Firewall` whose policy has `STRICT_ORDER` and drops by default, with `aws.networkfirewall.LoggingConfiguration` and one route per zone to the endpoint of that zone. List full domains, no bare wildcard.",
  frameworks: { mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "Architecture with an internet gateway and a NAT gateway",
      url: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html",
      read: "2026-11-28",
    },
    {
      title: "Stateful domain list rule groups in AWS Network Firewall",
      url: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
