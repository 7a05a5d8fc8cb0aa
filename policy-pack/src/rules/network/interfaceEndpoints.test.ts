import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netInterfaceEndpoints as rule } from "./interfaceEndpoints.js";

const endpoint = (changes: object = {}) =>
  resource(awsType.vpcEndpoint, "it", {
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-central-1.kms",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    securityGroupIds: ["sg-1"],
    subnetIds: ["subnet-1", "subnet-2"],
    ...changes,
  });
const line = (found: string, expected: string, fix: string): string =>
  `mandatory it: found ${found}; expected ${expected}; fix: ${fix}`;
const privateName = (found: string): string =>
  line(
    found,
    "the service's own name leading to the endpoint",
    "set privateDnsEnabled to true, and both DNS switches of the VPC",
  );
const noGroup = line(
  "no securityGroupIds",
  "a group that admits the workloads, instead of the VPC's default one",
  "set securityGroupIds",
);
const subnets = (found: string, least = "2 subnets"): string =>
  line(found, `interfaces in at least ${least}`, "set subnetIds to subnets in several zones");
const dev = { profile: "dev" };

describe("net-interface-endpoints", { tags: ["NET-07"] }, () => {
  it("passes a private name, a group and two subnets, known or not", async () => {
    const sagemakers = endpoint({ serviceName: "aws.sagemaker.eu-central-1.studio" });
    expect(await reports(rule, [endpoint(), sagemakers, endpoint({ subnetIds: [unknown, unknown] })])).toEqual([]);
    expect(await reports(rule, [endpoint({ securityGroupIds: [unknown], subnetIds: ["a", unknown] })])).toEqual([]);
  });

  it("passes one subnet in dev", async () => {
    expect(await reports(rule, [endpoint({ subnetIds: ["subnet-1"] })], dev)).toEqual([]);
  });

  it.each([
    [false, "privateDnsEnabled false"],
    [undefined, "no privateDnsEnabled"],
  ])("violates with privateDnsEnabled %s", async (privateDnsEnabled, found) => {
    expect(await reports(rule, [endpoint({ privateDnsEnabled })])).toEqual([privateName(found)]);
  });

  it.each([undefined, []])("violates with the groups %j", async (securityGroupIds) => {
    expect(await reports(rule, [endpoint({ securityGroupIds })])).toEqual([noGroup]);
  });

  it("violates with fewer subnets than the profile demands", async () => {
    const one = "an interface in one subnet only";
    expect(await reports(rule, [endpoint({ subnetIds: ["subnet-1"] })])).toEqual([subnets(one)]);
    expect(await reports(rule, [endpoint({ subnetIds: ["subnet-1", "subnet-1"] })])).toEqual([subnets(one)]);
    expect(await reports(rule, [endpoint({ subnetIds: [unknown] })])).toEqual([subnets(one)]);
    expect(await reports(rule, [endpoint({ subnetIds: [] })])).toEqual([subnets("no subnetIds")]);
    expect(await reports(rule, [endpoint({ subnetIds: undefined })], dev)).toEqual([
      subnets("no subnetIds", "1 subnet"),
    ]);
  });

  it("cannot decide unknown values, each by itself", async () => {
    const undecided = (what: string): string => `advisory it: undecided: ${what} cannot be known yet`;
    const all = { privateDnsEnabled: unknown, securityGroupIds: unknown, subnetIds: unknown };
    expect(await reports(rule, [endpoint(all)])).toEqual(Object.keys(all).map(undecided));
    expect(await reports(rule, [endpoint({ vpcEndpointType: unknown })])).toEqual([undecided("vpcEndpointType")]);
  });

  it("does not apply to gateways, nor to services that are not of AWS, nor to other types", async () => {
    expect(await reasons(rule, [endpoint({ vpcEndpointType: "Gateway" })])).toEqual(["It is no interface endpoint"]);
    expect(await reasons(rule, [endpoint({ vpcEndpointType: undefined })])).toEqual(["It is no interface endpoint"]);
    const partner = "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0";
    expect(await reasons(rule, [endpoint({ serviceName: partner, privateDnsEnabled: false })])).toEqual([
      "The service behind it is not of AWS",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [endpoint({ privateDnsEnabled: false })]);
});
