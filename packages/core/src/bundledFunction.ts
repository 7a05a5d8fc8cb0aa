import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsCheck } from "./argsCheck.js";
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
  /** How long the function's log group keeps its events. */
  readonly logRetention: LogRetention;
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
    const logGroup = new EncryptedLogGroup(
      `${name}-logs`,
      {
        environment,
        logGroupName: logGroupName(environment, args.tier, bundle.name),
        kmsKeyArn: args.logKmsKeyArn ?? args.kmsKeyArn,
        retention: args.logRetention,
        controls: [],
      },
      { parent: this },
    );
    const queue = new DeadLetterQueue(
      `${name}-failed`,
      { environment, kmsKeyArn: args.kmsKeyArn, controls: [] },
      { parent: this },
    );
    const role = new ServiceRole(
      name,
      {
        environment,
        purpose: bundle.name,
        description: args.description,
        trust: { service: "lambda" },
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
          ]),
        controls: [],
      },
      { parent: this },
    );
    const lambda = new aws.lambda.Function(
      `${name}-function`,
      {
        name: physicalName(environment, "function", bundle.name),
        description: args.description,
        role: role.roleArn,
        runtime: bundle.runtime,
        architectures: [bundle.architecture],
        handler: bundle.handler,
        code: new pulumi.asset.FileArchive(bundle.path),
        memorySize,
        timeout: args.timeoutSeconds,
        ...(args.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: args.reservedConcurrency }),
        kmsKeyArn: args.kmsKeyArn,
        environment: { variables: { ...args.variables } },
        deadLetterConfig: { targetArn: queue.queueArn },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.logGroupName },
      },
      childOf(this, args.controls, { dependsOn: [role.ready, logGroup, queue.ready], deleteBeforeReplace: true }),
    );
    this.functionArn = lambda.arn;
    this.functionName = lambda.name;
    this.roleArn = role.roleArn;
    this.deadLetterQueueName = queue.queueName;
    this.registerOutputs({
      functionArn: this.functionArn,
      functionName: this.functionName,
      roleArn: this.roleArn,
      deadLetterQueueName: this.deadLetterQueueName,
    });
  }
}
