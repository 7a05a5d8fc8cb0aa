import { coreEndpointServices } from "@secure-ml/controls";
import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netInterfaceEndpointsLinked as rule } from "./interfaceEndpointsLinked.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const late = resource(awsType.vpc, "late", {}, { outputs: { id: unknown } });
const nameOf = (service: string): string =>
  service.startsWith("aws.sagemaker.")
    ? service.replace("aws.sagemaker.", "aws.sagemaker.eu-central-1.")
    : `com.amazonaws.eu-central-1.${service}`;
const endpoint = (
  service: string,
  changes: object = {},
  from: Record<string, RecordedResource[]> = {},
  name = service,
) =>
  resource(
    awsType.vpcEndpoint,
    name,
    { vpcId: "vpc-1", serviceName: nameOf(service), vpcEndpointType: "Interface", ...changes },
    { propertyDependencies: from },
  );
const core = (changes: object = {}, from: Record<string, RecordedResource[]> = {}) =>
  coreEndpointServices.map((service) => endpoint(service, changes, from));
const none = (name: string, service: string, expected: string): string =>
  `mandatory ${name}: found no interface endpoint for ${service}; expected ${expected}; ` +
  "fix: add an aws.ec2.VpcEndpoint with the VPC's id, vpcEndpointType Interface and the service's name";
const noCore = (service: string): string =>
  none("vpc", service, "interface endpoints for the core services in each VPC");

/** What cannot be used without an endpoint. */
const users: readonly (readonly [RecordedResource, readonly string[]])[] = [
  [resource(awsType.codeArtifactDomain, "user", {}), ["codeartifact.api", "codeartifact.repositories"]],
  [resource(awsType.featureGroup, "user", {}), ["sagemaker.featurestore-runtime"]],
  [resource(awsType.notebookInstance, "user", {}), ["aws.sagemaker.notebook"]],
  [resource(awsType.restApi, "user", { endpointConfiguration: { types: "PRIVATE" } }), ["execute-api"]],
];

describe("net-interface-endpoints-linked", { tags: ["NET-07"] }, () => {
  it("passes the core services, by value and by dependency, in every partition's spelling", async () => {
    expect(await reports(rule, [vpc, ...core()])).toEqual([]);
    expect(await reports(rule, [late, ...core({ vpcId: unknown }, { vpcId: [late] })])).toEqual([]);
    const chinese = coreEndpointServices.map((service) =>
      endpoint(service, {
        serviceName: nameOf(service).replace("com.amazonaws.eu-central", "cn.com.amazonaws.cn-north"),
      }),
    );
    expect(await reports(rule, [vpc, ...chinese])).toEqual([]);
  });

  it("violates without each of the core services", async () => {
    expect(await reports(rule, [vpc])).toEqual(coreEndpointServices.map(noCore));
    expect(await reports(rule, [vpc, ...core().slice(1)])).toEqual([noCore("sagemaker.api")]);
  });

  it("takes neither a gateway endpoint nor another VPC's for it", async () => {
    expect(await reports(rule, [vpc, ...core({ vpcEndpointType: "Gateway" })])).toHaveLength(10);
    expect(await reports(rule, [vpc, ...core({ vpcId: "vpc-2" })])).toHaveLength(10);
  });

  it.each(users)("demands what is used: %#", async (user, services) => {
    const expected = services.map((service) => none("user", service, "an endpoint for what it is used through"));
    expect(await reports(rule, [vpc, ...core(), user])).toEqual(expected);
    const endpoints = services.map((service) => endpoint(service));
    expect(await reports(rule, [vpc, ...core(), user, ...endpoints])).toEqual([]);
    expect(await reasons(rule, [user])).toEqual(["The network is in another stack"]);
  });

  it("takes a list of the API's types, and asks nothing of an API that is not private", async () => {
    const api = (types: unknown) => resource(awsType.restApi, "user", { endpointConfiguration: { types } });
    expect(await reports(rule, [vpc, ...core(), api(["PRIVATE"])])).toHaveLength(1);
    expect(await reports(rule, [vpc, ...core(), api("REGIONAL"), api(undefined)])).toEqual([]);
    expect(await reports(rule, [vpc, ...core(), api(unknown)])).toEqual([
      "advisory user: undecided: endpointConfiguration.types cannot be known yet",
    ]);
  });

  it("violates with a second endpoint for a service in one VPC", async () => {
    const second = (vpcId: unknown, from: Record<string, RecordedResource[]> = {}) =>
      endpoint("kms", { vpcId }, from, "second");
    const message =
      "mandatory second: found a second interface endpoint for kms beside kms; " +
      "expected one endpoint for each service in a VPC; fix: remove it, and add its subnets to the other one";
    expect(await reports(rule, [vpc, ...core(), second("vpc-1")])).toEqual([message]);
    expect(await reports(rule, [vpc, ...core(), second("vpc-2")])).toEqual([]);
    const from = { vpcId: [late] };
    expect(await reports(rule, [late, ...core({ vpcId: unknown }, from), second(unknown, from)])).toEqual([message]);
  });

  it("cannot decide while endpoint, service or kind are unknown", async () => {
    const rest = core().filter(({ name }) => name !== "kms");
    const undecided = "advisory vpc: undecided: whether kms is its interface endpoint for kms cannot be known yet";
    const which = "advisory kms: undecided: which service it is for cannot be known yet";
    expect(await reports(rule, [vpc, ...rest, endpoint("kms", { vpcId: unknown })])).toEqual([undecided]);
    expect(await reports(rule, [vpc, ...rest, endpoint("kms", { serviceName: unknown })])).toEqual([undecided, which]);
    expect(await reports(rule, [vpc, ...rest, endpoint("kms", { vpcEndpointType: unknown })])).toEqual([
      undecided,
      which,
    ]);
  });

  it("does not apply to a stack without a network", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
