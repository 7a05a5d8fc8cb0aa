import { hasLocalNvme } from "@secure-ml/controls";
import { ArgsCheck, ServiceRole, type DataProtection, type Environment, type LogRetention } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import type { ModelContainer } from "./approvedPackages.js";
import { ModelEndpoint } from "./modelEndpoint.js";
import { modelEndpointName, modelPurpose } from "./modelNames.js";
import { modelRoleStatements } from "./modelRole.js";

/** A model to serve. */
export interface HostedModel {
  /** Short name, unique; the endpoint is `<project>-<environment>-<name>`. */
  readonly name: string;
  /** ARN of the version of a model package to serve; whether it is approved is up to {@link requireApprovedPackages}. */
  readonly modelPackageArn: string;
  /** What the version runs, for the same function. */
  readonly container?: ModelContainer | undefined;
  /** Instance type, such as `ml.m5.large`. */
  readonly instanceType: string;
  /**
   * Instances to start with, 1 to 20.
   * @defaultValue 2
   */
  readonly instanceCount?: number;
  /**
   * Share of requests and answers that is kept in the capture bucket, 0 to 100 percent.
   * @defaultValue 0
   */
  readonly capturePercentage?: number;
}

/** Arguments of {@link ModelHosting}. */
export interface ModelHostingArgs {
  readonly environment: Environment;
  /** Models to serve; without any, nothing is made. */
  readonly models: readonly HostedModel[];
  /** Ids of the inference subnets, in two or more zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the security groups of the containers' network interfaces. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs of the keys that are used, by domain; their policies must admit {@link modelKeyUses}. */
  readonly keyArns: Readonly<Record<"artifacts" | "capture" | "compute" | "logs", pulumi.Input<string>>>;
  /** Names of the buckets with models, and for requests and answers. */
  readonly bucketNames: Readonly<Record<"artifacts" | "capture", pulumi.Input<string>>>;
  /**
   * Beginning of the keys of what is served, with its slash at the end.
   * @defaultValue "models/"
   */
  readonly artifactPrefix?: string;
  /** ARNs of the repositories with the models' images. */
  readonly repositoryArns: readonly string[];
  /** How long the endpoints' log groups keep their events. */
  readonly logRetention: LogRetention;
  /**
   * What must be there before SageMaker can fetch a model, such as the network's VPC endpoints.
   * @defaultValue nothing
   */
  readonly after?: readonly pulumi.Resource[];
  /**
   * What a destroy does to endpoints, models and configurations.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Serves models: an endpoint for each, and the one role with which SageMaker fetches them. Serves INF-01 and INF-02.
 *
 * @see AWS, "Real-time inference": https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html
 * @example
 * ```ts
 * import { ModelHosting } from "@secure-ml/inference";
 *
 * new ModelHosting("models", {
 *   environment,
 *   models: [
 *     {
 *       name: "churn",
 *       modelPackageArn: "arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/1",
 *       instanceType: "ml.m5.large",
 *     },
 *   ],
 *   subnetIds,
 *   securityGroupIds,
 *   keyArns,
 *   bucketNames,
 *   repositoryArns: ["arn:aws:ecr:eu-central-1:111111111111:repository/acme-dev-training"],
 *   logRetention: { days: 365, deletionProtection: true },
 * });
 * ```
 */
export class ModelHosting extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:inference:ModelHosting";

  /** Names of the endpoints, by model. */
  readonly endpointNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of the endpoints, by model. */
  readonly endpointArns: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for models of one name, or what SageMaker would refuse of one */
  constructor(name: string, args: ModelHostingArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ModelHosting.__pulumiType, name, args, opts);
    const { models } = args;
    const names = models.map((model) => model.name);
    new ArgsCheck(this, `ModelHosting "${name}"`)
      .that(new Set(names).size === names.length, "models", "must have a name each", names)
      .that(
        /^([^/]+\/)+$/.test(args.artifactPrefix ?? "models/"),
        "artifactPrefix",
        "must end with a slash",
        args.artifactPrefix,
      )
      .done();

    const endpoints = models.length === 0 ? [] : this.#serve(name, args);
    this.endpointNames = Object.fromEntries(endpoints.map(([model, { endpointName }]) => [model, endpointName]));
    this.endpointArns = Object.fromEntries(endpoints.map(([model, { endpointArn }]) => [model, endpointArn]));
    this.registerOutputs({ endpointNames: this.endpointNames, endpointArns: this.endpointArns });
  }

  /** Makes the role and the endpoints. */
  #serve(name: string, args: ModelHostingArgs): readonly (readonly [string, ModelEndpoint])[] {
    const { environment, models, keyArns, bucketNames } = args;
    const captured = models.filter(({ capturePercentage = 0 }) => capturePercentage > 0);
    const needsVolumeKey = models.some(({ instanceType }) => !hasLocalNvme(instanceType));
    const role = new ServiceRole(
      `${name}-role`,
      {
        environment,
        purpose: modelPurpose,
        description: "SageMaker fetches the served models, and writes their logs and captured data",
        trust: { service: "sagemaker" },
        statements: pulumi
          .all([
            pulumi.output(args.subnetIds),
            pulumi.output(args.securityGroupIds),
            pulumi.output(keyArns.artifacts),
            pulumi.output(keyArns.compute),
            pulumi.output(keyArns.capture),
            pulumi.output(bucketNames.artifacts),
            pulumi.output(bucketNames.capture),
          ])
          .apply(([subnetIds, securityGroupIds, artifactKeyArn, volumeKeyArn, captureKeyArn, artifacts, capture]) =>
            modelRoleStatements(environment, {
              artifactBucketName: artifacts,
              artifactPrefix: args.artifactPrefix ?? "models/",
              artifactKeyArn,
              repositoryArns: args.repositoryArns,
              subnetIds,
              securityGroupIds,
              ...(needsVolumeKey ? { volumeKeyArn } : {}),
              ...(captured.length === 0
                ? {}
                : {
                    capture: {
                      bucketName: capture,
                      prefixes: captured.map((model) => capturePrefix(environment, model.name)),
                      keyArn: captureKeyArn,
                    },
                  }),
            }),
          ),
        controls: ["INF-01"],
      },
      { parent: this },
    );
    return models.map((model) => {
      const { capturePercentage = 0 } = model;
      const endpoint = new ModelEndpoint(
        `${name}-${model.name}`,
        {
          environment,
          model: model.name,
          modelPackageArn: model.modelPackageArn,
          instanceType: model.instanceType,
          ...(model.instanceCount === undefined ? {} : { instanceCount: model.instanceCount }),
          executionRole: role,
          subnetIds: args.subnetIds,
          securityGroupIds: args.securityGroupIds,
          ...(hasLocalNvme(model.instanceType) ? {} : { volumeKeyArn: keyArns.compute }),
          logKeyArn: keyArns.logs,
          logRetention: args.logRetention,
          ...(capturePercentage === 0
            ? {}
            : {
                capture: {
                  // SageMaker adds endpoint, variant and date.
                  destination: pulumi.interpolate`s3://${bucketNames.capture}/endpoints`,
                  kmsKeyArn: keyArns.capture,
                  percentage: capturePercentage,
                },
              }),
          ...(args.after === undefined ? {} : { after: args.after }),
          ...(args.dataProtection === undefined ? {} : { dataProtection: args.dataProtection }),
        },
        { parent: this },
      );
      return [model.name, endpoint] as const;
    });
  }
}

/** Where SageMaker writes what it captures of a model: below the destination it begins with the endpoint's name. */
function capturePrefix(environment: Environment, model: string): string {
  return `endpoints/${modelEndpointName(environment, model)}/`;
}
