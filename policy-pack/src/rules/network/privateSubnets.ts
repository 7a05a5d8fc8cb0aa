import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList } from "../../known.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/**
 * Nothing that is started in a subnet gets a public address, except in the tier `egress`.
 *
 * @see AWS, "Modify the IP addressing attributes of your subnet":
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html ("Nondefault subnets have the IPv4 public
 * addressing attribute set to false")
 */
export const netPrivateSubnets = defineResourceRule({
  name: "net-private-subnets",
  types: [awsType.subnet, awsType.routeTable],
  check(resource, verdict) {
    if (resource.type === awsType.routeTable) judgeRoutes(resource, verdict);
    else judgeAddresses(resource, verdict);
  },
});

/**
 * Where routes lead, net-private-subnets-linked says. It sees outputs, in which AWS fills in the routes of a table that
 * has none of its own: whether a program's own are unknown shows here only.
 */
function judgeRoutes({ props }: ResourceValidationArgs, verdict: Verdict): void {
  const routes = readList(props, "routes");
  const isUnknown = routes.state === "known" && routes.value.some(({ state }) => state === "unknown");
  if (routes.state === "unknown" || isUnknown) verdict.undecided("routes cannot be known yet");
}

function judgeAddresses(subnet: ResourceValidationArgs, verdict: Verdict): void {
  const tier = readTag(subnet, "tier");
  if (tier.state === "known" && tier.value === "egress") verdict.notApplicable("The subnet is the way out");
  for (const property of ["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"]) {
    const value = read(subnet.props, property);
    if (tier.state === "unknown" && value.state === "known" && value.value !== false) {
      verdict.undecided("tag tier cannot be known yet");
      continue;
    }
    verdict.require(value, {
      property,
      accepts: (given) => given === false,
      expected: "private addresses only",
      fix: `set ${property} to false, or tag the subnet tier=egress if it holds NAT gateways only`,
      absent: "passes",
    });
  }
}
