import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infModelIsolated as rule } from "./modelIsolated.js";

const compliant = {
  executionRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-model",
  enableNetworkIsolation: true,
  vpcConfig: { subnets: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
} satisfies aws.sagemaker.ModelArgs;
const model = (changes: object = {}) => resource(awsType.model, "churn", { ...compliant, ...changes });
const isolation = "expected true, so that the container opens no connection; fix: set enableNetworkIsolation to true";
const subnets = "expected 2 or more; fix: list subnets of two zones in vpcConfig.subnets";
const groups = "expected 1 or more; fix: list a security group in vpcConfig.securityGroupIds";

describe("inf-model-isolated", { tags: ["INF-01"] }, () => {
  it.each([
    {},
    { vpcConfig: { subnets: ["subnet-1", "subnet-2", "subnet-3"], securityGroupIds: ["sg-1", "sg-2"] } },
    // Ids are known only later; how many there are is known now.
    { vpcConfig: { subnets: [unknown, unknown], securityGroupIds: [unknown] } },
  ])("passes with %j", async (changes) => {
    expect(await reports(rule, [model(changes)])).toEqual([]);
  });

  it.each([
    [{ enableNetworkIsolation: undefined }, `found no enableNetworkIsolation; ${isolation}`],
    [{ enableNetworkIsolation: false }, `found enableNetworkIsolation false; ${isolation}`],
    [
      { vpcConfig: undefined },
      "found no vpcConfig; expected subnets and security groups of the platform's VPC; fix: set vpcConfig.subnets and vpcConfig.securityGroupIds",
    ],
    [{ vpcConfig: { securityGroupIds: ["sg-1"] } }, `found no vpcConfig.subnets; ${subnets}`],
    [{ vpcConfig: { ...compliant.vpcConfig, subnets: [unknown] } }, `found 1 in vpcConfig.subnets; ${subnets}`],
    [{ vpcConfig: { subnets: ["a", "b"] } }, `found no vpcConfig.securityGroupIds; ${groups}`],
    [
      { vpcConfig: { ...compliant.vpcConfig, securityGroupIds: [] } },
      `found 0 in vpcConfig.securityGroupIds; ${groups}`,
    ],
  ])("violates with %j", async (changes, message) => {
    expect(await reports(rule, [model(changes)])).toEqual([`mandatory churn: ${message}`]);
  });

  it("violates in dev too, each fault by itself", async () => {
    const open = model({ enableNetworkIsolation: false, vpcConfig: { subnets: ["a"], securityGroupIds: [] } });
    expect(await reports(rule, [open], { profile: "dev" })).toHaveLength(3);
  });

  it.each([
    [{ enableNetworkIsolation: unknown }, "enableNetworkIsolation"],
    [{ vpcConfig: unknown }, "vpcConfig"],
    [{ vpcConfig: { ...compliant.vpcConfig, subnets: unknown } }, "vpcConfig.subnets"],
    [{ vpcConfig: { ...compliant.vpcConfig, securityGroupIds: unknown } }, "vpcConfig.securityGroupIds"],
  ])("cannot decide %j", async (changes, property) => {
    expect(await reports(rule, [model(changes)])).toEqual([
      `advisory churn: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.endpoint, "churn")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [model({ vpcConfig: undefined })]);
});
