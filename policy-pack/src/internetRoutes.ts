import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import { read, readList, type Read } from "./known.js";
import { companionsOf, dependenciesOf, linkTo } from "./links.js";
import type { StackView } from "./stackView.js";
import { readTag } from "./tags.js";
import type { Verdict } from "./verdict.js";

/**
 * Demands that a route, or a route table with routes in it, leads to no internet gateway unless it serves the tier
 * `egress` alone. Inline routes that are unknown as a whole, net-private-subnets has reported.
 *
 * @param resource an `aws.ec2.Route` or `aws.ec2.RouteTable`
 */
export function requireNoInternetRoute(resource: PolicyResource, stack: StackView, verdict: Verdict): void {
  const routes = resource.type === awsType.route ? [{ container: resource.props, path: "gatewayId" }] : [];
  const inline = resource.type === awsType.routeTable ? readList(resource.props, "routes") : undefined;
  for (const route of inline?.state === "known" ? inline.value : []) {
    if (route.state === "known") routes.push({ container: route.value as Record<string, unknown>, path: "gatewayId" });
  }
  const dependencies = resource.type === awsType.route ? "gatewayId" : "routes";
  const toGateway = dependenciesOf(resource, dependencies).some(({ type }) => type === awsType.internetGateway);
  for (const { container, path } of routes) {
    const gateway = read(container, path);
    const leadsOut = gateway.state === "known" ? String(gateway.value).startsWith("igw-") : toGateway;
    if (gateway.state === "absent") continue;
    if (!leadsOut) {
      if (gateway.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
      continue;
    }
    const tiers = tiersOf(resource, stack);
    if (tiers.length > 0 && tiers.every((tier) => tier.state === "known" && tier.value === "egress")) continue;
    if (tiers.some(({ state }) => state === "unknown")) {
      verdict.undecided("which subnets its route table serves cannot be known yet");
      continue;
    }
    verdict.violation({
      property: "gatewayId",
      found: "a route to an internet gateway",
      expected: "such a route only for subnets with the tag tier=egress",
      fix: "remove the route, and reach AWS services through endpoints",
    });
  }
}

/**
 * Tiers of the subnets that a route, or a route table, serves.
 *
 * @param resource an `aws.ec2.Route` or `aws.ec2.RouteTable`
 */
export function tiersOf(resource: PolicyResource, stack: StackView): readonly Read[] {
  return subnetsOf(resource, stack).map((subnet) => readTag(subnet, "tier"));
}

/**
 * The subnets that a route, or a route table, serves.
 *
 * @param resource an `aws.ec2.Route` or `aws.ec2.RouteTable`
 */
export function subnetsOf(resource: PolicyResource, stack: StackView): readonly PolicyResource[] {
  const tables = stack
    .ofType(awsType.routeTable)
    .filter((table) => table.urn === resource.urn || linkTo(resource, "routeTableId", table, ["id"]) === "linked");
  const associations = tables.flatMap(
    (table) => companionsOf(stack, table, awsType.routeTableAssociation, "routeTableId", ["id"]).linked,
  );
  return stack
    .ofType(awsType.subnet)
    .filter((subnet) => associations.some((link) => linkTo(link, "subnetId", subnet, ["id"]) === "linked"));
}
