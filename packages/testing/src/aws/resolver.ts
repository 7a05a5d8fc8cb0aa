import { matches } from "./commonChecks.js";
import type { CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./resourceModel.js";

const resolverId =
  (prefix: string): ((resource: ResourceContext) => string) =>
  (resource) =>
    `${prefix}-${resource.hex(16)}`;

const arnOf =
  (kind: string, prefix: string): PropertyModel =>
  (resource) =>
    resource.arn("route53resolver", `${kind}/${resolverId(prefix)(resource)}`);

const ownerId: PropertyModel = ({ facts }) => facts.accountId;
const named = { property: "name", maximumLength: 64 } as const;

/** A rule is about a list of domains or about a threat, never both; a threat is never allowed. */
function ruleSubject(rule: ResourceContext): CheckFailure[] {
  const { firewallDomainListId, dnsThreatProtection, confidenceThreshold, action, blockResponse } = rule.inputs;
  const refuse = (holds: boolean, property: string, reason: string): CheckFailure[] =>
    holds ? [] : [{ property, reason }];
  return [
    ...matches(rule, "action", /^(ALLOW|BLOCK|ALERT)$/, "expected action to be one of [ALLOW BLOCK ALERT]"),
    ...refuse(
      (firewallDomainListId === undefined) !== (dnsThreatProtection === undefined),
      "firewallDomainListId",
      "one of firewall_domain_list_id, dns_threat_protection must be specified",
    ),
    ...refuse(
      dnsThreatProtection === undefined || (confidenceThreshold !== undefined && action !== "ALLOW"),
      "dnsThreatProtection",
      "a DNS Firewall Advanced rule needs a confidence threshold and cannot ALLOW",
    ),
    ...refuse(
      (action === "BLOCK") === (blockResponse !== undefined),
      "blockResponse",
      "block_response belongs to the action BLOCK, and to no other",
    ),
  ];
}

/** AWS keeps the first hundred and the last priorities for Firewall Manager. */
function associationPriority({ inputs }: ResourceContext): CheckFailure[] {
  const priority = Number(inputs["priority"]);
  return priority > 100 && priority < 9900
    ? []
    : [{ property: "priority", reason: `expected priority to be in the range (101 - 9899), got ${priority}` }];
}

/** One call of AWS takes 255 domains, and the provider makes one. */
function domainCount({ inputs }: ResourceContext): CheckFailure[] {
  const domains = Array.isArray(inputs["domains"]) ? inputs["domains"] : [];
  return domains.length <= 255
    ? []
    : [{ property: "domains", reason: `Member must have length less than or equal to 255, got ${domains.length}` }];
}

/** Query logs and the firewall of the VPC's DNS resolver. */
export const resolver: Readonly<Record<string, ResourceModel>> = {
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": {
    taggable: true,
    autoName: named,
    id: resolverId("rqlc"),
    computed: {
      arn: arnOf("resolver-query-log-config", "rqlc"),
      shareStatus: () => "NOT_SHARED",
      ownerId,
    },
    forceNew: ["destinationArn", "name"],
  },
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
    id: resolverId("rqlca"),
    forceNew: ["resolverQueryLogConfigId", "resourceId"],
  },
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
    taggable: true,
    autoName: named,
    check: domainCount,
    id: resolverId("rslvr-fdl"),
    computed: { arn: arnOf("firewall-domain-list", "rslvr-fdl") },
    forceNew: ["name"],
  },
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": {
    taggable: true,
    autoName: named,
    id: resolverId("rslvr-frg"),
    computed: {
      arn: arnOf("firewall-rule-group", "rslvr-frg"),
      shareStatus: () => "NOT_SHARED",
      ownerId,
    },
    forceNew: ["name"],
  },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
    autoName: named,
    check: ruleSubject,
    id: (rule) => `${rule.text("firewallRuleGroupId")}:${rule.hex(16)}`,
    computed: { firewallThreatProtectionId: () => "" },
    forceNew: ["dnsThreatProtection", "firewallDomainListId", "firewallRuleGroupId", "qType"],
  },
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
    taggable: true,
    autoName: named,
    check: associationPriority,
    id: resolverId("rslvr-frgassoc"),
    computed: {
      arn: arnOf("firewall-rule-group-association", "rslvr-frgassoc"),
      mutationProtection: () => "DISABLED",
    },
    forceNew: ["firewallRuleGroupId", "vpcId"],
  },
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": {
    check: (config) => matches(config, "firewallFailOpen", /^(ENABLED|DISABLED)$/, "expected ENABLED or DISABLED"),
    id: resolverId("rdsc"),
    computed: { firewallFailOpen: () => "DISABLED", ownerId },
    forceNew: ["resourceId"],
  },
};
