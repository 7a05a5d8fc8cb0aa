import {
  ArgsCheck,
  EncryptedLogGroup,
  sageMakerLogGroups,
  type Environment,
  type LogRetention,
  type SageMakerLogGroup,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link JobLogs}. */
export interface JobLogsArgs {
  /** Facts of the account stack in the Region of the log groups. */
  readonly environment: Environment;
  /** ARN of the Region's key; its policy must admit CloudWatch Logs for groups with these names. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long the groups keep their events, and whether they can be deleted. */
  readonly retention: LogRetention;
  /**
   * Groups that SageMaker has made already, taken over in this run with all that is in them. Their settings follow in the
   * next run, in which the list is empty again.
   * @defaultValue none
   */
  readonly existing?: readonly SageMakerLogGroup[];
}

/**
 * The log groups of all training, processing and transform jobs, notebook instances and Studio applications of one Region
 * (TRN-31): encrypted, kept for a time that ends, and with personal data masked, because what code prints may be data.
 *
 * @remarks One set per account and Region, for all environments, so that it belongs into the account stack. Without it
 * SageMaker makes each group by itself, unencrypted and for ever, if a role lets it; here no role does, and a job whose
 * group is missing leaves no log.
 * @see AWS, "Encrypt log data in CloudWatch Logs using AWS Key Management Service":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * @example
 * ```ts
 * import { JobLogs } from "@secure-ml/training";
 *
 * new JobLogs("job-logs", {
 *   environment,
 *   kmsKeyArn,
 *   retention: { days: 365, deletionProtection: true },
 * });
 * ```
 */
export class JobLogs extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:JobLogs";

  /** ARNs of the groups by their names; their consumers wait for the groups. */
  readonly logGroupArns: Readonly<Record<SageMakerLogGroup, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for a group that is listed twice, and for a retention that CloudWatch Logs does not offer */
  constructor(name: string, args: JobLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(JobLogs.__pulumiType, name, args, opts);
    const existing = args.existing ?? [];
    new ArgsCheck(this, `JobLogs "${name}"`)
      .that(
        new Set(existing).size === existing.length,
        "existing",
        "must name each log group once",
        existing.join(", "),
      )
      .done();
    const make = (logGroupName: SageMakerLogGroup): EncryptedLogGroup =>
      new EncryptedLogGroup(
        `${name}-${
          logGroupName
            .split("/")
            .at(-1)
            ?.replace(/([a-z])([A-Z])/g, "$1-$2")
            .toLowerCase() ?? ""
        }`,
        {
          environment: args.environment,
          logGroupName,
          kmsKeyArn: args.kmsKeyArn,
          retention: args.retention,
          retentionClass: "audit",
          mayHoldPayloads: true,
          exists: existing.includes(logGroupName),
          controls: ["TRN-31"],
        },
        { parent: this },
      );
    this.logGroupArns = Object.fromEntries(
      sageMakerLogGroups.map((logGroupName) => [logGroupName, make(logGroupName).logGroupArn]),
    ) as Record<SageMakerLogGroup, pulumi.Output<string>>;
    this.registerOutputs({ logGroupArns: this.logGroupArns });
  }
}
