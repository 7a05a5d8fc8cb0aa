import { logRetentionDays, type ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { adoptionOptions } from "./adoption.js";
import { ArgsCheck } from "./argsCheck.js";
import { childOf } from "./childOf.js";
import { arn } from "./arn.js";
import type { Environment } from "./environment.js";
import { logMaskingPolicy } from "./logMasking.js";
import type { LogRetention } from "./logRetention.js";

/** What a group that a service has made lacks, or has otherwise: an import with a difference fails. */
const madeByServices = [
  "deletionProtectionEnabled",
  "kmsKeyId",
  "logGroupClass",
  "retentionInDays",
  "skipDestroy",
  "tags",
  "tagsAll",
];

/** Arguments of {@link EncryptedLogGroup}. */
export interface EncryptedLogGroupArgs {
  readonly environment: Environment;
  /** Full name; the key's policy admits CloudWatch Logs for names with its prefixes only. */
  readonly logGroupName: string;
  /** ARN of the customer managed key; its policy must admit CloudWatch Logs before the group is made. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long the group keeps its events and whether it can be deleted. */
  readonly retention: LogRetention;
  /**
   * Whether it holds records of who did what, which are kept for longer (tag `retention-class`).
   * @defaultValue "standard"
   */
  readonly retentionClass?: "standard" | "audit";
  /**
   * Whether what callers send or get back may end up in it, so that personal data is masked.
   * @defaultValue false
   */
  readonly mayHoldPayloads?: boolean;
  /**
   * Whether a service has made the group already. It is then taken over in this run, with all that is in it; key,
   * retention and lock follow in the next run, which no longer says so: an import must not change anything.
   * @defaultValue false
   */
  readonly exists?: boolean;
  /** Controls that the group serves besides GOV-07, which every one does. */
  readonly controls: readonly ControlId[];
}

/**
 * A CloudWatch log group under a customer managed key with a finite retention. Make it before whatever writes to it:
 * most services create a missing group themselves, without encryption and for ever. Serves GOV-07 and
 * GOV-33.
 *
 * @see AWS, "Encrypt log data in CloudWatch Logs using AWS Key Management Service":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * @example
 * ```ts
 * import { EncryptedLogGroup } from "@secure-ml/core";
 *
 * new EncryptedLogGroup("report-mail-logs", {
 *   environment,
 *   logGroupName: "/acme/dev/reports/mail",
 *   kmsKeyArn,
 *   retention: { days: 365, deletionProtection: true },
 *   controls: ["DATA-01"],
 * });
 * ```
 */
export class EncryptedLogGroup extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:EncryptedLogGroup";

  /** Name of the group; known before the group exists, but its consumers wait for the group. */
  readonly logGroupName: pulumi.Output<string>;
  /** ARN of the group without the trailing `:*`, composed from its name; its consumers wait for the group. */
  readonly logGroupArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for a retention that CloudWatch Logs does not offer */
  constructor(name: string, args: EncryptedLogGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(EncryptedLogGroup.__pulumiType, name, args, opts);
    new ArgsCheck(this, `EncryptedLogGroup "${name}"`)
      .oneOf("retention.days", args.retention.days, logRetentionDays)
      .done();
    const group = new aws.cloudwatch.LogGroup(
      `${name}-log-group`,
      {
        name: args.logGroupName,
        kmsKeyId: args.kmsKeyArn,
        retentionInDays: args.retention.days,
        // An explicit false: leaving the property out does not take a protection away again.
        deletionProtectionEnabled: args.retention.deletionProtection,
        ...(args.retentionClass === "audit" ? { tags: { "retention-class": "audit" } } : {}),
      },
      childOf(
        this,
        ["GOV-07", "GOV-33", ...args.controls],
        args.exists === true
          ? { ...adoptionOptions(`import:${args.logGroupName}`), ignoreChanges: madeByServices }
          : {},
      ),
    );
    if (args.mayHoldPayloads === true) {
      new aws.cloudwatch.LogDataProtectionPolicy(
        `${name}-masking`,
        { logGroupName: group.name, policyDocument: logMaskingPolicy(args.environment, "mask-personal-data") },
        childOf(this, "GOV-07"),
      );
    }
    this.logGroupName = group.name;
    this.logGroupArn = group.name.apply((logGroupName) =>
      arn(args.environment, { service: "logs", resource: `log-group:${logGroupName}` }),
    );
    this.registerOutputs({ logGroupName: this.logGroupName, logGroupArn: this.logGroupArn });
  }
}
