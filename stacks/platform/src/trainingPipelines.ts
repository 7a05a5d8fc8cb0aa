import { roleArn, type Environment, type PlatformConfig } from "@secure-ml/core";
import type { DataBuckets, DataKeys } from "@secure-ml/data";
import type { PrivateNetwork } from "@secure-ml/network";
import {
  gatedTrainingParameters,
  gatedTrainingSteps,
  imageRegistry,
  imageRepositoryName,
  ModelPackageGroups,
  modelPackageGroupName,
  PipelineRole,
  TrainingPipeline,
} from "@secure-ml/training";
import * as pulumi from "@pulumi/pulumi";

/** What pipelines take from the other tiers. */
export interface PipelineSurroundings {
  readonly keys: DataKeys;
  readonly network: PrivateNetwork;
  readonly buckets: DataBuckets;
  readonly alertTopicArn: pulumi.Input<string>;
  /** The guardrails that the pipelines' role carries (TRN-07). */
  readonly guardrailPolicyArns: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Makes the environment's pipelines, the role that they run as, and the groups that they register models in. */
export function trainingPipelines(
  {
    training,
    jobs,
    modelInstanceTypes,
    dataProtection,
  }: Pick<PlatformConfig, "training" | "jobs" | "modelInstanceTypes" | "dataProtection">,
  environment: Environment,
  { keys, network, buckets, alertTopicArn, guardrailPolicyArns }: PipelineSurroundings,
  options: pulumi.ComponentResourceOptions,
): void {
  const { pipelines } = training;
  const { instanceTypes } = jobs;
  if (pipelines.length === 0) return;
  const maxRuntimeSeconds = Math.max(...pipelines.map((pipeline) => pipeline.maxRuntimeSeconds));
  const security = pulumi
    .all([network.subnetIds.training, network.securityGroupIds.training, keys.keyArns.compute, keys.keyArns.artifacts])
    .apply(([subnetIds, securityGroupId, volumeKeyArn, outputKeyArn]) => ({
      subnetIds,
      securityGroupIds: [securityGroupId],
      volumeKeyArn,
      outputKeyArn,
    }));
  const { curated, labels, artifacts } = buckets.buckets;
  const names = pulumi
    .all([curated.bucketName, labels.bucketName, artifacts.bucketName])
    .apply(([data, heldOut, results]) => ({ curated: data, labels: heldOut, artifacts: results }));
  const groups = new ModelPackageGroups(
    "models",
    {
      environment,
      models: pipelines.map(({ model }) => model),
      alertTopicArn,
      kmsKeyArn: keys.keyArns.messaging,
      dataProtection,
    },
    options,
  );
  const role = new PipelineRole(
    "pipeline",
    {
      environment,
      security,
      preparedKeyArn: keys.keyArns.lake,
      instanceTypes,
      maxRuntimeSeconds,
      modelPackageGroupNames: pipelines.map(({ model }) => modelPackageGroupName(environment, model)),
      artifactsBucketName: artifacts.bucketName,
      guardrailPolicyArns,
    },
    options,
  );
  for (const { model, image, instanceType, metricPath, minimum, ...limits } of pipelines) {
    const [repository = "", digest = ""] = image.split("@");
    new TrainingPipeline(
      `training-${model}`,
      {
        environment,
        pipelineName: modelPackageGroupName(environment, model),
        description: `Trains, evaluates and registers the model ${model}`,
        instanceTypes,
        maxRuntimeSeconds,
        parameters: gatedTrainingParameters,
        steps: pulumi.all([security, keys.keyArns.lake, names]).apply(([jobSecurity, preparedKeyArn, bucketNames]) =>
          gatedTrainingSteps({
            model,
            image: `${imageRegistry(environment)}/${imageRepositoryName(environment, repository)}@${digest}`,
            modelPackageGroupName: modelPackageGroupName(environment, model),
            roleArns: {
              processing: roleArn(environment, "processing"),
              training: roleArn(environment, "training"),
              evaluation: roleArn(environment, "evaluation"),
            },
            security: jobSecurity,
            preparedKeyArn,
            machine: { instanceType, maxRuntimeSeconds: limits.maxRuntimeSeconds },
            buckets: bucketNames,
            metric: { path: metricPath, minimum },
            servingInstanceTypes: modelInstanceTypes,
          }),
        ),
        after: [role.ready, groups],
      },
      options,
    );
  }
}
