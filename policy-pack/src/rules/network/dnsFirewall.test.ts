import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netDnsFirewall as rule } from "./dnsFirewall.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const group = resource(awsType.resolverFirewallRuleGroup, "group", {}, { outputs: { id: "rslvr-frg-1" } });
const list = (id: string, domains: unknown) =>
  resource(awsType.resolverFirewallDomainList, id, { domains }, { outputs: { id } });
const lists = [list("own", ["*.amazonaws.com"]), list("all", ["*"])];
const association = (changes: object = {}) =>
  resource(awsType.resolverFirewallRuleGroupAssociation, "association", {
    vpcId: "vpc-1",
    firewallRuleGroupId: "rslvr-frg-1",
    ...changes,
  });
const firewallRule = (name: string, inputs: object) =>
  resource(awsType.resolverFirewallRule, name, { firewallRuleGroupId: "rslvr-frg-1", ...inputs });
const allow = firewallRule("allow", { priority: 100, action: "ALLOW", firewallDomainListId: "own" });
const tunnels = (changes: object = {}) =>
  firewallRule("tunnels", { priority: 200, action: "BLOCK", dnsThreatProtection: "DNS_TUNNELING", ...changes });
const others = (changes: object = {}) =>
  firewallRule("others", { priority: 900, action: "BLOCK", firewallDomainListId: "all", ...changes });
const failure = (firewallFailOpen: unknown) =>
  resource(awsType.resolverFirewallConfig, "failure", { resourceId: "vpc-1", firewallFailOpen });
const base = [vpc, group, ...lists, association()];
const complete = [...base, allow, tunnels(), others()];

const catchAll = (found: string) =>
  `mandatory vpc: found ${found}; expected that names are blocked unless a rule allows them; fix: add an aws.route53.ResolverFirewallRule with action BLOCK, the last priority and a domain list of "*"`;
const noTunnelRule =
  "mandatory vpc: found no rule that blocks tunnels; expected that tunnels through DNS are recognised and blocked; fix: add an aws.route53.ResolverFirewallRule with dnsThreatProtection DNS_TUNNELING and action BLOCK";
const missing =
  "mandatory vpc: found no aws.route53.ResolverFirewallRuleGroupAssociation; expected a list of the names that may be resolved; fix: add an aws.route53.ResolverFirewallRuleGroupAssociation with its vpcId";

describe("net-dns-firewall", { tags: ["NET-11"] }, () => {
  it.each<readonly [string, readonly RecordedResource[]]>([
    ["that fails closed by itself", complete],
    ["that is told so", [...complete, failure("DISABLED")]],
    ["with the setting left out", [...complete, failure(undefined)]],
  ])("passes a firewall %s", async (_case, stack) => {
    expect(await reports(rule, stack)).toEqual([]);
  });

  it("violates without a group for the VPC", async () => {
    expect(await reports(rule, [vpc])).toEqual([missing]);
    expect(await reports(rule, [vpc, group, association({ vpcId: "vpc-2" })])).toEqual([missing]);
  });

  it.each<readonly [string, readonly RecordedResource[], readonly string[]]>([
    ["no rule for other names", [...base, allow, tunnels()], [catchAll("no rule for all other names")]],
    [
      "an alert for them",
      [...base, tunnels(), others({ action: "ALERT" })],
      [catchAll("all other names with action ALERT")],
    ],
    [
      "everything allowed before",
      [...complete, firewallRule("open", { priority: 50, action: "ALLOW", firewallDomainListId: "all" })],
      [catchAll("all other names with action ALLOW")],
    ],
    ["no rule for tunnels", [...base, others()], [noTunnelRule]],
    ["an alert for tunnels", [...base, others(), tunnels({ action: "ALERT" })], [noTunnelRule]],
    ["another threat only", [...base, others(), tunnels({ dnsThreatProtection: "DGA" })], [noTunnelRule]],
    ["no rules", base, [catchAll("no rule for all other names"), noTunnelRule]],
    [
      "an open failure",
      [...complete, failure("ENABLED")],
      [
        'mandatory vpc: found firewallFailOpen "ENABLED"; expected that no name is resolved while the DNS firewall fails; fix: set firewallFailOpen to DISABLED',
      ],
    ],
  ])("violates with %s", async (_case, stack, lines) => {
    expect(await reports(rule, stack)).toEqual(lines);
  });

  it("follows dependencies while ids are unknown", async () => {
    const pending = (name: string, type: string, inputs: object, from: Record<string, RecordedResource[]>) =>
      resource(type, name, { ...inputs }, { propertyDependencies: from, outputs: { id: unknown } });
    const lateVpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: unknown } });
    const lateGroup = pending("group", awsType.resolverFirewallRuleGroup, {}, {});
    const lateList = pending("list", awsType.resolverFirewallDomainList, { domains: ["*"] }, {});
    const stack = [
      lateVpc,
      lateGroup,
      lateList,
      pending(
        "association",
        awsType.resolverFirewallRuleGroupAssociation,
        { vpcId: unknown, firewallRuleGroupId: unknown },
        { vpcId: [lateVpc], firewallRuleGroupId: [lateGroup] },
      ),
      pending(
        "others",
        awsType.resolverFirewallRule,
        { firewallRuleGroupId: unknown, firewallDomainListId: unknown, action: "BLOCK", priority: 900 },
        { firewallRuleGroupId: [lateGroup], firewallDomainListId: [lateList] },
      ),
      pending(
        "tunnels",
        awsType.resolverFirewallRule,
        { firewallRuleGroupId: unknown, dnsThreatProtection: "DNS_TUNNELING", action: "BLOCK", priority: 200 },
        { firewallRuleGroupId: [lateGroup] },
      ),
    ];
    expect(await reports(rule, stack)).toEqual([]);
  });

  it("cannot decide while groups, rules, lists or the failure are unknown", async () => {
    const undecided = (reason: string) => [`advisory vpc: undecided: ${reason} cannot be known yet`];
    expect(await reports(rule, [vpc, association({ vpcId: unknown })])).toEqual(
      undecided("whether association is for it"),
    );
    expect(await reports(rule, [vpc, association()])).toEqual(undecided("what its DNS firewall's rules say"));
    expect(await reports(rule, [...base, tunnels(), others({ action: unknown })])).toEqual(
      undecided("what its DNS firewall's rules say"),
    );
    const lists_ = [vpc, group, list("all", [unknown]), association(), tunnels(), others()];
    expect(await reports(rule, lists_)).toEqual(undecided("which domains its DNS firewall's rules name"));
    expect(await reports(rule, [...complete, failure(unknown)])).toEqual(undecided("firewallFailOpen"));
  });

  it("does not apply to dev, nor to a stack without a VPC", async () => {
    expect(await reports(rule, [vpc], { profile: "dev" })).toEqual([]);
    expect(await reasons(rule, [vpc], { profile: "dev" })).toEqual(["Policy only applies to the profile prod"]);
    expect(await reasons(rule, [group])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
