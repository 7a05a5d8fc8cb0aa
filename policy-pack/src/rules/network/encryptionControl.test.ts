import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netEncryptionControl as rule } from "./encryptionControl.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const control = (inputs: object = {}) =>
  resource(awsType.vpcEncryptionControl, "control", { vpcId: "vpc-1", mode: "monitor", ...inputs });
const exclusions = {
  elasticFileSystemExclusion: "enable",
  lambdaExclusion: "disable",
  internetGatewayExclusion: "disable",
  natGatewayExclusion: "disable",
};
const missing =
  "mandatory vpc: found no aws.ec2.VpcEncryptionControl; expected that unencrypted traffic inside the VPC is seen; fix: add an aws.ec2.VpcEncryptionControl with its vpcId";

describe("net-encryption-control", { tags: ["NET-15"] }, () => {
  it("passes a VPC that is watched, or that enforces with its exclusions", async () => {
    expect(await reports(rule, [vpc, control()])).toEqual([]);
    expect(await reports(rule, [vpc, control({ mode: "enforce", ...exclusions })])).toEqual([]);
  });

  it("violates without a control, or with that of another VPC", async () => {
    expect(await reports(rule, [vpc])).toEqual([missing]);
    expect(await reports(rule, [vpc, control({ vpcId: "vpc-2" })])).toEqual([missing]);
  });

  it.each([
    [
      { mode: undefined },
      "found no mode; expected monitor or enforce; fix: set mode to monitor, and to enforce once nothing blocks it",
    ],
    [
      { mode: "off" },
      'found mode "off"; expected monitor or enforce; fix: set mode to monitor, and to enforce once nothing blocks it',
    ],
    [
      { mode: "enforce", ...exclusions, lambdaExclusion: undefined },
      "found no lambdaExclusion; expected that each exclusion is written down; fix: set lambdaExclusion to enable or disable",
    ],
    [
      { mode: "enforce", ...exclusions, natGatewayExclusion: "on" },
      'found natGatewayExclusion "on"; expected that each exclusion is written down; fix: set natGatewayExclusion to enable or disable',
    ],
  ])("violates with %j", async (inputs, message) => {
    expect(await reports(rule, [vpc, control(inputs)])).toEqual([`mandatory control: ${message}`]);
  });

  it("cannot decide while mode, exclusions or the VPC are unknown", async () => {
    expect(await reports(rule, [vpc, control({ mode: unknown })])).toEqual([
      "advisory control: undecided: mode cannot be known yet",
    ]);
    expect(await reports(rule, [vpc, control({ mode: "enforce", ...exclusions, lambdaExclusion: unknown })])).toEqual([
      "advisory control: undecided: lambdaExclusion cannot be known yet",
    ]);
    expect(await reports(rule, [vpc, control({ vpcId: unknown })])).toEqual([
      "advisory vpc: undecided: whether control is for it cannot be known yet",
    ]);
  });

  it("does not apply to dev, nor to a stack without a VPC", async () => {
    expect(await reports(rule, [vpc], { profile: "dev" })).toEqual([]);
    expect(await reasons(rule, [vpc], { profile: "dev" })).toEqual(["Policy only applies to the profile prod"]);
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
