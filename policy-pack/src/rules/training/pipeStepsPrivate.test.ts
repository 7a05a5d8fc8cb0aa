import { describe, expect, it } from "vitest";
import { itReadsDefinitions, pipelineOf, pipelineWith, steps } from "../../pipeline.fixture.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { trnPipeStepsPrivate as rule } from "./pipeStepsPrivate.js";

const line = (step: string, path: string, found: string, expected: string): string =>
  `mandatory pipeline: found ${found}; expected ${expected}; fix: set ${path} in step ${step}`;

describe("trn-pipe-steps-private", { tags: ["TRN-21"] }, () => {
  itReadsDefinitions(rule);

  it.each<[string, string, unknown, string]>([
    ["Train", "VpcConfig.Subnets", [], "private subnets"],
    ["Train", "VpcConfig.SecurityGroupIds", undefined, "security groups"],
    ["Prepare", "NetworkConfig.VpcConfig.Subnets", undefined, "private subnets"],
    ["Train", "EnableNetworkIsolation", undefined, "true"],
    ["Prepare", "NetworkConfig.EnableNetworkIsolation", false, "true"],
    ["Train", "EnableInterContainerTrafficEncryption", false, "true"],
    ["Prepare", "NetworkConfig.EnableInterContainerTrafficEncryption", undefined, "true"],
    ["Train", "ResourceConfig.VolumeKmsKeyId", undefined, "the ARN of a key"],
    ["Prepare", "ProcessingResources.ClusterConfig.VolumeKmsKeyId", "", "the ARN of a key"],
    ["Score", "TransformResources.VolumeKmsKeyId", undefined, "the ARN of a key"],
    ["Train", "OutputDataConfig.KmsKeyId", undefined, "the ARN of a key"],
    ["Prepare", "ProcessingOutputConfig.KmsKeyId", undefined, "the ARN of a key"],
    ["Score", "TransformOutput.KmsKeyId", undefined, "the ARN of a key"],
    ["Train", "StoppingCondition.MaxRuntimeInSeconds", undefined, "a number of seconds"],
    ["Prepare", "StoppingCondition.MaxRuntimeInSeconds", 0, "a number of seconds"],
  ])("violates when step %s has %s %j", async (step, path, value, expected) => {
    const found = value === undefined ? `no step ${step}: ${path}` : `step ${step}: ${path} ${JSON.stringify(value)}`;
    expect(await reports(rule, [pipelineWith(step, path, value)])).toEqual([line(step, path, found, expected)]);
  });

  it("violates with a whole block missing, once for each setting", async () => {
    const found = await reports(rule, [pipelineWith("Prepare", "NetworkConfig", undefined)]);
    expect(found).toHaveLength(4);
  });

  it("wants no volume key on machines whose disks the hardware encrypts", async () => {
    expect(await reports(rule, [pipelineWith("Train", "ResourceConfig", { InstanceType: "ml.g5.xlarge" })])).toEqual(
      [],
    );
    expect(await reports(rule, [pipelineWith("Train", "ResourceConfig.InstanceType", "ml.g5.xlarge")])).toEqual([
      "mandatory pipeline: found ResourceConfig.VolumeKmsKeyId in step Train on ml.g5.xlarge; expected no key for disks that the hardware encrypts, with which SageMaker refuses the job; fix: remove ResourceConfig.VolumeKmsKeyId",
    ]);
  });

  it("judges each definition of a tuning step", async () => {
    const training = steps[1]?.["Arguments"];
    const tuning = (Arguments: object) => pipelineOf([{ Name: "Tune", Type: "Tuning", Arguments }]);
    expect(await reports(rule, [tuning({ TrainingJobDefinition: training })])).toEqual([]);
    expect(await reports(rule, [tuning({ TrainingJobDefinitions: [training, {}] })])).toHaveLength(7);
    expect(await reports(rule, [tuning({})])).toHaveLength(7);
  });

  it("judges models, and refuses what cannot be judged", async () => {
    const step = (Type: string) => pipelineOf([{ Name: "Other", Type, Arguments: {} }]);
    expect(await reports(rule, [step("Model")])).toHaveLength(3);
    expect(await reports(rule, [step("Lambda")])).toEqual([]);
    expect(await reports(rule, [step("AutoML")])).toEqual([
      expect.stringContaining("found step Other of type AutoML; expected steps whose network and keys can be stated;"),
    ]);
  });

  it("leaves what a run fills in to trn-pipe-no-security-params", async () => {
    const filled = { Get: "Parameters.Key" };
    expect(await reports(rule, [pipelineWith("Train", "OutputDataConfig.KmsKeyId", filled)])).toEqual([]);
  });

  itHonoursExemptions(rule, [pipelineWith("Train", "EnableNetworkIsolation", false)]);
});
