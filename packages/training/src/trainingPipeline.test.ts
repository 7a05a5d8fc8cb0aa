import { one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { definitionArgs, gatedTraining } from "./gatedTraining.fixture.js";
import { pipelineDefinition } from "./pipelineDefinition.js";
import { PipelineRole, pipelineStatements } from "./pipelineRole.js";
import { pipelineKeyUses, TrainingPipeline, type TrainingPipelineArgs } from "./trainingPipeline.js";

const type = "aws:sagemaker/pipeline:Pipeline";
const run = (changes: Partial<TrainingPipelineArgs> = {}, options: RunOptions = {}) =>
  runProgram(() => {
    const { pipelineArn } = new TrainingPipeline("training-churn", {
      environment,
      pipelineName: "acme-dev-churn",
      description: "Trains churn",
      instanceTypes: definitionArgs.instanceTypes,
      maxRuntimeSeconds: 3600,
      parameters: definitionArgs.parameters ?? [],
      steps: definitionArgs.steps,
      ...changes,
    });
    return { pipelineArn };
  }, options);

const policy = {
  environment,
  security: gatedTraining.security,
  preparedKeyArn: gatedTraining.preparedKeyArn,
  instanceTypes: ["ml.m5.large"],
  maxRuntimeSeconds: 3600,
  modelPackageGroupNames: ["acme-dev-churn"],
  artifactsBucketName: "acme-artifacts",
};

describe("TrainingPipeline", { tags: ["TRN-20", "TRN-21", "TRN-22"] }, () => {
  it("declares a pipeline that runs as the role pipeline", async () => {
    const result = await run();
    const pipeline = one(result, type);
    expect(pipeline.inputs).toEqual({
      pipelineName: "acme-dev-churn",
      pipelineDisplayName: "acme-dev-churn",
      pipelineDescription: "Trains churn",
      roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-pipeline",
      pipelineDefinition: pipelineDefinition(definitionArgs),
      parallelismConfiguration: { maxParallelExecutionSteps: 2 },
    });
    expect(result.controls.get(pipeline.urn)).toEqual(["TRN-20", "TRN-21", "TRN-22"]);
  });

  it("fails when a step is not safe", async () => {
    await expect(run({ instanceTypes: ["ml.c5.large"] })).rejects.toThrow(
      'The pipeline "acme-dev-churn" is not safe to run',
    );
  });

  it("waits for what its steps are made of", async () => {
    const result = await run({ steps: pulumi.output(definitionArgs.steps) }, { unknowns: true });
    expect(one(result, type).inputs["pipelineDefinition"]).toBe(pipelineDefinition(definitionArgs));
    expect(result.outputs["pipelineArn"]).toBe(unknown);
  });

  it("reads reports with the key of results", () => {
    expect(pipelineKeyUses(environment)).toEqual({
      artifacts: {
        roles: [
          {
            sid: "PipelineReports",
            roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-pipeline"],
            actions: ["kms:Decrypt"],
            viaServices: ["s3"],
          },
        ],
      },
      messaging: {
        roles: [
          {
            sid: "ModelStateEvents",
            roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-model-state-events"],
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            viaServices: ["sns"],
          },
        ],
      },
    });
  });
});

describe("PipelineRole", { tags: ["TRN-21", "TRN-22"] }, () => {
  it("makes jobs in the platform's subnets, hands on the job roles, and registers as pending", () => {
    const statements = pipelineStatements(policy);
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "CreateJobs",
      "FollowJobs",
      "PassJobRoles",
      "ReadReports",
      "DecryptReports",
      "RegisterPending",
      "FollowModels",
    ]);
    expect(statements[0]).toMatchObject({
      Action: ["sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob"],
      Resource: [
        "arn:aws:sagemaker:eu-central-1:111111111111:processing-job/pipelines-*",
        "arn:aws:sagemaker:eu-central-1:111111111111:training-job/pipelines-*",
      ],
      Condition: {
        ArnEquals: {
          "sagemaker:OutputKmsKeyArn": [gatedTraining.security.outputKeyArn, gatedTraining.preparedKeyArn],
          "sagemaker:VolumeKmsKeyArn": gatedTraining.security.volumeKeyArn,
        },
      },
    });
    expect(statements[5]).toMatchObject({
      Action: "sagemaker:CreateModelPackage",
      Resource: ["arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/*"],
      Condition: { StringEquals: { "sagemaker:ModelApprovalStatus": "PendingManualApproval" } },
    });
  });

  it("lets the volume key be absent only where a machine cannot have one", () => {
    const jobsOn = (...instanceTypes: string[]) =>
      pipelineStatements({ ...policy, instanceTypes })
        .filter(({ Sid }) => /^Create/.test(Sid))
        .map(({ Sid, Condition }) => [
          Sid,
          Condition?.["ForAllValues:StringEquals"]?.["sagemaker:InstanceTypes"],
          Condition?.["ArnEquals"]?.["sagemaker:VolumeKmsKeyArn"],
          Condition?.["Null"]?.["sagemaker:VolumeKmsKeyArn"],
        ]);
    const encrypted = ["CreateJobs", ["ml.m5.large"], policy.security.volumeKeyArn, undefined];
    const local = ["CreateLocalDiskJobs", ["ml.g5.xlarge"], undefined, "true"];
    expect(jobsOn("ml.m5.large", "ml.g5.xlarge")).toEqual([encrypted, local]);
    expect(jobsOn("ml.m5.large")).toEqual([encrypted]);
    expect(jobsOn("ml.g5.xlarge")).toEqual([local]);
  });

  it("names the one key of an environment with few keys once", () => {
    const [jobs] = pipelineStatements({ ...policy, preparedKeyArn: policy.security.outputKeyArn });
    expect(jobs?.Condition?.["ArnEquals"]).toMatchObject({
      "sagemaker:OutputKmsKeyArn": [policy.security.outputKeyArn],
    });
  });

  it("registers nothing without a group", () => {
    const sids = pipelineStatements({ ...policy, modelPackageGroupNames: [] }).map(({ Sid }) => Sid);
    expect(sids).not.toContain("RegisterPending");
    expect(sids).not.toContain("FollowModels");
  });

  it("carries the guardrails that it is given", async () => {
    const guardrail = "arn:aws:iam::111111111111:policy/acme/dev/acme-dev-job-guardrail";
    const result = await runProgram(() => {
      const { roleArn } = new PipelineRole("pipeline", { ...policy, guardrailPolicyArns: { jobs: guardrail } });
      return { roleArn };
    });
    expect(one(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs["policyArn"]).toBe(guardrail);
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs["name"]).toBe("acme-dev-pipeline");
    expect(result.controls.get(role.urn)).toEqual(["GOV-40", "TRN-21", "TRN-22"]);
  });
});
