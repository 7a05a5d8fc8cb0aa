import { defineControl } from "../control.js";

/** NET-11: DNS firewall. */
export const dnsFirewall = defineControl({
  id: "NET-11",
  title: "DNS firewall",
  requirement: "Workloads resolve only approved names, and tunnelling over DNS is blocked.",
  tier: "network",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["derived"],
  needs: ["NET-01"],
  rules: ["net-dns-firewall"],
  acceptance: {
    refused: ["A TXT lookup of a random domain is answered."],
    works: ["Every endpoint name resolves."],
  },
  remediation:
    "Associate an `aws.route53.ResolverFirewallRuleGroup` with the VPC: an allow-list, a tunnelling rule by `dnsThreatProtection`, and a final BLOCK of everything else. Set `firewallFailOpen` DISABLED on `aws.route53.ResolverFirewallConfig`.",
  frameworks: { mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "Using DNS Firewall to filter outbound DNS traffic",
      url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html",
      read: "2026-11-28",
    },
    {
      title: "Rule settings in DNS Firewall",
      url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html",
      read: "2026-11-28",
    },
    {
      title: "Route 53 Resolver DNS Firewall Advanced",
      url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/firewall-advanced.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
