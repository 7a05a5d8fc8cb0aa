import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isServiceOfAws, readEndpointType } from "../../endpointService.js";
import { read, readList } from "../../known.js";
import { currentSettings } from "../../settings.js";

/**
 * Interface endpoints answer to the service's own name, admit a group of ours, and outlive a zone.
 *
 * @see AWS, "Access an AWS service using an interface VPC endpoint":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const netInterfaceEndpoints = defineResourceRule({
  name: "net-interface-endpoints",
  types: [awsType.vpcEndpoint],
  check({ props }, verdict) {
    const kind = readEndpointType(props);
    if (kind.state === "unknown") {
      verdict.undecided("vpcEndpointType cannot be known yet");
      return;
    }
    if (kind.state === "known" && kind.value !== "Interface") verdict.notApplicable("It is no interface endpoint");
    if (!isServiceOfAws(props)) verdict.notApplicable("The service behind it is not of AWS");
    verdict.require(read(props, "privateDnsEnabled"), {
      property: "privateDnsEnabled",
      accepts: (enabled) => enabled === true,
      expected: "the service's own name leading to the endpoint",
      fix: "set privateDnsEnabled to true, and both DNS switches of the VPC",
    });
    const groups = readList(props, "securityGroupIds");
    verdict.require(groups.state === "known" && groups.value.length === 0 ? { state: "absent" } : groups, {
      property: "securityGroupIds",
      accepts: () => true,
      expected: "a group that admits the workloads, instead of the VPC's default one",
      fix: "set securityGroupIds",
    });
    const least = currentSettings().profile === "prod" ? 2 : 1;
    const subnets = readList(props, "subnetIds");
    if (subnets.state === "unknown") verdict.undecided("subnetIds cannot be known yet");
    const count = subnets.state === "known" ? distinct(subnets.value) : 0;
    if (subnets.state === "unknown" || count >= least) return;
    verdict.violation({
      property: "subnetIds",
      found: count === 0 ? "no subnetIds" : "an interface in one subnet only",
      expected: `interfaces in at least ${least} subnet${least === 1 ? "" : "s"}`,
      fix: "set subnetIds to subnets in several zones",
    });
  },
});

/** Each unknown subnet may be another one. */
function distinct(elements: readonly { readonly state: string; readonly value?: unknown }[]): number {
  const known = new Set(elements.filter(({ state }) => state === "known").map(({ value }) => value));
  return known.size + elements.filter(({ state }) => state === "unknown").length;
}
