import { defineControl } from "../control.js";

/** NET-10: DNS query logs. */
export const dnsLogs = defineControl({
  id: "NET-10",
  title: "DNS query logs",
  requirement: "Name lookups of the VPC, the classic side channel for exfiltration, are recorded.",
  tier: "network",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["derived"],
  needs: ["GOV-04"],
  rules: ["net-dns-logged"],
  acceptance: { refused: [], works: ["A lookup from a notebook is logged with its instance id."] },
  remediation:
    "Make an `aws.route53.ResolverQueryLogConfig` to the audit-logs bucket and associate every VPC with `aws.route53.ResolverQueryLogConfigAssociation`.",
  frameworks: { mitreAtlas: ["AML.T0025"] },
  references: [
    {
      title: "Resolver query logging",
      url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html",
      read: "2026-11-28",
    },
    {
      title: "Logs sent to Amazon S3",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
