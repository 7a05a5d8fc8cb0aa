import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { requireNoInternetRoute } from "../../internetRoutes.js";
import { read, type Read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import { currentSettings } from "../../settings.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/** Each subnet has a route table of its own choice, each tier is in several zones, and no route leads to the internet. */
export const netPrivateSubnetsLinked = defineStackRule({
  name: "net-private-subnets-linked",
  types: [awsType.subnet, awsType.routeTable, awsType.route],
  check(resource, stack, verdict) {
    if (resource.type === awsType.subnet) {
      judgeAssociation(resource, stack, verdict);
      judgeZones(resource, stack, verdict);
    } else {
      requireNoInternetRoute(resource, stack, verdict);
    }
  },
});

/** Without an association, a subnet uses the VPC's main route table. */
function judgeAssociation(subnet: PolicyResource, stack: StackView, verdict: Verdict): void {
  const { linked, floating } = companionsOf(stack, subnet, awsType.routeTableAssociation, "subnetId", ["id"]);
  if (linked.length > 0) return;
  if (floating.length > 0) {
    verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
    return;
  }
  verdict.violation({
    property: "aws.ec2.RouteTableAssociation",
    found: "no aws.ec2.RouteTableAssociation",
    expected: "a route table of the subnet's own tier, instead of the VPC's main one",
    fix: "add an aws.ec2.RouteTableAssociation with its subnetId",
  });
}

/** Reported once for each tier, on its first subnet. */
function judgeZones(subnet: PolicyResource, stack: StackView, verdict: Verdict): void {
  const tier = readTag(subnet, "tier");
  if (tier.state === "unknown") {
    verdict.undecided("tag tier cannot be known yet");
    return;
  }
  const peers = stack.ofType(awsType.subnet).filter((other) => {
    const theirs = readTag(other, "tier");
    return sameVpc(subnet, other) && theirs.state === tier.state && valueOf(theirs) === valueOf(tier);
  });
  if (peers[0]?.urn !== subnet.urn) return;
  const zones = peers.map(({ props }) => {
    const given = [read(props, "availabilityZoneId"), read(props, "availabilityZone")];
    // AWS chooses the zone of a subnet that names none, which then also cannot be known.
    return given.find(({ state }) => state === "known") ?? given.find(({ state }) => state === "unknown");
  });
  const least = currentSettings().profile === "prod" ? 3 : 2;
  const known = new Set(zones.flatMap((zone) => (zone?.state === "known" ? [zone.value] : [])));
  if (known.size >= least) return;
  if (zones.some((zone) => zone?.state !== "known")) {
    verdict.undecided("the zones of its tier cannot be known yet");
    return;
  }
  const name = tier.state === "known" ? `tier ${String(tier.value)}` : "subnets without the tag tier";
  verdict.violation({
    property: "availabilityZoneId",
    found: `${name} in ${known.size} zone${known.size === 1 ? "" : "s"} (${[...known].map(String).join(", ")})`,
    expected: `at least ${least} zones`,
    fix: "add subnets of the tier in further zones, each with its availabilityZoneId",
  });
}

function sameVpc(one: PolicyResource, other: PolicyResource): boolean {
  const [first, second] = [read(one.props, "vpcId"), read(other.props, "vpcId")];
  if (first.state === "known" && second.state === "known") return first.value === second.value;
  const vpcs = dependenciesOf(one, "vpcId").map(({ urn }) => urn);
  return dependenciesOf(other, "vpcId").some(({ urn }) => vpcs.includes(urn));
}

function valueOf(value: Read): unknown {
  return value.state === "known" ? value.value : undefined;
}
