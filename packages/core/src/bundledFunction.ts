import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsCheck } from "./argsCheck.js";
import { arn } from "./arn.js";
import { childOf } from "./childOf.js";
import { DeadLetterQueue } from "./deadLetterQueue.js";
import { EncryptedLogGroup } from "./encryptedLogGroup.js";
import type { Environment } from "./environment.js";
import type { PolicyStatement } from "./iam/policyDocument.js";
import type { LogRetention } from "./logRetention.js";
import { logGroupName, physicalName } from "./names.js";
import { ServiceRole } from "./serviceRole.js";

/** A Lambda handler that was bundled at build time; a stack takes it from `@secure-ml/functions` and hands it to a tier. */
export interface FunctionBundle {
  /** The function's name in the catalogue, such as `evidence-export`. */
  readonly name: string;
  /** Folder that holds the bundle. */
  readonly path: string;
  /** Module and export, such as `index.handler`. */
  readonly handler: string;
  /** Lambda runtime, such as `nodejs24.x`. */
  readonly runtime: string;
  /** Instruction set, `arm64`. */
  readonly architecture: string;
}

/** Where in the environment's network a function runs. */
export interface FunctionNetwork {
  /** Ids of private subnets, one or more. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of security groups, one or more. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments of {@link BundledFunction}. */
export interface BundledFunctionArgs {
  readonly environment: Environment;
  readonly bundle: FunctionBundle;
  /** Tier that owns the function; part of its log group's name. */
  readonly tier: string;
  /** One sentence for people who meet the function in the console. */
  readonly description: string;
  /** What the function may do, besides writing its logs and its dead letters. */
  readonly statements: pulumi.Input<readonly PolicyStatement[]>;
  /** Environment variables: names of things, never secrets. */
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARN of the customer managed key of variables and queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * ARN of the customer managed key of the log group; its policy must admit CloudWatch Logs for the group.
   * @defaultValue the key of variables and queue
   */
  readonly logKmsKeyArn?: pulumi.Input<string>;
  /**
   * ARN of the topic that tells people of events on which the function failed.
   * @defaultValue none: the dead-letter queue fills unseen
   */
  readonly alertTopicArn?: pulumi.Input<string>;
  /** How long the function's log group keeps its events. */
  readonly logRetention: LogRetention;
  /**
   * Whether what callers send may end up in the log, so that personal data is masked there.
   * @defaultValue false
   */
  readonly logsMayHoldPayloads?: boolean;
  /** Seconds until Lambda stops the function, 1 to 900. */
  readonly timeoutSeconds: number;
  /**
   * Memory, 128 to 10240 MiB.
   * @defaultValue 256
   */
  readonly memoryMiB?: number;
  /**
   * Most copies that may run at once, which are also set aside for it, 1 to 1000.
   * @remarks AWS keeps a part of the account's quota unreserved, and a new account has no more than that part: there,
   * every reservation is refused until the quota is raised.
   * @defaultValue none: it shares what the account has
   */
  readonly reservedConcurrency?: number;
  /**
   * Texts by file name that lie beside the bundle in the function's archive: what differs from one deployment to the
   * next and is no secret.
   * @defaultValue none
   */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * Where the function runs, for those that touch data or an endpoint.
   * @defaultValue outside every VPC of ours
   */
  readonly network?: FunctionNetwork;
  /**
   * Tags of the function and of its role that policies and rules ask for, such as `endpoint-caller`.
   * @defaultValue none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name of an alias that always points to a published version of the newest code; callers then use the alias.
   * @defaultValue none: nothing is published
   */
  readonly alias?: string;
  /**
   * Whether X-Ray samples the function's calls.
   * @defaultValue false
   */
  readonly tracing?: boolean;
  /** Controls that the function serves. */
  readonly controls: readonly ControlId[];
}

/**
 * A Lambda function with everything that is its own: role, log group, key and dead-letter queue. The log group exists
 * before the function, and the role cannot make another.
 *
 * @see AWS, "Securing Lambda environment variables":
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
export class BundledFunction extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:BundledFunction";

  /** ARN of the function. */
  readonly functionArn: pulumi.Output<string>;
  /** Name of the function. */
  readonly functionName: pulumi.Output<string>;
  /** ARN of the function's role. */
  readonly roleArn: pulumi.Output<string>;
  /** Name of the alias; its consumers wait for the alias. */
  readonly aliasName: pulumi.Output<string> | undefined;
  /** ARN by which API Gateway invokes the function: the alias's, where there is one. */
  readonly invokeArn: pulumi.Output<string>;
  /** Name of the dead-letter queue, for the alarm that watches it. */
  readonly deadLetterQueueName: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for numbers out of range */
  constructor(name: string, args: BundledFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    // The folder of a bundle is another one on each machine, which must not look like a change.
    super(BundledFunction.__pulumiType, name, { ...args, bundle: args.bundle.name }, opts);
    const memorySize = args.memoryMiB ?? 256;
    new ArgsCheck(this, `BundledFunction "${name}"`)
      .intRange("timeoutSeconds", args.timeoutSeconds, 1, 900, "seconds")
      .intRange("memoryMiB", memorySize, 128, 10_240, "MiB")
      .intRange("reservedConcurrency", args.reservedConcurrency ?? 1, 1, 1_000, "copies")
      .done();

    const { environment, bundle } = args;
    const functionName = physicalName(environment, "function", bundle.name);
    const logGroup = new EncryptedLogGroup(
      `${name}-logs`,
      {
        environment,
        logGroupName: logGroupName(environment, args.tier, bundle.name),
        kmsKeyArn: args.logKmsKeyArn ?? args.kmsKeyArn,
        retention: args.logRetention,
        ...(args.logsMayHoldPayloads === undefined ? {} : { mayHoldPayloads: args.logsMayHoldPayloads }),
        controls: [],
      },
      { parent: this },
    );
    const queue = new DeadLetterQueue(
      `${name}-failed`,
      {
        environment,
        purpose: `${bundle.name}-failed`,
        kmsKeyArn: args.kmsKeyArn,
        ...(args.alertTopicArn === undefined ? {} : { alertTopicArn: args.alertTopicArn }),
        controls: [],
      },
      { parent: this },
    );
    const role = new ServiceRole(
      name,
      {
        environment,
        purpose: bundle.name,
        description: args.description,
        trust: { service: "lambda" },
        ...(args.tags === undefined ? {} : { tags: args.tags }),
        statements: pulumi
          .all([pulumi.output(args.statements), logGroup.logGroupArn, queue.queueArn, pulumi.output(args.kmsKeyArn)])
          .apply(([statements, logGroupArn, queueArn, keyArn]) => [
            ...statements,
            {
              Sid: "WriteOwnLogs",
              Effect: "Allow" as const,
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${logGroupArn}:*`,
            },
            { Sid: "SendOwnDeadLetters", Effect: "Allow" as const, Action: "sqs:SendMessage", Resource: queueArn },
            {
              Sid: "UseOwnKey",
              Effect: "Allow" as const,
              Action: ["kms:Decrypt", "kms:GenerateDataKey"],
              Resource: keyArn,
            },
            ...(args.network === undefined ? [] : networkStatements(environment, functionName)),
            ...(args.tracing === true ? [tracingStatement] : []),
          ]),
        controls: [],
      },
      { parent: this },
    );
    const lambda = new aws.lambda.Function(
      `${name}-function`,
      {
        name: functionName,
        description: args.description,
        role: role.roleArn,
        runtime: bundle.runtime,
        architectures: [bundle.architecture],
        handler: bundle.handler,
        code: archive(bundle.path, args.files),
        memorySize,
        timeout: args.timeoutSeconds,
        ...(args.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: args.reservedConcurrency }),
        kmsKeyArn: args.kmsKeyArn,
        environment: { variables: { ...args.variables } },
        deadLetterConfig: { targetArn: queue.queueArn },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.logGroupName },
        ...(args.network === undefined ? {} : { vpcConfig: { ...args.network } }),
        ...(args.tracing === true ? { tracingConfig: { mode: "Active" } } : {}),
        ...(args.alias === undefined ? {} : { publish: true }),
        ...(args.tags === undefined ? {} : { tags: { ...args.tags } }),
      },
      childOf(this, args.controls, { dependsOn: [role.ready, logGroup, queue.ready], deleteBeforeReplace: true }),
    );
    const alias =
      args.alias === undefined
        ? undefined
        : new aws.lambda.Alias(
            `${name}-alias`,
            { name: args.alias, functionName: lambda.name, functionVersion: lambda.version },
            childOf(this, []),
          );
    this.functionArn = lambda.arn;
    this.functionName = lambda.name;
    this.roleArn = role.roleArn;
    this.aliasName = alias?.name;
    this.invokeArn = alias?.invokeArn ?? lambda.invokeArn;
    this.deadLetterQueueName = queue.queueName;
    this.registerOutputs({
      functionArn: this.functionArn,
      functionName: this.functionName,
      roleArn: this.roleArn,
      aliasName: this.aliasName,
      invokeArn: this.invokeArn,
      deadLetterQueueName: this.deadLetterQueueName,
    });
  }
}

function archive(folder: string, files: BundledFunctionArgs["files"]): pulumi.asset.Archive {
  if (files === undefined) return new pulumi.asset.FileArchive(folder);
  return new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.FileAsset(`${folder}/index.mjs`),
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [file, new pulumi.asset.StringAsset(text)])),
  });
}

/** What AWS does not bind to any resource. */
const tracingStatement: PolicyStatement = {
  Sid: "SendTraces",
  Effect: "Allow",
  Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  Resource: "*",
};

/**
 * Lambda makes the function's network interfaces with the function's own role, before the code runs. The code itself is
 * refused the same calls.
 *
 * @see AWS, "Giving Lambda functions access to resources in an Amazon VPC":
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html (deletion works for all ids of the account or not
 * at all; the descriptions know no resources; the Deny by `lambda:SourceFunctionArn`)
 */
function networkStatements(environment: Environment, functionName: string): readonly PolicyStatement[] {
  const changes = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:UnassignPrivateIpAddresses",
  ];
  const reads = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
  return [
    {
      Sid: "MakeNetworkInterfaces",
      Effect: "Allow",
      Action: changes,
      Resource: ["network-interface", "security-group", "subnet"].map((kind) =>
        arn(environment, { service: "ec2", resource: `${kind}/*` }),
      ),
    },
    { Sid: "FindNetworkInterfaces", Effect: "Allow", Action: reads, Resource: "*" },
    {
      Sid: "DenyInterfacesToCode",
      Effect: "Deny",
      Action: [...changes, ...reads],
      Resource: "*",
      Condition: {
        ArnEquals: {
          "lambda:SourceFunctionArn": arn(environment, { service: "lambda", resource: `function:${functionName}` }),
        },
      },
    },
  ];
}
