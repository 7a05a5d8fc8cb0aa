import type { PolicyResource } from "@pulumi/policy";
import { coreEndpointServices } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { isEndpointTo, readEndpointService, readEndpointType } from "../../endpointService.js";
import { read, readList } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/** Services that something in the program cannot do without, by the type of that something. */
const implied: Readonly<Record<string, readonly string[]>> = {
  [awsType.codeArtifactDomain]: ["codeartifact.api", "codeartifact.repositories"],
  [awsType.featureGroup]: ["sagemaker.featurestore-runtime"],
  [awsType.notebookInstance]: ["aws.sagemaker.notebook"],
  [awsType.restApi]: ["execute-api"],
};

/** Each VPC reaches the core services and what the program's other resources imply, each through one endpoint. */
export const netInterfaceEndpointsLinked = defineStackRule({
  name: "net-interface-endpoints-linked",
  types: [awsType.vpc, awsType.vpcEndpoint, ...Object.keys(implied)],
  check(resource, stack, verdict) {
    if (resource.type === awsType.vpc) judgeVpc(resource, stack, verdict);
    else if (resource.type === awsType.vpcEndpoint) judgeDuplicate(resource, stack, verdict);
    else judgeImplied(resource, stack, verdict);
  },
});

function judgeVpc(vpc: PolicyResource, stack: StackView, verdict: Verdict): void {
  const { linked, floating } = companionsOf(stack, vpc, awsType.vpcEndpoint, "vpcId", ["id"]);
  for (const service of coreEndpointServices) {
    requireEndpoint(service, linked, floating, verdict, "interface endpoints for the core services in each VPC");
  }
}

function judgeImplied(resource: PolicyResource, stack: StackView, verdict: Verdict): void {
  if (stack.ofType(awsType.vpc).length === 0) verdict.notApplicable("The network is in another stack");
  if (resource.type === awsType.restApi) {
    const types = readList(resource.props, "endpointConfiguration.types");
    if (types.state === "unknown") verdict.undecided("endpointConfiguration.types cannot be known yet");
    if (types.state === "unknown") return;
    const isPrivate =
      types.state === "known" && types.value.some((type) => type.state === "known" && type.value === "PRIVATE");
    if (!isPrivate) verdict.notApplicable("The API is not private");
  }
  for (const service of implied[resource.type] ?? []) {
    requireEndpoint(service, stack.ofType(awsType.vpcEndpoint), [], verdict, "an endpoint for what it is used through");
  }
}

function requireEndpoint(
  service: string,
  linked: readonly PolicyResource[],
  floating: readonly PolicyResource[],
  verdict: Verdict,
  expected: string,
): void {
  if (linked.some((endpoint) => isEndpointTo(endpoint, "Interface", service) === "linked")) return;
  const possible = [...linked, ...floating].filter(
    (endpoint) => isEndpointTo(endpoint, "Interface", service) !== "apart",
  );
  if (possible.length > 0) {
    const names = possible.map(({ name }) => name).join(", ");
    verdict.undecided(`whether ${names} is its interface endpoint for ${service} cannot be known yet`);
    return;
  }
  verdict.violation({
    property: `aws.ec2.VpcEndpoint ${service}`,
    found: `no interface endpoint for ${service}`,
    expected,
    fix: "add an aws.ec2.VpcEndpoint with the VPC's id, vpcEndpointType Interface and the service's name",
  });
}

/** AWS takes one private name per service and VPC. Reported on every endpoint but the first. */
function judgeDuplicate(endpoint: PolicyResource, stack: StackView, verdict: Verdict): void {
  const kind = readEndpointType(endpoint.props);
  const service = readEndpointService(endpoint.props);
  if (kind.state === "known" && kind.value !== "Interface") verdict.notApplicable("It is no interface endpoint");
  if (kind.state !== "known" || service.state !== "known") {
    verdict.undecided("which service it is for cannot be known yet");
    return;
  }
  const all = stack.ofType(awsType.vpcEndpoint);
  const earlier = all
    .slice(0, all.indexOf(endpoint))
    .find((other) => isEndpointTo(other, "Interface", service.value) === "linked" && sameVpc(endpoint, other));
  if (earlier === undefined) return;
  verdict.violation({
    property: "serviceName",
    found: `a second interface endpoint for ${service.value} beside ${earlier.name}`,
    expected: "one endpoint for each service in a VPC",
    fix: "remove it, and add its subnets to the other one",
  });
}

function sameVpc(one: PolicyResource, other: PolicyResource): boolean {
  const [first, second] = [read(one.props, "vpcId"), read(other.props, "vpcId")];
  if (first.state === "known" && second.state === "known") return first.value === second.value;
  const vpcs = dependenciesOf(one, "vpcId").map(({ urn }) => urn);
  return dependenciesOf(other, "vpcId").some(({ urn }) => vpcs.includes(urn));
}
