import { describe, expect, it } from "vitest";

import { SimulatedAws } from "../simulatedAws.js";
import { regionFacts } from "./facts.js";

describe("functions", () => {
  const region = {
    region: "us-gov-west-1",
    zones: ["usgw1-az1", "usgw1-az2"],
    deployerRoleArn: "arn:aws-us-gov:iam::111111111111:role/ci/deploy",
  };
  const simulated = new SimulatedAws({ facts: region });

  it("answers where it is, and to whom", () => {
    expect(simulated.invoke("aws:index/getPartition:getPartition", {})).toEqual({
      id: "aws-us-gov",
      partition: "aws-us-gov",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
    const caller = simulated.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    expect(caller["arn"]).toBe("arn:aws-us-gov:sts::111111111111:assumed-role/deploy/simulated");
    expect(simulated.invoke("aws:iam/getSessionContext:getSessionContext", { arn: caller["arn"] })).toMatchObject({
      issuerArn: "arn:aws-us-gov:iam::111111111111:role/ci/deploy",
      issuerName: "deploy",
      sessionName: "simulated",
    });
    expect(simulated.invoke("aws:index/getRegion:getRegion", { region: "us-gov-east-1" })["region"]).toBe(
      "us-gov-east-1",
    );
  });

  it("knows zones by name and id", () => {
    expect(
      simulated.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "available" }),
    ).toMatchObject({
      names: ["us-gov-west-1a", "us-gov-west-1b"],
      zoneIds: ["usgw1-az1", "usgw1-az2"],
    });
    expect(simulated.invoke("aws:index/getAvailabilityZone:getAvailabilityZone", { zoneId: "usgw1-az2" })["name"]).toBe(
      "us-gov-west-1b",
    );
    expect(() => simulated.invoke("aws:index/getAvailabilityZone:getAvailabilityZone", { name: "eu-west-1a" })).toThrow(
      'no matching EC2 Availability Zone found in us-gov-west-1: {"name":"eu-west-1a"}',
    );
  });

  it("finds groups of Identity Center by their names", () => {
    const group = (attributeValue: string) =>
      simulated.invoke("aws:identitystore/getGroup:getGroup", {
        identityStoreId: "d-9967012345",
        alternateIdentifier: { uniqueAttribute: { attributePath: "DisplayName", attributeValue } },
      });
    expect(group("scientists")).toMatchObject({ displayName: "scientists", identityStoreId: "d-9967012345" });
    expect(group("scientists")["groupId"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(group("scientists")).toEqual(group("scientists"));
    expect(group("engineers")["groupId"]).not.toBe(group("scientists")["groupId"]);
    const id = "5f0c2a3e-1111-4222-8333-444444444444";
    const byId = { identityStoreId: "d-9967012345", groupId: id };
    expect(simulated.invoke("aws:identitystore/getGroup:getGroup", byId)["groupId"]).toBe(id);
  });

  it("names endpoint services", () => {
    const service = (args: Record<string, string>) =>
      simulated.invoke("aws:ec2/getVpcEndpointService:getVpcEndpointService", args);
    expect(service({ service: "s3" })).toMatchObject({
      serviceName: "com.amazonaws.us-gov-west-1.s3",
      serviceType: "Gateway",
    });
    expect(service({ service: "sagemaker.api" })).toMatchObject({
      serviceName: "com.amazonaws.us-gov-west-1.sagemaker.api",
      serviceType: "Interface",
    });
    expect(service({ serviceName: "aws.sagemaker.us-gov-west-1.studio" })["privateDnsName"]).toBe(
      "studio.us-gov-west-1.amazonaws.com",
    );
  });
});

describe("regionFacts", () => {
  it.each([
    ["eu-west-1", "euw1-az1"],
    ["us-east-1", "use1-az1"],
    ["ap-southeast-2", "apse2-az1"],
    ["us-gov-west-1", "usgw1-az1"],
    ["ca-central-1", "cac1-az1"],
    ["cn-north-1", "cnn1-az1"],
  ])("names the first zone of %s %s", (region, id) => {
    expect(regionFacts({ region }).zones[0]).toEqual({ name: `${region}a`, id });
  });

  it("uses the given zones in the home Region only", () => {
    const facts = { region: "eu-west-1", zones: ["euw1-az3", "eu-west-1a"] };
    expect(regionFacts(facts).zones.map(({ id }) => id)).toEqual(["euw1-az1", "euw1-az3"]);
    expect(regionFacts(facts, "eu-west-2").zones.map(({ id }) => id)).toEqual(["euw2-az1", "euw2-az2", "euw2-az3"]);
  });
});
