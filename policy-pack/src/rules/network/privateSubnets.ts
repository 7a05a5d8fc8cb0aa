import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { readTag } from "../../tags.js";

/**
 * Nothing that is started in a subnet gets a public address, except in the tier `egress`.
 *
 * @see AWS, "Modify the IP addressing attributes of your subnet":
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html ("Nondefault subnets have the IPv4 public
 * addressing attribute set to false")
 */
export const netPrivateSubnets = defineResourceRule({
  name: "net-private-subnets",
  types: [awsType.subnet],
  check(subnet, verdict) {
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
  },
});
