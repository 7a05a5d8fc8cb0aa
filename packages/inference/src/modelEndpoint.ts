import { hasLocalNvme } from "@secure-ml/controls";
import {
  ArgsCheck,
  childOf,
  EncryptedLogGroup,
  type DataProtection,
  type Environment,
  type LogRetention,
  type ServiceRole,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { modelEndpointArn, modelEndpointName } from "./modelNames.js";

/** Name of the log group that SageMaker writes an endpoint's logs to; AWS fixes it. */
export function endpointLogGroupName(endpointName: string): string {
  return `/aws/sagemaker/Endpoints/${endpointName}`;
}

/** Where an endpoint keeps what it received and answered. */
export interface ModelCapture {
  /** S3 URI of the prefix below which SageMaker writes by endpoint, variant and date. */
  readonly destination: pulumi.Input<string>;
  /** ARN of the customer managed key of the bucket. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Share of the requests that is kept, 1 to 100 percent. */
  readonly percentage: number;
}

/** Arguments of {@link ModelEndpoint}. */
export interface ModelEndpointArgs {
  readonly environment: Environment;
  /** Short name of the model; its endpoint is `<project>-<environment>-<model>`. */
  readonly model: string;
  /** ARN of the version of a model package to serve; whether it is approved is up to {@link requireApprovedPackages}. */
  readonly modelPackageArn: string;
  /** Instance type, such as `ml.m5.large`. */
  readonly instanceType: string;
  /**
   * Instances to start with, 1 to 20.
   * @defaultValue 2, since one alone is an outage whenever it fails
   */
  readonly instanceCount?: number;
  /** The execution role: what SageMaker fetches the model with, as soon as it has its permissions. */
  readonly executionRole: Pick<ServiceRole, "roleArn" | "ready">;
  /** Ids of subnets in two or more zones without a way to the internet. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the security groups of the containers' network interfaces. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * ARN of the customer managed key of the instances' volumes. Must be left out for instance types with local NVMe
   * disks, which the hardware encrypts and for which SageMaker refuses a key, and given for all others.
   */
  readonly volumeKeyArn?: pulumi.Input<string>;
  /** ARN of the customer managed key of the log group. */
  readonly logKeyArn: pulumi.Input<string>;
  /** How long the log group keeps its events. */
  readonly logRetention: LogRetention;
  /**
   * Where requests and answers are kept.
   * @defaultValue nowhere
   */
  readonly capture?: ModelCapture;
  /**
   * What must be there before SageMaker can fetch a model, such as the network's VPC endpoints.
   * @defaultValue nothing
   */
  readonly after?: readonly pulumi.Resource[];
  /**
   * What a destroy does. `retain` protects the endpoint, and leaves models and configurations behind when they are
   * replaced: after a rollback SageMaker still serves the old ones, although the stack names the new.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * One model behind a real-time endpoint of its own. The container lies in private subnets, opens no connection itself,
 * and runs the image of an approved package (INF-01); volume, captured data and logs are under customer managed keys, and
 * nobody can open a session on the instances (INF-02).
 *
 * Model and endpoint configuration cannot be changed: a change makes a successor of another name, the endpoint moves to
 * it, and only then the predecessor goes. The variant is called `main` for good, since a renamed one would be another.
 *
 * @remarks Instances are billed by the second whether or not they are invoked. Isolation binds the container, not
 * SageMaker, which fetches image and artifact with the execution role through the subnets: a missing VPC endpoint or
 * permission shows as an endpoint that never gets into service.
 * @see AWS, "Give SageMaker AI Hosted Endpoints Access to Resources in Your Amazon VPC":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html
 * @see AWS, "Run Training and Inference Containers in Internet-Free Mode":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
export class ModelEndpoint extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:inference:ModelEndpoint";

  /** Name of the endpoint; its consumers wait for the endpoint. */
  readonly endpointName: pulumi.Output<string>;
  /** ARN of the endpoint; its consumers wait for the endpoint. */
  readonly endpointArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for arguments that SageMaker would refuse, all problems at once */
  constructor(name: string, args: ModelEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ModelEndpoint.__pulumiType, name, args, opts);
    const { environment, instanceType, capture } = args;
    const instanceCount = args.instanceCount ?? 2;
    const retain = (args.dataProtection ?? "retain") === "retain";
    const nvme = hasLocalNvme(instanceType);
    const check = new ArgsCheck(this, `ModelEndpoint "${name}"`)
      .that(
        /^arn:[^:]+:sagemaker:[^:]+:\d{12}:model-package\/[^/]+\/\d+$/.test(args.modelPackageArn),
        "modelPackageArn",
        "must be the ARN of a version of a model package",
        args.modelPackageArn,
      )
      .that(
        /^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceType),
        "instanceType",
        'must be an instance type such as "ml.m5.large"',
        instanceType,
      )
      .intRange("instanceCount", instanceCount, 1, 20, "instances");
    if (nvme) {
      check.that(
        args.volumeKeyArn === undefined,
        "volumeKeyArn",
        `must be left out for ${instanceType}: its local NVMe disks are encrypted by the hardware, and SageMaker refuses a key`,
      );
    } else {
      check.that(args.volumeKeyArn !== undefined, "volumeKeyArn", `must be given for ${instanceType}`);
    }
    if (capture !== undefined) {
      check.intRange("capture.percentage", capture.percentage, 1, 100, "percent");
    }
    check.done();

    const endpointName = modelEndpointName(environment, args.model);
    const logs = new EncryptedLogGroup(
      `${name}-logs`,
      {
        environment,
        logGroupName: endpointLogGroupName(endpointName),
        kmsKeyArn: args.logKeyArn,
        retention: args.logRetention,
        // What a container prints is up to the model.
        mayHoldPayloads: true,
        controls: ["INF-02"],
      },
      { parent: this },
    );
    const kept = { retainOnDelete: retain };
    // No names: both are replaced by successors that exist beside them for a while.
    const model = new aws.sagemaker.Model(
      `${name}-model`,
      {
        executionRoleArn: args.executionRole.roleArn,
        primaryContainer: { modelPackageName: args.modelPackageArn },
        enableNetworkIsolation: true,
        vpcConfig: { subnets: args.subnetIds, securityGroupIds: args.securityGroupIds },
      },
      childOf(this, "INF-01", { ...kept, dependsOn: args.executionRole.ready }),
    );
    const configuration = new aws.sagemaker.EndpointConfiguration(
      `${name}-config`,
      {
        ...(args.volumeKeyArn === undefined ? {} : { kmsKeyArn: args.volumeKeyArn }),
        productionVariants: [
          {
            variantName: "main",
            modelName: model.name,
            instanceType,
            initialInstanceCount: instanceCount,
            initialVariantWeight: 1,
            // No coreDumpConfig either: a dump holds what callers sent.
            enableSsmAccess: false,
          },
        ],
        ...(capture === undefined
          ? {}
          : {
              dataCaptureConfig: {
                enableCapture: true,
                destinationS3Uri: capture.destination,
                kmsKeyId: capture.kmsKeyArn,
                initialSamplingPercentage: capture.percentage,
                captureOptions: [{ captureMode: "InputAndOutput" }],
                // Of other types the payload is kept in base64, which nobody's monitors can read.
                captureContentTypeHeader: { jsonContentTypes: ["application/json"] },
              },
            }),
      },
      childOf(this, "INF-02", kept),
    );
    const endpoint = new aws.sagemaker.Endpoint(
      `${name}-endpoint`,
      { name: endpointName, endpointConfigName: configuration.name, tags: { purpose: "main" } },
      // Otherwise SageMaker makes the group itself, without a key and for ever.
      childOf(this, ["INF-01", "INF-06"], { protect: retain, dependsOn: [logs, ...(args.after ?? [])] }),
    );
    this.endpointName = endpoint.name;
    this.endpointArn = endpoint.name.apply(() => modelEndpointArn(environment, args.model));
    this.registerOutputs({ endpointName: this.endpointName, endpointArn: this.endpointArn });
  }
}
