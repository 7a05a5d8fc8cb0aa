import { childOf, roleArn, type Environment, type KeyUses } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageRegistry } from "./imageRepositoryPolicy.js";
import { pipelineDefinition, type PipelineParameter } from "./pipelineDefinition.js";
import type { PipelineStep } from "./pipelineSteps.js";
import { pipelinePurpose } from "./pipelineRole.js";

/** Arguments of {@link TrainingPipeline}. */
export interface TrainingPipelineArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** Name of the pipeline, `<project>-<environment>-<model>`, so that policies can cite it. */
  readonly pipelineName: string;
  /** What the pipeline makes, for people. */
  readonly description: string;
  /** Instance types that jobs may run on. */
  readonly instanceTypes: readonly string[];
  /** Longest run time of a job, in seconds. */
  readonly maxRuntimeSeconds: number;
  /**
   * What whoever starts a run may choose.
   * @defaultValue nothing
   */
  readonly parameters?: readonly PipelineParameter[];
  /** The steps; {@link pipelineDefinition} says what they are held to. */
  readonly steps: pulumi.Input<readonly PipelineStep[]>;
  /**
   * Steps that run at the same time, 1 to 50.
   * @defaultValue 2
   */
  readonly parallelSteps?: number;
  /**
   * What the pipeline waits for besides: the permissions of its role, the groups that it registers models in.
   * @defaultValue nothing
   */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A pipeline of jobs, declared as a whole: what a run does is in its definition, and whoever starts one chooses nothing
 * that protects anything. Serves TRN-20, TRN-21 and TRN-22.
 *
 * It runs as the environment's role `pipeline` ({@link PipelineRole}), which must be there first.
 *
 * @see AWS, "Pipelines": https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html
 */
export class TrainingPipeline extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:TrainingPipeline";

  /** Name of the pipeline. */
  readonly pipelineName: pulumi.Output<string>;
  /** ARN of the pipeline. */
  readonly pipelineArn: pulumi.Output<string>;

  /** @throws PipelineDefinitionError with everything that is wrong with the steps */
  constructor(name: string, args: TrainingPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TrainingPipeline.__pulumiType, name, args, opts);
    const { environment, pipelineName } = args;
    const pipelineRoleArn = roleArn(environment, pipelinePurpose);
    const pipeline = new aws.sagemaker.Pipeline(
      `${name}-pipeline`,
      {
        pipelineName,
        pipelineDisplayName: pipelineName,
        pipelineDescription: args.description,
        roleArn: pipelineRoleArn,
        pipelineDefinition: pulumi.output(args.steps).apply((steps) =>
          pipelineDefinition({
            name: pipelineName,
            pipelineRoleArn,
            registry: imageRegistry(environment),
            instanceTypes: args.instanceTypes,
            maxRuntimeSeconds: args.maxRuntimeSeconds,
            ...(args.parameters === undefined ? {} : { parameters: args.parameters }),
            steps: steps,
          }),
        ),
        parallelismConfiguration: { maxParallelExecutionSteps: args.parallelSteps ?? 2 },
      },
      childOf(this, ["TRN-20", "TRN-21", "TRN-22"], {
        deleteBeforeReplace: true,
        ...(args.after === undefined ? {} : { dependsOn: [...args.after] }),
      }),
    );
    this.pipelineName = pipeline.pipelineName;
    this.pipelineArn = pipeline.arn;
    this.registerOutputs({ pipelineName: this.pipelineName, pipelineArn: this.pipelineArn });
  }
}

/**
 * Which keys of the environment pipelines use: the role `pipeline` reads the reports that conditions decide by, and what
 * tells of model versions writes to the alert topic.
 */
export function pipelineKeyUses(environment: Environment): Readonly<Record<"artifacts" | "messaging", KeyUses>> {
  return {
    artifacts: {
      roles: [
        {
          sid: "PipelineReports",
          roleArns: [roleArn(environment, pipelinePurpose)],
          actions: ["kms:Decrypt"],
          viaServices: ["s3"],
        },
      ],
    },
    messaging: {
      roles: [
        {
          sid: "ModelStateEvents",
          roleArns: [roleArn(environment, "model-state-events")],
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["sns"],
        },
      ],
    },
  };
}
