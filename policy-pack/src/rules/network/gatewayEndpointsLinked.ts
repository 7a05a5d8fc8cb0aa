import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { isEndpointTo } from "../../endpointService.js";
import { tiersOf } from "../../internetRoutes.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf, linkTo, listHolds, type Link } from "../../links.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

const services = ["s3", "dynamodb"];

/** Each VPC has gateway endpoints for S3 and DynamoDB, and each private route table leads to them. */
export const netGatewayEndpointsLinked = defineStackRule({
  name: "net-gateway-endpoints-linked",
  types: [awsType.vpc, awsType.routeTable],
  check(resource, stack, verdict) {
    if (resource.type === awsType.routeTable) judgeRouteTable(resource, stack, verdict);
    else judgeVpc(resource, stack, verdict);
  },
});

function judgeVpc(vpc: PolicyResource, stack: StackView, verdict: Verdict): void {
  const { linked, floating } = companionsOf(stack, vpc, awsType.vpcEndpoint, "vpcId", ["id"]);
  for (const service of services) {
    if (linked.some((endpoint) => isEndpointTo(endpoint, "Gateway", service) === "linked")) continue;
    const possible = [...linked, ...floating].filter(
      (endpoint) => isEndpointTo(endpoint, "Gateway", service) !== "apart",
    );
    if (possible.length > 0) {
      const names = possible.map(({ name }) => name).join(", ");
      verdict.undecided(`whether ${names} is its gateway endpoint for ${service} cannot be known yet`);
      continue;
    }
    verdict.violation({
      property: `aws.ec2.VpcEndpoint ${service}`,
      found: `no gateway endpoint for ${service}`,
      expected: "gateway endpoints for s3 and dynamodb in each VPC",
      fix: `add an aws.ec2.VpcEndpoint with its vpcId, vpcEndpointType Gateway and the service's name`,
    });
  }
}

function judgeRouteTable(table: PolicyResource, stack: StackView, verdict: Verdict): void {
  const tiers = tiersOf(table, stack);
  const isOutward = ({ value }: { readonly value?: unknown }): boolean => value === "egress" || value === "firewall";
  if (tiers.length > 0 && tiers.every((tier) => tier.state === "known" && isOutward(tier))) {
    verdict.notApplicable("The route table serves the way out");
  }
  for (const service of services) {
    const links = stack
      .ofType(awsType.vpcEndpoint)
      .filter((endpoint) => isEndpointTo(endpoint, "Gateway", service) === "linked")
      .map((endpoint) => routeTo(endpoint, table, stack));
    if (links.includes("linked")) continue;
    if (links.includes("unknown")) {
      verdict.undecided(`whether it leads to the gateway endpoint for ${service} cannot be known yet`);
      continue;
    }
    verdict.violation({
      property: `routeTableIds ${service}`,
      found: `a route table that no gateway endpoint for ${service} names`,
      expected: "every private route table in routeTableIds of the gateway endpoints",
      fix: `add its id to routeTableIds of the aws.ec2.VpcEndpoint for ${service}`,
    });
  }
}

/** By the endpoint's own list, or by associations beside it. */
function routeTo(endpoint: PolicyResource, table: PolicyResource, stack: StackView): Link {
  if (dependenciesOf(endpoint, "routeTableIds").some(({ urn }) => urn === table.urn)) return "linked";
  const id = read(table.props, "id");
  const named = listHolds(endpoint.props, "routeTableIds", (value) => id.state === "known" && value === id.value);
  if (named.state === "known" && named.value) return "linked";
  const associations = stack
    .ofType(awsType.vpcEndpointRouteTableAssociation)
    .filter((association) => linkTo(association, "vpcEndpointId", endpoint, ["id"]) === "linked")
    .map((association) => linkTo(association, "routeTableId", table, ["id"]));
  if (associations.includes("linked")) return "linked";
  // An unknown list that depends on other route tables is about those.
  const isAboutOthers = dependenciesOf(endpoint, "routeTableIds").some(({ type }) => type === awsType.routeTable);
  const isOpen = named.state === "unknown" && !isAboutOthers;
  return isOpen || associations.includes("unknown") ? "unknown" : "apart";
}
