import {
  BundledFunction,
  metricNamespace,
  roleArn,
  type Environment,
  type FunctionBundle,
  type FunctionNetwork,
  type KeyUses,
  type LogRetention,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceTenant } from "./apiStatements.js";

/** What a model answers with; everything else in its answer is left out. */
export type ModelAnswer =
  | { readonly kind: "class"; readonly classes: readonly (string | number)[] }
  | { readonly kind: "value"; readonly minimum: number; readonly maximum: number };

/** A model behind the proxy. */
export interface ProxiedModel {
  /** Short name, which is also its path below the API's stage. */
  readonly name: string;
  /** Name of its SageMaker endpoint. */
  readonly endpointName: string;
  /** JSON Schema (draft 4) of a request's body; gateway and proxy check the same one. */
  readonly requestSchema: Readonly<Record<string, unknown>>;
  readonly answer: ModelAnswer;
}

/** The function's code, as `@secure-ml/functions` exports it. */
export interface InferenceProxyBundle extends FunctionBundle {
  /** Name of the module that lies beside the bundle. */
  readonly deploymentFile: string;
  /** Writes that module: who may call what, and a compiled validator for each model. */
  readonly deploymentModule: (
    deployment: {
      readonly models: readonly Pick<ProxiedModel, "name" | "endpointName" | "answer">[];
      readonly tenants: readonly InferenceTenant[];
    },
    schemas: readonly { readonly name: string; readonly schema: Readonly<Record<string, unknown>> }[],
  ) => string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
}

/** Arguments of {@link InferenceProxy}. */
export interface InferenceProxyArgs {
  readonly environment: Environment;
  readonly bundle: InferenceProxyBundle;
  /** Models that the proxy calls. */
  readonly models: readonly ProxiedModel[];
  readonly tenants: readonly InferenceTenant[];
  /** What lets the proxy's role invoke the endpoints of the models, and nothing else. */
  readonly invokeStatements: pulumi.Input<readonly PolicyStatement[]>;
  /** The `functions` subnets and security group. */
  readonly network: FunctionNetwork;
  /** ARN of the key `messaging`; its policy must admit {@link proxyKeyUses}. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the key `logs`. */
  readonly logKmsKeyArn: pulumi.Input<string>;
  readonly logRetention: LogRetention;
  /**
   * Most requests at once, set aside for the proxy, 1 to 1000; below what the endpoints take.
   * @remarks A new account has nothing to set aside: AWS refuses every value until its quota is raised.
   * @defaultValue none: the proxy shares what the account has
   */
  readonly reservedConcurrency?: number;
}

/** Purpose of the proxy: name of its function and of its role, which policies of other tiers cite. */
const purpose = "inference-proxy";

/**
 * Users that the proxy adds to the key of its variables and of its dead letters.
 *
 * @returns uses by the domain of the key
 */
export function proxyKeyUses(environment: Environment): { readonly messaging: KeyUses } {
  return {
    messaging: {
      roles: [
        {
          sid: "InferenceProxy",
          roleArns: [roleArn(environment, purpose)],
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          viaServices: ["lambda", "sqs"],
        },
      ],
    },
  };
}

/**
 * The function between API and models: in the VPC, with one right on one kind of thing, the endpoints of its models. Its
 * role carries the tag `endpoint-caller`, without which the permissions boundary refuses every invocation. Serves INF-26.
 *
 * The function takes the tenant from the caller's signature and from nowhere else, checks the body a second time against
 * the gateway's schema, and passes on no more of an answer than the caller may have.
 *
 * @see AWS, "Giving Lambda functions access to resources in an Amazon VPC":
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export class InferenceProxy extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:inference:InferenceProxy";

  /** Name of the function. */
  readonly functionName: pulumi.Output<string>;
  /** Name of the alias that callers use; its consumers wait for it. */
  readonly aliasName: pulumi.Output<string>;
  /** ARN by which API Gateway invokes the alias. */
  readonly invokeArn: pulumi.Output<string>;
  /** ARN of the function's role. */
  readonly roleArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for a concurrency out of range */
  constructor(name: string, args: InferenceProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { bundle, models, tenants, ...rest } = args;
    super(InferenceProxy.__pulumiType, name, { ...rest, models, tenants, bundle: bundle.name }, opts);
    const deployment = bundle.deploymentModule(
      { models: models.map(({ name, endpointName, answer }) => ({ name, endpointName, answer })), tenants },
      models.map((model) => ({ name: model.name, schema: model.requestSchema })),
    );
    const proxy = new BundledFunction(
      name,
      {
        environment: args.environment,
        bundle,
        files: { [bundle.deploymentFile]: deployment },
        tier: "inference",
        description: "Stands between the inference API and the models",
        statements: args.invokeStatements,
        variables: { METRIC_NAMESPACE: metricNamespace(args.environment) },
        kmsKeyArn: args.kmsKeyArn,
        logKmsKeyArn: args.logKmsKeyArn,
        logRetention: args.logRetention,
        // It logs no payload, but an error of a library might quote one.
        logsMayHoldPayloads: true,
        timeoutSeconds: bundle.timeoutSeconds,
        memoryMiB: bundle.memoryMiB,
        ...(args.reservedConcurrency === undefined ? {} : { reservedConcurrency: args.reservedConcurrency }),
        network: args.network,
        tags: { "endpoint-caller": purpose },
        alias: "live",
        tracing: true,
        controls: ["INF-26"],
      },
      { parent: this },
    );
    this.functionName = proxy.functionName;
    this.aliasName = proxy.aliasName ?? proxy.functionName;
    this.invokeArn = proxy.invokeArn;
    this.roleArn = proxy.roleArn;
    this.registerOutputs({
      functionName: this.functionName,
      aliasName: this.aliasName,
      invokeArn: this.invokeArn,
      roleArn: this.roleArn,
    });
  }
}
