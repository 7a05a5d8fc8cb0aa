import { describe, expect, it } from "vitest";
import { definitionArgs, gatedTraining } from "./gatedTraining.fixture.js";
import { gatedTrainingSteps } from "./gatedTraining.js";
import { pipelineDefinition, PipelineDefinitionError } from "./pipelineDefinition.js";
import type { PipelineStep } from "./pipelineSteps.js";

type Json = Record<string, unknown>;

/** The steps as they are in the definition, with those inside the condition. */
function stepsOf(definition: string): Record<string, Json> {
  const { Steps } = JSON.parse(definition) as { Steps: (Json & { Name: string })[] };
  const inner = Steps.flatMap(({ Arguments }) => {
    const { IfSteps = [], ElseSteps = [] } = Arguments as Record<string, (Json & { Name: string })[]>;
    return [...IfSteps, ...ElseSteps];
  });
  return Object.fromEntries([...Steps, ...inner].map((step) => [step.Name, step]));
}

/** Steps of which one has a setting changed; `undefined` removes it. */
function changed(name: string, path: string, value: unknown): readonly PipelineStep[] {
  const copy = structuredClone(definitionArgs.steps) as unknown as Json[];
  const everywhere = [...copy, ...((copy.at(-1)?.["Arguments"] as Json)["IfSteps"] as Json[])];
  const step = everywhere.find(({ Name }) => Name === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  const segments = path.split(".");
  const last = segments.pop() ?? "";
  const holder = segments.reduce<Json>((current, segment) => current[segment] as Json, step);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return copy as unknown as readonly PipelineStep[];
}

function problems(steps: readonly PipelineStep[]): readonly string[] {
  try {
    pipelineDefinition({ ...definitionArgs, steps });
    return [];
  } catch (error) {
    if (error instanceof PipelineDefinitionError) return error.problems;
    throw error;
  }
}

const digest = `sha256:${"0a".repeat(32)}`;
const byDigest =
  "name an image by digest, 111111111111.dkr.ecr.eu-central-1.amazonaws.com/<repository>@sha256:<64 hexadecimal digits>";

describe("pipelineDefinition", { tags: ["TRN-20", "TRN-21", "TRN-22"] }, () => {
  const definition = pipelineDefinition(definitionArgs);

  it("writes the schema's version, parameters and the experiment", () => {
    const { Steps, ...head } = JSON.parse(definition) as Json;
    expect(head).toEqual({
      Version: "2020-12-01",
      Metadata: {},
      Parameters: [{ Name: "DataSet", Type: "String", DefaultValue: "latest" }],
      PipelineExperimentConfig: {
        ExperimentName: { Get: "Execution.PipelineName" },
        TrialName: { Get: "Execution.PipelineExecutionId" },
      },
    });
    expect((Steps as Json[]).map(({ Name, Type }) => `${String(Type)} ${String(Name)}`)).toEqual([
      "Processing Prepare",
      "Training Train",
      "Processing Evaluate",
      "Condition IsGoodEnough",
    ]);
  });

  it("places, isolates, encrypts and limits every job", () => {
    const { Prepare, Train, Evaluate } = stepsOf(definition);
    const vpc = { Subnets: ["subnet-1", "subnet-2"], SecurityGroupIds: ["sg-1"] };
    const machine = {
      InstanceCount: 1,
      InstanceType: "ml.m5.large",
      VolumeSizeInGB: 30,
      VolumeKmsKeyId: gatedTraining.security.volumeKeyArn,
    };
    for (const [step, role, outputKeyArn] of [
      [Prepare, "processing", gatedTraining.preparedKeyArn],
      [Evaluate, "evaluation", gatedTraining.security.outputKeyArn],
    ] as const) {
      expect(step?.["Arguments"]).toMatchObject({
        RoleArn: gatedTraining.roleArns[role],
        AppSpecification: { ImageUri: gatedTraining.image },
        NetworkConfig: {
          EnableInterContainerTrafficEncryption: true,
          EnableNetworkIsolation: true,
          VpcConfig: vpc,
        },
        ProcessingResources: { ClusterConfig: machine },
        ProcessingOutputConfig: { KmsKeyId: outputKeyArn },
        StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      });
    }
    expect(Train?.["Arguments"]).toMatchObject({
      RoleArn: gatedTraining.roleArns.training,
      AlgorithmSpecification: { TrainingImage: gatedTraining.image },
      VpcConfig: vpc,
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      ResourceConfig: machine,
      OutputDataConfig: { KmsKeyId: gatedTraining.security.outputKeyArn },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
  });

  it("registers as pending, if the metric is high enough, and fails otherwise", () => {
    const { IsGoodEnough, Register, Reject, Evaluate } = stepsOf(definition);
    expect(Evaluate?.["PropertyFiles"]).toEqual([
      { PropertyFileName: "Evaluation", OutputName: "evaluation", FilePath: "evaluation.json" },
    ]);
    expect((IsGoodEnough?.["Arguments"] as Json)["Conditions"]).toEqual([
      {
        Type: "GreaterThanOrEqualTo",
        LeftValue: {
          "Std:JsonGet": {
            PropertyFile: { Get: "Steps.Evaluate.PropertyFiles.Evaluation" },
            Path: "metrics.auc.value",
          },
        },
        RightValue: 0.8,
      },
    ]);
    expect(Register?.["Arguments"]).toMatchObject({
      ModelPackageGroupName: "acme-dev-churn",
      ModelApprovalStatus: "PendingManualApproval",
      InferenceSpecification: { Containers: [{ Image: gatedTraining.image }] },
    });
    expect(Reject).toEqual({
      Name: "Reject",
      Type: "Fail",
      Arguments: { ErrorMessage: "metrics.auc.value is below 0.8" },
    });
  });

  it("leaves the volume key out on machines whose disks the hardware encrypts", () => {
    const machine = { instanceType: "ml.g5.xlarge", maxRuntimeSeconds: 60 };
    const { Train } = stepsOf(
      pipelineDefinition({ ...definitionArgs, steps: gatedTrainingSteps({ ...gatedTraining, machine }) }),
    );
    expect((Train?.["Arguments"] as Json)["ResourceConfig"]).toEqual({
      InstanceCount: 1,
      InstanceType: "ml.g5.xlarge",
      VolumeSizeInGB: 30,
    });
  });

  const network = "Arguments.NetworkConfig";
  it.each<[string, string, unknown, string]>([
    ["Train", "Arguments.VpcConfig", undefined, "has no VpcConfig.Subnets; name private subnets"],
    [
      "Prepare",
      `${network}.VpcConfig.SecurityGroupIds`,
      [],
      "NetworkConfig.VpcConfig.SecurityGroupIds is []; name security groups",
    ],
    [
      "Train",
      "Arguments.VpcConfig.Subnets",
      [{ Get: "Parameters.SubnetId" }],
      'VpcConfig.Subnets is filled in by a run ([{"Get":"Parameters.SubnetId"}]); name private subnets',
    ],
    ["Train", "Arguments.EnableNetworkIsolation", undefined, "has no EnableNetworkIsolation; set it to true"],
    [
      "Evaluate",
      `${network}.EnableNetworkIsolation`,
      false,
      "NetworkConfig.EnableNetworkIsolation is false; set it to true",
    ],
    [
      "Train",
      "Arguments.EnableInterContainerTrafficEncryption",
      undefined,
      "has no EnableInterContainerTrafficEncryption; set it to true",
    ],
    [
      "Prepare",
      `${network}.EnableInterContainerTrafficEncryption`,
      false,
      "NetworkConfig.EnableInterContainerTrafficEncryption is false; set it to true",
    ],
    [
      "Train",
      "Arguments.ResourceConfig.VolumeKmsKeyId",
      undefined,
      "has no ResourceConfig.VolumeKmsKeyId; name a key by its ARN",
    ],
    [
      "Train",
      "Arguments.OutputDataConfig.KmsKeyId",
      "alias/aws/s3",
      'OutputDataConfig.KmsKeyId is "alias/aws/s3"; name a key by its ARN',
    ],
    [
      "Evaluate",
      "Arguments.ProcessingOutputConfig.KmsKeyId",
      undefined,
      "has no ProcessingOutputConfig.KmsKeyId; name a key by its ARN",
    ],
    [
      "Train",
      "Arguments.StoppingCondition",
      undefined,
      "has no StoppingCondition.MaxRuntimeInSeconds; give it 1 to 3600 seconds",
    ],
    [
      "Train",
      "Arguments.StoppingCondition.MaxRuntimeInSeconds",
      3601,
      "StoppingCondition.MaxRuntimeInSeconds is 3601; give it 1 to 3600 seconds",
    ],
    ["Train", "Arguments.RoleArn", undefined, "has no RoleArn; name a role of this kind of job, not the pipeline's"],
    [
      "Train",
      "Arguments.RoleArn",
      definitionArgs.pipelineRoleArn,
      `RoleArn is "${definitionArgs.pipelineRoleArn}"; name a role of this kind of job, not the pipeline's`,
    ],
    [
      "Train",
      "Arguments.RoleArn",
      { Get: "Parameters.Role" },
      'RoleArn is filled in by a run ({"Get":"Parameters.Role"}); name a role of this kind of job, not the pipeline\'s',
    ],
    [
      "Train",
      "Arguments.ResourceConfig.InstanceType",
      "ml.p5.48xlarge",
      'ResourceConfig.InstanceType is "ml.p5.48xlarge"; use one of ml.m5.large, ml.g5.xlarge',
    ],
    [
      "Train",
      "Arguments.ResourceConfig.InstanceType",
      "ml.g5.xlarge",
      "ResourceConfig.VolumeKmsKeyId is set for ml.g5.xlarge, whose disks the hardware encrypts; SageMaker refuses it",
    ],
    [
      "Train",
      "Arguments.AlgorithmSpecification.TrainingImage",
      "111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-training:latest",
      `AlgorithmSpecification.TrainingImage is "111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-training:latest"; ${byDigest}`,
    ],
    [
      "Prepare",
      "Arguments.AppSpecification.ImageUri",
      `222222222222.dkr.ecr.eu-central-1.amazonaws.com/x@${digest}`,
      `AppSpecification.ImageUri is "222222222222.dkr.ecr.eu-central-1.amazonaws.com/x@${digest}"; ${byDigest}`,
    ],
    [
      "Register",
      "Arguments.ModelApprovalStatus",
      "Approved",
      'ModelApprovalStatus is "Approved"; set it to "PendingManualApproval"',
    ],
    [
      "Register",
      "Arguments.ModelApprovalStatus",
      undefined,
      'has no ModelApprovalStatus; set it to "PendingManualApproval"',
    ],
    [
      "Register",
      "Arguments.ModelPackageGroupName",
      { Get: "Parameters.Group" },
      'ModelPackageGroupName is filled in by a run ({"Get":"Parameters.Group"}); name the group',
    ],
    [
      "Register",
      "Arguments.InferenceSpecification",
      undefined,
      "has no InferenceSpecification.Containers; name the image that serves the model",
    ],
    ["Prepare", "CacheConfig", { Enabled: true }, "reuses older outputs; remove CacheConfig"],
  ])("refuses step %s with %s %j", (step, path, value, problem) => {
    expect(problems(changed(step, path, value))).toContain(`step "${step}": ${problem}`);
  });

  it("refuses a model that is registered without a condition, or when the metric is too low", () => {
    const unconditional = definitionArgs.steps.flatMap((step) =>
      step.Type === "Condition" ? (step.Arguments["IfSteps"] as PipelineStep[]) : [step],
    );
    const problem = 'step "Register": registers without a condition; put it into the IfSteps of a Condition step';
    expect(problems(unconditional)).toEqual([problem]);
    const swapped = definitionArgs.steps.map((step) =>
      step.Type === "Condition"
        ? { ...step, Arguments: { ...step.Arguments, IfSteps: [], ElseSteps: step.Arguments["IfSteps"] } }
        : step,
    );
    expect(problems(swapped)).toEqual([problem]);
  });

  it("holds tuning, transform and model steps to the same", () => {
    const Train = { ...definitionArgs.steps[1]?.Arguments, InputDataConfig: [] } as Json;
    const step = (Type: PipelineStep["Type"], Arguments: Json): PipelineStep => ({ Name: Type, Type, Arguments });
    expect(
      problems([
        step("Tuning", { TrainingJobDefinition: Train }),
        step("Transform", {
          TransformOutput: { KmsKeyId: gatedTraining.security.outputKeyArn },
          TransformResources: {
            InstanceType: "ml.m5.large",
            VolumeKmsKeyId: gatedTraining.security.volumeKeyArn,
          },
        }),
        step("Model", {
          ExecutionRoleArn: gatedTraining.roleArns.training,
          VpcConfig: Train["VpcConfig"],
          EnableNetworkIsolation: true,
          PrimaryContainer: { Image: gatedTraining.image },
        }),
      ]),
    ).toEqual([]);
    const lost = problems([
      step("Tuning", { TrainingJobDefinitions: [Train, {}] }),
      step("Transform", {}),
      step("Model", {}),
      { ...step("Fail", {}), Type: "EMR" as never },
    ]);
    expect(lost.filter((problem) => problem.startsWith('step "Tuning"'))).toHaveLength(10);
    expect(lost.filter((problem) => problem.startsWith('step "Transform"'))).toHaveLength(3);
    expect(lost.filter((problem) => problem.startsWith('step "Model"'))).toHaveLength(5);
    expect(lost.at(-1)).toMatch(/^step "Fail": is of type EMR, which cannot be checked; use Processing, /);
  });

  it("names every step and every problem in one error", () => {
    const [first] = definitionArgs.steps;
    if (first === undefined) throw new Error("no steps");
    const steps = [{ ...first, Arguments: {} }, first];
    expect(() => pipelineDefinition({ ...definitionArgs, steps })).toThrow(
      /^The pipeline "acme-dev-churn" is not safe to run:\n- two steps are called "Prepare"\n- step "Prepare": has no RoleArn; [^\n]+\n- step "Prepare": has no AppSpecification.ImageUri; /,
    );
    expect(() => pipelineDefinition({ ...definitionArgs, steps: [] })).toThrow("it has no steps");
  });
});
