import { ArgsCheck, childOf, domainProblem, maximumResolvedDomains, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { resolvedDomains } from "./resolvedDomains.js";

/** Which names workloads may look up. */
export interface DnsFirewallSettings {
  /**
   * What becomes of a lookup of any other name: `block` answers that there is no such name, `alert-only` answers it and
   * records it as an alert.
   * @defaultValue "block"
   */
  readonly otherNames?: "block" | "alert-only" | undefined;
  /**
   * Names beyond AWS's own that workloads may look up, at most 200: `example.com`, or `*.example.com` for all below it.
   * @defaultValue none
   */
  readonly allowedDomains?: readonly string[] | undefined;
}

/** Arguments of {@link DnsFirewall}. */
export interface DnsFirewallArgs extends DnsFirewallSettings {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
}

/** Threats that DNS Firewall Advanced recognises by the queries' form. */
const threats = ["DNS_TUNNELING", "DGA", "DICTIONARY_DGA"] as const;

/**
 * The VPC's DNS firewall: names of AWS and listed ones are resolved; whatever looks like tunnelling or a generated name
 * is blocked, and so is everything else. When the firewall fails, no name is resolved. Serves NET-11.
 *
 * @remarks Billed by queries, and by the hour for the rules that recognise threats. Only what asks the VPC's resolver is
 * filtered; no route and no security group leads to another one. An allowed name may point to any other name: AWS's own
 * do so.
 * @see AWS, "Using DNS Firewall to filter outbound DNS traffic":
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 * @see AWS, "Route 53 Resolver DNS Firewall Advanced":
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/firewall-advanced.html
 */
export class DnsFirewall extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:DnsFirewall";

  /** @throws pulumi.ResourceError for domains that are not allowed, all problems at once */
  constructor(name: string, args: DnsFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DnsFirewall.__pulumiType, name, args, opts);
    const { environment, vpcId, otherNames = "block", allowedDomains = [] } = args;
    checkDnsSettings(new ArgsCheck(this, `DnsFirewall "${name}"`), args).done();

    const tags = { Name: `${environment.project}-${environment.name}-dns` };
    const group = new aws.route53.ResolverFirewallRuleGroup(`${name}-rules`, { tags }, childOf(this, "NET-11"));
    const list = (key: string, domains: readonly string[]) =>
      new aws.route53.ResolverFirewallDomainList(
        `${name}-${key}`,
        { domains: [...domains], tags },
        childOf(this, "NET-11"),
      );
    const rule = (
      key: string,
      priority: number,
      settings: Partial<aws.route53.ResolverFirewallRuleArgs>,
      action: string,
    ) =>
      new aws.route53.ResolverFirewallRule(
        `${name}-${key}-rule`,
        {
          firewallRuleGroupId: group.id,
          priority,
          action,
          ...(action === "BLOCK" ? { blockResponse: "NXDOMAIN" } : {}),
          ...settings,
        },
        childOf(this, "NET-11"),
      );
    const allowed = { firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN" };
    const rules = [
      rule(
        "allowed",
        100,
        { firewallDomainListId: list("allowed", [...resolvedDomains(environment), ...allowedDomains]).id, ...allowed },
        "ALLOW",
      ),
      ...threats.map((threat, index) =>
        rule(
          threat.toLowerCase().replaceAll("_", "-"),
          200 + 10 * index,
          { dnsThreatProtection: threat, confidenceThreshold: "MEDIUM" },
          "BLOCK",
        ),
      ),
      rule(
        "others",
        900,
        { firewallDomainListId: list("others", ["*"]).id },
        otherNames === "block" ? "BLOCK" : "ALERT",
      ),
    ];
    new aws.route53.ResolverFirewallRuleGroupAssociation(
      `${name}-vpc`,
      // Below 101 and above 9900 is for AWS Firewall Manager.
      { firewallRuleGroupId: group.id, vpcId, priority: 1000, tags },
      // A group that is half made would block what AWS needs, or let everything through.
      childOf(this, "NET-11", { dependsOn: rules, deleteBeforeReplace: true }),
    );
    new aws.route53.ResolverFirewallConfig(
      `${name}-fail-closed`,
      { resourceId: vpcId, firewallFailOpen: "DISABLED" },
      childOf(this, "NET-11"),
    );
    this.registerOutputs({});
  }
}

/**
 * States what the settings of the DNS firewall must be.
 *
 * @param check collects the problems
 */
export function checkDnsSettings(
  check: ArgsCheck,
  { otherNames, allowedDomains = [] }: DnsFirewallSettings,
): ArgsCheck {
  check
    .oneOf("otherNames", otherNames ?? "block", ["block", "alert-only"])
    .that(
      allowedDomains.length <= maximumResolvedDomains,
      "allowedDomains",
      `must name at most ${maximumResolvedDomains} domains`,
      allowedDomains.length,
    );
  for (const domain of allowedDomains) {
    const problem = domainProblem(domain);
    check.that(problem === undefined, "allowedDomains", problem ?? "", domain);
  }
  return check;
}
