import {
  ArgsCheck,
  arn,
  BundledFunction,
  childOf,
  dataProtectionOptions,
  physicalName,
  roleArn,
  secretRotationPurpose,
  servicePrincipal,
  type DataProtection,
  type Environment,
  type FunctionBundle,
  type FunctionNetwork,
  type LogRetention,
  type PolicyStatement,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DataKeyUses } from "./dataKeys.js";
import { secretArnPattern, secretPolicy } from "./secretPolicy.js";

/** A token that is kept in Secrets Manager and rotated. */
export interface RotatedSecret {
  /** What it is for, such as `intake-token`; its name is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** Exact ARNs of the roles that read it, composed from fixed names; at least one. */
  readonly readerRoleArns: readonly string[];
  /**
   * Days between two rotations, 1 to 30.
   * @defaultValue 30
   */
  readonly rotationDays?: number;
}

/** The function's code, as `@secure-ml/functions` exports it. */
export interface SecretRotationBundle extends FunctionBundle {
  /** What its role may do to each secret. */
  readonly secretActions: readonly string[];
  /** What its role may do to the key of the secrets, through Secrets Manager. */
  readonly keyActions: readonly string[];
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
}

/** Arguments of {@link RotatedSecrets}. */
export interface RotatedSecretsArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** The secrets; at least one. */
  readonly secrets: readonly RotatedSecret[];
  readonly bundle: SecretRotationBundle;
  /** ARNs of the keys of secrets, of the function's variables and of its logs; see {@link secretKeyUses}. */
  readonly keyArns: Readonly<Record<"secrets" | "messaging" | "logs", pulumi.Input<string>>>;
  /** Where the function runs: `functions` subnets, and the group `data-jobs`. */
  readonly network: FunctionNetwork;
  /** Id of the VPC's interface endpoint for Secrets Manager. */
  readonly vpcEndpointId: pulumi.Input<string>;
  /** ARN of the topic that tells people of a rotation that failed. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** How long the function's log group keeps its events. */
  readonly logRetention: LogRetention;
  /**
   * Days that a deleted secret can be called back, 7 to 30, or 0 for none where a destroy deletes the secrets. Until then
   * its name cannot be used again.
   * @defaultValue 30
   */
  readonly recoveryDays?: number;
  /**
   * What a destroy does to the secrets.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * Users that the secrets add to the environment's keys, by fixed names: readers and the rotation, each for its own secrets.
 *
 * @param environment facts of the platform stack
 * @param secrets the same that are handed to {@link RotatedSecrets}
 */
export function secretKeyUses(environment: Environment, secrets: readonly RotatedSecret[]): DataKeyUses {
  const rotation = [roleArn(environment, secretRotationPurpose)];
  const patterns = secrets.map(({ purpose }) => secretArnPattern(environment, purpose));
  return secrets.length === 0
    ? {}
    : {
        secrets: {
          roles: [
            {
              sid: "Rotation",
              roleArns: rotation,
              actions: ["kms:Decrypt", "kms:GenerateDataKey"],
              viaServices: ["secretsmanager"],
              encryptionContext: { SecretARN: patterns },
            },
            ...secrets.map(({ purpose, readerRoleArns }, index) => ({
              sid: `ReadersOf${index}`,
              roleArns: readerRoleArns,
              actions: ["kms:Decrypt"],
              viaServices: ["secretsmanager"],
              encryptionContext: { SecretARN: [secretArnPattern(environment, purpose)] },
            })),
          ],
        },
        messaging: {
          roles: [
            {
              sid: "SecretRotation",
              roleArns: rotation,
              actions: ["kms:Decrypt", "kms:GenerateDataKey"],
              viaServices: ["lambda", "sqs"],
            },
          ],
        },
      };
}

/**
 * Tokens in Secrets Manager under a key of our own, each with a policy that lists its readers (DATA-19), and the function
 * that rotates them (DATA-20). No value passes through the program or its state: the first one comes from the first rotation.
 *
 * @remarks A rotation is not run while the stack is deployed: nothing may stand yet that it needs. Until
 * `aws secretsmanager rotate-secret --secret-id <name>`, or the day on which the schedule asks for it, a new secret holds no
 * value. A reader takes the current version anew when it is refused; whoever checks a token also takes the previous one.
 * Billed by secret and month.
 * @see AWS, "Rotation by Lambda function":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html
 * @example
 * ```ts
 * import { RotatedSecrets } from "@secure-ml/data";
 * import { secretRotation } from "@secure-ml/functions";
 *
 * new RotatedSecrets("secrets", {
 *   environment,
 *   secrets: [
 *     { purpose: "intake-token", readerRoleArns: ["arn:aws:iam::111111111111:role/acme/prod/acme-prod-ingest"] },
 *   ],
 *   bundle: secretRotation,
 *   keyArns,
 *   network: { subnetIds: ["subnet-0a1b2c3d"], securityGroupIds: ["sg-0a1b2c3d"] },
 *   vpcEndpointId: "vpce-0a1b2c3d",
 *   alertTopicArn: "arn:aws:sns:eu-central-1:111111111111:acme-prod-alerts",
 *   logRetention: { days: 400, deletionProtection: true },
 * });
 * ```
 */
export class RotatedSecrets extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:RotatedSecrets";

  /** ARNs of the secrets, by purpose. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;

  /**
   * @throws pulumi.ResourceError for bad arguments, all of them at once
   * @throws NameError for a purpose that makes a name too long or that Secrets Manager does not allow
   */
  constructor(name: string, args: RotatedSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    // The folder of a bundle is another one on each machine, which must not look like a change.
    super(RotatedSecrets.__pulumiType, name, { ...args, bundle: args.bundle.name }, opts);
    const { environment, secrets, bundle } = args;
    const recoveryWindowInDays = args.recoveryDays ?? 30;
    const dataProtection = args.dataProtection ?? "retain";
    const purposes = secrets.map(({ purpose }) => purpose);
    const check = new ArgsCheck(this, `RotatedSecrets "${name}"`)
      .notEmpty("secrets", secrets)
      .that(new Set(purposes).size === purposes.length, "secrets", "must name each purpose once", purposes)
      .that(
        (recoveryWindowInDays === 0 && dataProtection === "disposable") ||
          (Number.isInteger(recoveryWindowInDays) && recoveryWindowInDays >= 7 && recoveryWindowInDays <= 30),
        "recoveryDays",
        "must be a whole number of days from 7 to 30, or 0 where a destroy deletes the secrets",
        recoveryWindowInDays,
      );
    for (const { purpose, readerRoleArns, rotationDays = 30 } of secrets) {
      check
        .intRange(`rotationDays of ${purpose}`, rotationDays, 1, 30, "days")
        .notEmpty(`readerRoleArns of ${purpose}`, readerRoleArns)
        .that(
          readerRoleArns.every((role) => /^arn:[^:]+:iam::\d{12}:role\/[^*?]+$/.test(role)),
          `readerRoleArns of ${purpose}`,
          "must be exact ARNs of roles",
          readerRoleArns,
        );
    }
    check.done();

    const rotation = new BundledFunction(
      `${name}-rotation`,
      {
        environment,
        bundle,
        tier: "data",
        description: "Rotates the environment's tokens",
        statements: pulumi.output(args.keyArns.secrets).apply((keyArn): readonly PolicyStatement[] => [
          {
            Sid: "RotateSecrets",
            Effect: "Allow",
            Action: bundle.secretActions,
            Resource: purposes.map((purpose) => secretArnPattern(environment, purpose)),
          },
          { Sid: "UseKeyOfSecrets", Effect: "Allow", Action: bundle.keyActions, Resource: keyArn },
        ]),
        variables: {
          SECRET_ARN_PREFIX: arn(environment, {
            service: "secretsmanager",
            resource: `secret:${environment.project}-${environment.name}-`,
          }),
        },
        kmsKeyArn: args.keyArns.messaging,
        logKmsKeyArn: args.keyArns.logs,
        alertTopicArn: args.alertTopicArn,
        logRetention: args.logRetention,
        timeoutSeconds: bundle.timeoutSeconds,
        memoryMiB: bundle.memoryMiB,
        network: args.network,
        controls: ["DATA-20"],
      },
      { parent: this },
    );
    // Secrets Manager waits for each step's answer, so that nothing of a step that failed reaches the dead-letter queue.
    new aws.cloudwatch.MetricAlarm(
      `${name}-rotation-alarm`,
      {
        alarmDescription: `A rotation of a secret of ${environment.project}-${environment.name} failed`,
        namespace: "AWS/Lambda",
        metricName: "Errors",
        dimensions: { FunctionName: rotation.functionName },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        // It runs on few days.
        treatMissingData: "notBreaching",
        alarmActions: [args.alertTopicArn],
      },
      childOf(this, "DATA-20"),
    );
    const make = ({ purpose, readerRoleArns, rotationDays = 30 }: RotatedSecret): pulumi.Output<string> => {
      const options = dataProtectionOptions(dataProtection);
      const secret = new aws.secretsmanager.Secret(
        `${name}-${purpose}`,
        {
          name: physicalName(environment, "secret", purpose),
          description: `Token for ${purpose}; its value comes from its rotation`,
          kmsKeyId: args.keyArns.secrets,
          recoveryWindowInDays,
        },
        childOf(this, "DATA-19", { ...options, deleteBeforeReplace: true }),
      );
      const policy = new aws.secretsmanager.SecretPolicy(
        `${name}-${purpose}-policy`,
        {
          secretArn: secret.arn,
          blockPublicPolicy: true,
          policy: pulumi
            .output(args.vpcEndpointId)
            .apply((vpcEndpointId) => secretPolicy({ environment, purpose, readerRoleArns, vpcEndpointId })),
        },
        childOf(this, "DATA-19", options),
      );
      const permission = new aws.lambda.Permission(
        `${name}-${purpose}-permission`,
        {
          action: "lambda:InvokeFunction",
          function: rotation.functionName,
          principal: servicePrincipal("secretsmanager"),
          sourceAccount: environment.accountId,
          sourceArn: secret.arn,
        },
        childOf(this, "DATA-20"),
      );
      new aws.secretsmanager.SecretRotation(
        `${name}-${purpose}-schedule`,
        {
          secretId: secret.id,
          rotationLambdaArn: rotation.functionArn,
          rotationRules: { automaticallyAfterDays: rotationDays },
          rotateImmediately: false,
        },
        // Secrets Manager refuses a function that it may not invoke.
        childOf(this, "DATA-20", { dependsOn: [permission, policy] }),
      );
      return secret.arn;
    };
    this.secretArns = Object.fromEntries(secrets.map((secret) => [secret.purpose, make(secret)]));
    this.registerOutputs({ secretArns: this.secretArns });
  }
}
