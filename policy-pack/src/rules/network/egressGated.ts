import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { egressOf } from "../../egressTag.js";
import { tiersOf } from "../../internetRoutes.js";
import { describe, read, type Read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/** What a way out consists of, in words. */
const parts: Readonly<Record<string, string>> = {
  [awsType.internetGateway]: "an internet gateway",
  [awsType.natGateway]: "a NAT gateway",
  [awsType.route]: "a route to the internet",
  [awsType.securityGroupEgressRule]: "a rule that names the whole internet",
};

/** Tiers from which a default route may lead out. */
const letOut: readonly unknown[] = ["build", "studio", "egress", "firewall"];

/** A VPC says in its tag `egress` whether anything leaves it, and nothing leaves one that does not say so. */
export const netEgressGated = defineStackRule({
  name: "net-egress-gated",
  types: [awsType.vpc, ...Object.keys(parts)],
  check(resource, stack, verdict) {
    if (resource.type === awsType.vpc) {
      judgeVpc(resource, verdict);
      return;
    }
    if (!leadsOut(resource)) verdict.notApplicable("It does not lead to the internet");
    judgeDeclaration(resource, stack, verdict);
    if (resource.type === awsType.route) judgeTiers(resource, stack, verdict);
  },
});

function judgeVpc(vpc: PolicyResource, verdict: Verdict): void {
  const isProd = currentSettings().profile === "prod";
  const modes = isProd ? ["none", "inspected"] : ["none", "nat", "inspected"];
  verdict.require(readTag(vpc, "egress"), {
    property: "tag egress",
    accepts: (mode) => modes.includes(String(mode)),
    expected: `one of ${modes.join(", ")}`,
    fix: `set the tag egress of the VPC to ${modes.join(" or ")}`,
  });
}

/** Whether a route or rule is for every address; gateways always are. */
function leadsOut({ type, props }: PolicyResource): boolean {
  if (type !== awsType.route && type !== awsType.securityGroupEgressRule) return true;
  const ranges =
    type === awsType.route ? ["destinationCidrBlock", "destinationIpv6CidrBlock"] : ["cidrIpv4", "cidrIpv6"];
  return ranges.some((path) => {
    const range = read(props, path);
    return range.state === "known" && /^(0\.0\.0\.0|::)\/0$/.test(String(range.value));
  });
}

function judgeDeclaration(resource: PolicyResource, stack: StackView, verdict: Verdict): void {
  const egress = egressOf(resource, stack);
  const what = parts[resource.type] ?? resource.type;
  if (egress.state === "unknown") {
    verdict.undecided("tag egress of its VPC cannot be known yet");
    return;
  }
  const declared = egress.state === "known" && (egress.value === "nat" || egress.value === "inspected");
  const own = readTag(resource, "egress");
  const differs = own.state === "known" && egress.state === "known" && own.value !== egress.value;
  if (declared && !differs) return;
  verdict.violation({
    property: "egress",
    found: `${what} in a VPC whose tag egress is ${describeTag(egress)}`,
    expected:
      differs && declared ? `the tag egress ${egress.value}` : "that nothing leaves a VPC that does not declare it",
    fix: `remove it, or set the tag egress of ${declared ? "it like that of" : ""} the VPC`.replace("  ", " "),
  });
}

function judgeTiers(route: PolicyResource, stack: StackView, verdict: Verdict): void {
  const tiers = tiersOf(route, stack);
  if (tiers.some(({ state }) => state === "unknown")) {
    verdict.undecided("which subnets its route table serves cannot be known yet");
    return;
  }
  const others = tiers.filter((tier) => tier.state !== "known" || !letOut.includes(tier.value));
  if (others.length === 0) return;
  verdict.violation({
    property: "routeTableId",
    found: `a way out for ${[...new Set(others.map(describeTier))].join(", ")}`,
    expected: "one for the tiers build and studio only",
    fix: "remove the route",
  });
}

function describeTag(tag: Read): string {
  return tag.state === "known" ? describe(tag.value) : "missing";
}

function describeTier(tier: Read): string {
  return tier.state === "known" ? `the tier ${String(tier.value)}` : "subnets without the tag tier";
}
