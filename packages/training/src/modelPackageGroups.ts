import {
  childOf,
  dataProtectionOptions,
  physicalName,
  RoutedEvent,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link ModelPackageGroups}. */
export interface ModelPackageGroupsArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** Names of the models, such as `churn`; each has one group. At least one. */
  readonly models: readonly string[];
  /** ARN of the topic that tells people of a version that waits for them, or was approved. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** ARN of the key of the topic, and of the queue of events that do not reach it (`messaging`). */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * What a destroy does to the groups.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * The model registry: a group for each model, whose versions the pipeline registers as pending and a person approves, and
 * a message for each change of a version's state. Serves TRN-22. Versions are no part of the stack: nobody who deploys it
 * approves anything.
 *
 * @see AWS, "Events that Amazon SageMaker AI sends to Amazon EventBridge":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
 * @example
 * ```ts
 * import { ModelPackageGroups } from "@secure-ml/training";
 *
 * new ModelPackageGroups("models", {
 *   environment,
 *   models: ["churn"],
 *   alertTopicArn,
 *   kmsKeyArn,
 * });
 * ```
 */
export class ModelPackageGroups extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:ModelPackageGroups";

  /** Names of the groups by model. */
  readonly groupNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ModelPackageGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ModelPackageGroups.__pulumiType, name, args, opts);
    const { environment, models } = args;
    const names = models.map((model) => modelPackageGroupName(environment, model));
    this.groupNames = Object.fromEntries(
      models.map((model) => [
        model,
        new aws.sagemaker.ModelPackageGroup(
          `${name}-${model}`,
          {
            modelPackageGroupName: modelPackageGroupName(environment, model),
            modelPackageGroupDescription: `Versions of the model ${model}`,
          },
          childOf(this, "TRN-22", dataProtectionOptions(args.dataProtection ?? "retain")),
        ).modelPackageGroupName,
      ]),
    );
    new RoutedEvent(
      `${name}-state`,
      {
        environment,
        purpose: "model-state",
        description: "A model version waits for approval, or its approval has changed",
        on: {
          pattern: {
            source: ["aws.sagemaker"],
            "detail-type": ["SageMaker Model Package State Change"],
            detail: { ModelPackageGroupName: names },
          },
        },
        target: {
          kind: "role",
          arn: args.alertTopicArn,
          action: "sns:Publish",
          kmsKeyArn: args.kmsKeyArn,
          message: {
            inputPaths: {
              group: "$.detail.ModelPackageGroupName",
              version: "$.detail.ModelPackageVersion",
              status: "$.detail.ModelApprovalStatus",
            },
            inputTemplate: '"Model <group>, version <version>: <status>."',
          },
        },
        kmsKeyArn: args.kmsKeyArn,
        alertTopicArn: args.alertTopicArn,
        controls: ["TRN-22"],
      },
      { parent: this },
    );
    this.registerOutputs({ groupNames: this.groupNames });
  }
}

/** Name of a model's group, and of the pipeline that fills it. */
export function modelPackageGroupName(environment: Environment, model: string): string {
  return physicalName(environment, "modelPackageGroup", model);
}
