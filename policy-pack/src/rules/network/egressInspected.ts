import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { egressOf, inVpc } from "../../egressTag.js";
import { subnetsOf, tiersOf } from "../../internetRoutes.js";
import { describe, read, readElements, type Read } from "../../known.js";
import { dependenciesOf } from "../../links.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/** Where a VPC declares an inspected egress, everything that leaves it passes a firewall that drops what is not listed. */
export const netEgressInspected = defineStackRule({
  name: "net-egress-inspected",
  types: [awsType.vpc, awsType.route, awsType.firewallPolicy, awsType.firewallRuleGroup, awsType.firewall],
  check(resource, stack, verdict) {
    if (resource.type === awsType.firewallPolicy) judgePolicy(resource, verdict);
    else if (resource.type === awsType.firewallRuleGroup) judgeTargets(resource, verdict);
    else if (resource.type === awsType.firewall) judgeLogging(resource, stack, verdict);
    else {
      const egress = resource.type === awsType.vpc ? readTag(resource, "egress") : egressOf(resource, stack);
      if (egress.state === "unknown") verdict.undecided("tag egress of the VPC cannot be known yet");
      if (egress.state !== "known" || egress.value !== "inspected") {
        if (egress.state !== "unknown") verdict.notApplicable("The VPC declares no inspected egress");
        return;
      }
      if (resource.type === awsType.vpc) judgeFirewall(resource, stack, verdict);
      else judgeRoute(resource, stack, verdict);
    }
  },
});

function judgeFirewall(vpc: PolicyResource, stack: StackView, verdict: Verdict): void {
  if (inVpc(vpc, awsType.firewall, stack).length > 0) return;
  verdict.violation({
    property: "aws.networkfirewall.Firewall",
    found: "no aws.networkfirewall.Firewall",
    expected: "that what leaves the VPC is inspected",
    fix: "add an aws.networkfirewall.Firewall with its vpcId, or set the tag egress to none",
  });
}

/** Default routes of the tiers that are let out lead to the firewall, and not past it. */
function judgeRoute(route: PolicyResource, stack: StackView, verdict: Verdict): void {
  const destination = read(route.props, "destinationCidrBlock");
  if (destination.state !== "known" || destination.value !== "0.0.0.0/0")
    verdict.notApplicable("It is no default route");
  const tiers = tiersOf(route, stack);
  if (
    tiers.length > 0 &&
    tiers.every((tier) => tier.state === "known" && ["egress", "firewall"].includes(String(tier.value)))
  ) {
    return;
  }
  const endpoint = read(route.props, "vpcEndpointId");
  if (leadsToFirewall(route)) {
    for (const subnet of subnetsOf(route, stack)) judgeWayBack(endpoint, subnet, stack, verdict);
    return;
  }
  if (endpoint.state === "unknown") {
    verdict.undecided("vpcEndpointId cannot be known yet");
    return;
  }
  verdict.violation({
    property: "vpcEndpointId",
    found: "a default route that leads past the firewall",
    expected: "the firewall's endpoint of the same zone",
    fix: "set vpcEndpointId to the endpoint of the firewall, and no other target",
  });
}

function leadsToFirewall(route: PolicyResource): boolean {
  const endpoint = read(route.props, "vpcEndpointId");
  return (
    (endpoint.state === "known" && String(endpoint.value).startsWith("vpce-")) ||
    dependenciesOf(route, "vpcEndpointId").some(({ type }) => type === awsType.firewall)
  );
}

/** Answers come back through the same endpoint: a firewall that sees half of a connection drops it. */
function judgeWayBack(endpoint: Read, subnet: PolicyResource, stack: StackView, verdict: Verdict): void {
  const range = read(subnet.props, "cidrBlock");
  const back = stack
    .ofType(awsType.route)
    .filter((route) => sameValue(read(route.props, "destinationCidrBlock"), range) && leadsToFirewall(route))
    .map((route) => read(route.props, "vpcEndpointId"));
  if (back.some((other) => sameValue(other, endpoint))) return;
  if (range.state === "unknown" || (back.length > 0 && [endpoint, ...back].some(({ state }) => state === "unknown"))) {
    verdict.undecided("through which endpoint answers come back cannot be known yet");
    return;
  }
  verdict.violation({
    property: "vpcEndpointId",
    found: `no way back to ${describe(range.state === "known" ? range.value : "the subnet")} through the same endpoint`,
    expected: "that the firewall of one zone sees both directions",
    fix: "add a route with the subnet's range and the same vpcEndpointId to the route table of the NAT gateway's subnet",
  });
}

function judgePolicy({ props }: PolicyResource, verdict: Verdict): void {
  const demand = (path: string, wanted: readonly string[], expected: string): void => {
    verdict.require(read(props, path), {
      property: path,
      accepts: (value) => wanted.includes(String(value)),
      expected,
      fix: `set ${path} to ${wanted.join(" or ")}`,
    });
  };
  demand(
    "firewallPolicy.statefulEngineOptions.ruleOrder",
    ["STRICT_ORDER"],
    "rules in their own order, with a default",
  );
  demand(
    "firewallPolicy.statefulEngineOptions.streamExceptionPolicy",
    ["DROP", "REJECT"],
    "that broken streams do not pass",
  );
  const holds = (path: string, accepts: (value: unknown) => boolean, expected: string, fix: string): void => {
    const elements = readElements(props, path);
    if (elements.some((element) => element.state === "known" && accepts(element.value))) return;
    if (elements.some(({ state }) => state === "unknown")) verdict.undecided(`${path} cannot be known yet`);
    else verdict.violation({ property: path, found: `${path} without it`, expected, fix });
  };
  holds(
    "firewallPolicy.statefulDefaultActions",
    (action) => /^aws:drop_(strict|established)/.test(String(action)),
    "that what no rule lets through is dropped",
    "add aws:drop_established_app_layer_to_server",
  );
  holds(
    "firewallPolicy.statefulDefaultActions",
    (action) => /^aws:alert_(strict|established)/.test(String(action)),
    "that what is dropped is recorded",
    "add aws:alert_established_app_layer_to_server",
  );
  for (const path of ["firewallPolicy.statelessDefaultActions", "firewallPolicy.statelessFragmentDefaultActions"]) {
    holds(
      path,
      (action) => action === "aws:forward_to_sfe" || action === "aws:drop",
      "that every packet reaches the stateful rules",
      "set it to aws:forward_to_sfe",
    );
  }
}

function judgeTargets({ props }: PolicyResource, verdict: Verdict): void {
  const path = "ruleGroup.rulesSource.rulesSourceList";
  if (read(props, path).state === "absent") verdict.notApplicable("It lists no domains");
  verdict.require(read(props, `${path}.generatedRulesType`), {
    property: `${path}.generatedRulesType`,
    accepts: (value) => value === "ALLOWLIST",
    expected: "a list of what is allowed",
    fix: "set generatedRulesType to ALLOWLIST",
  });
  for (const target of readElements(props, `${path}.targets`)) {
    verdict.require(target, {
      property: `${path}.targets`,
      accepts: (domain) => /^\.?([a-z0-9-]+\.)+[a-z]{2,}$/i.test(String(domain)),
      expected: "full domains, with a dot before those whose subdomains are meant",
      fix: "replace it by the domains that are needed",
    });
  }
}

function judgeLogging(firewall: PolicyResource, stack: StackView, verdict: Verdict): void {
  const configs = stack
    .ofType(awsType.firewallLogging)
    .filter(
      (candidate) =>
        dependenciesOf(candidate, "firewallArn").some(({ urn }) => urn === firewall.urn) ||
        sameValue(read(candidate.props, "firewallArn"), read(firewall.props, "arn")),
    );
  const destinations = configs.flatMap(({ props }) =>
    readElements(props, "loggingConfiguration.logDestinationConfigs"),
  );
  for (const type of ["ALERT", "FLOW"]) {
    const logged = destinations.some((destination) => {
      const kind = destination.state === "known" ? read(destination.value, "logType") : destination;
      return kind.state === "known" && kind.value === type;
    });
    if (logged) continue;
    if (destinations.some(({ state }) => state === "unknown"))
      verdict.undecided("its log destinations cannot be known yet");
    else {
      verdict.violation({
        property: `aws.networkfirewall.LoggingConfiguration ${type}`,
        found: `no log of type ${type}`,
        expected: "that what passes and what is dropped is recorded",
        fix: `add a destination of type ${type} to its aws.networkfirewall.LoggingConfiguration`,
      });
    }
  }
}

function sameValue(one: Read, other: Read): boolean {
  return one.state === "known" && other.state === "known" && one.value === other.value;
}
