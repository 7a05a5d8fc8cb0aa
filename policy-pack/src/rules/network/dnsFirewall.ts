import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read, readElements, type Read } from "../../known.js";
import { companionsOf, linkTo } from "../../links.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";
import { requireForVpc } from "../../vpcCompanion.js";

/** The names that are resolved in a VPC are listed: tunnels and every other name are blocked, also when the firewall fails. */
export const netDnsFirewall = defineStackRule({
  name: "net-dns-firewall",
  types: [awsType.vpc],
  profile: "prod",
  check(vpc, stack, verdict) {
    const associations = requireForVpc(
      vpc,
      {
        type: awsType.resolverFirewallRuleGroupAssociation,
        path: "vpcId",
        resource: "aws.route53.ResolverFirewallRuleGroupAssociation",
        expected: "a list of the names that may be resolved",
      },
      stack,
      verdict,
    );
    if (associations.length > 0) judgeRules(associations, stack, verdict);
    judgeFailure(vpc, stack, verdict);
  },
});

/** What the rules of all groups of a VPC come to. */
function judgeRules(associations: readonly PolicyResource[], stack: StackView, verdict: Verdict): void {
  const groups = stack
    .ofType(awsType.resolverFirewallRuleGroup)
    .filter((group) => associations.some((each) => linkTo(each, "firewallRuleGroupId", group, ["id"]) === "linked"));
  const rules = groups.flatMap(
    (group) => companionsOf(stack, group, awsType.resolverFirewallRule, "firewallRuleGroupId", ["id"]).linked,
  );
  const facts = rules.map((rule) => ({
    action: read(rule.props, "action"),
    threat: read(rule.props, "dnsThreatProtection"),
    priority: read(rule.props, "priority"),
    everything: namesEverything(rule, stack),
  }));
  const unknown = facts.some((rule) =>
    [rule.action, rule.threat, rule.priority].some(({ state }) => state === "unknown"),
  );
  if (groups.length === 0 || unknown) {
    verdict.undecided("what its DNS firewall's rules say cannot be known yet");
    return;
  }
  const is = (value: Read, wanted: unknown): boolean => value.state === "known" && value.value === wanted;
  const catchAll = facts.filter(({ everything }) => everything === true);
  const [first] = catchAll.sort((one, other) => numberOf(one.priority) - numberOf(other.priority));
  if (first === undefined && facts.some(({ everything }) => everything === undefined)) {
    verdict.undecided("which domains its DNS firewall's rules name cannot be known yet");
  } else if (first === undefined || !is(first.action, "BLOCK")) {
    verdict.violation({
      property: "aws.route53.ResolverFirewallRule *",
      found:
        first === undefined
          ? "no rule for all other names"
          : `all other names with action ${String(valueOf(first.action))}`,
      expected: "that names are blocked unless a rule allows them",
      fix: 'add an aws.route53.ResolverFirewallRule with action BLOCK, the last priority and a domain list of "*"',
    });
  }
  if (!facts.some(({ threat, action }) => is(threat, "DNS_TUNNELING") && is(action, "BLOCK"))) {
    verdict.violation({
      property: "aws.route53.ResolverFirewallRule DNS_TUNNELING",
      found: "no rule that blocks tunnels",
      expected: "that tunnels through DNS are recognised and blocked",
      fix: "add an aws.route53.ResolverFirewallRule with dnsThreatProtection DNS_TUNNELING and action BLOCK",
    });
  }
}

/** Whether a rule's list holds `*`; `undefined` while nobody can know. */
function namesEverything(rule: PolicyResource, stack: StackView): boolean | undefined {
  if (read(rule.props, "firewallDomainListId").state === "absent") return false;
  const lists = stack
    .ofType(awsType.resolverFirewallDomainList)
    .filter((list) => linkTo(rule, "firewallDomainListId", list, ["id"]) === "linked");
  const domains = lists.flatMap(({ props }) => readElements(props, "domains"));
  if (domains.some((domain) => domain.state === "known" && domain.value === "*")) return true;
  return domains.some(({ state }) => state === "unknown") ? undefined : false;
}

/**
 * @see AWS, "DNS Firewall VPC configuration":
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-configuration.html ("By default,
 * the failure mode is closed")
 */
function judgeFailure(vpc: PolicyResource, stack: StackView, verdict: Verdict): void {
  for (const { props } of companionsOf(stack, vpc, awsType.resolverFirewallConfig, "resourceId", ["id"]).linked) {
    verdict.require(read(props, "firewallFailOpen"), {
      property: "firewallFailOpen",
      accepts: (value) => value === "DISABLED",
      expected: "that no name is resolved while the DNS firewall fails",
      fix: "set firewallFailOpen to DISABLED",
      absent: "passes",
    });
  }
}

function numberOf(value: Read): number {
  return value.state === "known" ? Number(value.value) : Number.POSITIVE_INFINITY;
}

function valueOf(value: Read): unknown {
  return value.state === "known" ? value.value : undefined;
}
