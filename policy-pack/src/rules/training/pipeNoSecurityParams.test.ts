import { describe, expect, it } from "vitest";
import { itReadsDefinitions, pipelineWith } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnPipeNoSecurityParams as rule } from "./pipeNoSecurityParams.js";

const parameter = { Get: "Parameters.Choice" };
const text = JSON.stringify(parameter);

describe("trn-pipe-no-security-params", { tags: ["TRN-21"] }, () => {
  itReadsDefinitions(rule);

  it.each<[string, string]>([
    ["Train", "RoleArn"],
    ["Train", "AlgorithmSpecification.TrainingImage"],
    ["Train", "VpcConfig"],
    ["Train", "EnableNetworkIsolation"],
    ["Train", "EnableInterContainerTrafficEncryption"],
    ["Train", "ResourceConfig.InstanceType"],
    ["Train", "ResourceConfig.VolumeKmsKeyId"],
    ["Train", "OutputDataConfig.KmsKeyId"],
    ["Train", "StoppingCondition.MaxRuntimeInSeconds"],
    ["Prepare", "AppSpecification.ImageUri"],
    ["Prepare", "NetworkConfig.VpcConfig"],
    ["Score", "TransformOutput.KmsKeyId"],
    ["Register", "ModelApprovalStatus"],
    ["Register", "ModelPackageGroupName"],
  ])("violates when a run chooses, in step %s, %s", async (step, path) => {
    expect(await reports(rule, [pipelineWith(step, path, parameter)])).toEqual([
      `mandatory pipeline: found ${path} ${text} in step ${step}; expected a value that no run can change; fix: write the value of ${path} into the definition`,
    ]);
  });

  it.each([
    [{ Subnets: [{ Get: "Parameters.SubnetId" }], SecurityGroupIds: ["sg-1"] }],
    [{ Subnets: { Get: "Parameters.SubnetIds" }, SecurityGroupIds: ["sg-1"] }],
    [{ Subnets: [{ "Std:Join": { On: "", Values: [] } }], SecurityGroupIds: ["sg-1"] }],
  ])("violates with a part of VpcConfig that a run chooses: %j", async (vpc) => {
    expect(await reports(rule, [pipelineWith("Train", "VpcConfig", vpc)])).toHaveLength(1);
  });

  it("violates when a run chooses the image of a model version", async () => {
    const containers = [{ Image: parameter }];
    expect(
      await reports(rule, [pipelineWith("Register", "InferenceSpecification.Containers", containers)]),
    ).toHaveLength(1);
  });

  it("lets a run choose what protects nothing", async () => {
    expect(await reports(rule, [pipelineWith("Train", "HyperParameters", { depth: parameter })])).toEqual([]);
  });

  itHonoursExemptions(rule, [pipelineWith("Train", "RoleArn", parameter)]);
});
