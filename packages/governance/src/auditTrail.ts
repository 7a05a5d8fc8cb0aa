import {
  accountEnvironment,
  adoptionOptions,
  ArgsCheck,
  childOf,
  dataProtectionOptions,
  EncryptedLogGroup,
  logGroupName,
  namedArn,
  physicalName,
  ServiceRole,
  type DataProtection,
  type Environment,
  type LogRetention,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const trailPurpose = "trail";

/** Name of the account's trail: fixed, because the archive's and the key's policies cite it. */
export function trailName(environment: Environment): string {
  return physicalName(accountEnvironment(environment), "trail", trailPurpose);
}

/**
 * ARN of the account's trail, composed from its fixed name.
 *
 * @param environment facts of the account in its home Region, in which the trail is made
 */
export function trailArn(environment: Environment): string {
  return namedArn(accountEnvironment(environment), "cloudtrail", "trail", trailPurpose, "trail/");
}

/** The bucket that the trail writes to. */
export interface TrailArchive {
  readonly bucketName: pulumi.Input<string>;
  /** Resolves when the bucket's policy admits the trail: CloudTrail tries to write when the trail is made. */
  readonly ready: pulumi.Resource;
}

/** Arguments of {@link AuditTrail}. */
export interface AuditTrailArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /**
   * Whether the trail is made here.
   *
   * - `create`: it is made
   * - `external`: an organisation's trail covers the account, so none is made, since a second copy of management events
   *   costs money
   * - `import:<trail ARN>`: a trail of the same name exists; one run takes it over and brings it into this form, after
   *   which the setting goes back to `create`
   */
  readonly adopt: string;
  /** Where the log files and their signed digests go. */
  readonly archive: TrailArchive;
  /** ARN of the key `audit`, which encrypts log files and log group; it must be in the bucket's Region. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long the live copy in CloudWatch Logs is kept; the archive keeps the files. */
  readonly logRetention: LogRetention;
  /**
   * Whether CloudTrail looks for unusual rates of calls and errors.
   * @remarks Billed by analysed event.
   * @defaultValue true
   */
  readonly insights?: boolean;
  /**
   * Selectors of data and network activity events (GOV-02), besides that of all management events; those that the
   * platform needs are {@link dataEventSelectors}.
   * @defaultValue none
   */
  readonly dataEventSelectors?: readonly aws.types.input.cloudtrail.TrailAdvancedEventSelector[];
  /**
   * What a destroy does to the trail; to delete it is to stop recording.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * The account's trail: every read and write management event of all Regions and of the global services, with signed
 * digests, under our own key, to the locked archive and live to CloudWatch Logs. Serves GOV-01, and with selectors of data
 * events GOV-02.
 *
 * @remarks An account has at most five trails in a Region, copies of other Regions' trails included. The first copy of
 * management events is free, each further trail is billed.
 * @see AWS, "Security best practices in AWS CloudTrail":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 * @see AWS, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export class AuditTrail extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:AuditTrail";

  /** ARN of the trail; undefined when it is external. */
  readonly trailArn: pulumi.Output<string> | undefined;
  /** Name of the log group with the live copy, for metric filters; undefined when the trail is external. */
  readonly logGroupName: pulumi.Output<string> | undefined;

  /** @throws pulumi.ResourceError for an import of a trail with another name */
  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AuditTrail.__pulumiType, name, args, opts);
    const environment = accountEnvironment(args.environment);
    const ownArn = trailArn(environment);
    new ArgsCheck(this, `AuditTrail "${name}"`)
      .that(
        args.adopt === "create" || args.adopt === "external" || args.adopt === `import:${ownArn}`,
        "adopt",
        `must be "create", "external" or "import:${ownArn}": the policies of archive and key admit only a trail of this name`,
        args.adopt,
      )
      .done();
    if (args.adopt === "external") {
      this.trailArn = undefined;
      this.logGroupName = undefined;
      this.registerOutputs({});
      return;
    }

    const logGroup = new EncryptedLogGroup(
      `${name}-events`,
      {
        environment,
        logGroupName: logGroupName(environment, "governance", trailPurpose),
        kmsKeyArn: args.kmsKeyArn,
        retention: args.logRetention,
        retentionClass: "audit",
        controls: ["GOV-01"],
      },
      { parent: this },
    );
    const role = new ServiceRole(
      `${name}-delivery`,
      {
        environment,
        purpose: "trail-delivery",
        description: "Writes the trail's events to their log group",
        // AWS: "The role policy doesn't support the use of aws:SourceArn and aws:SourceAccount." A condition would stop
        // the events without an error that anybody sees. The role can write to one log group and nothing else.
        trust: { service: "cloudtrail", sendsSource: false },
        statements: logGroup.logGroupArn.apply((logGroupArn) => [
          {
            Sid: "WriteOwnStreams",
            Effect: "Allow" as const,
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            // CloudTrail names its streams <account>_CloudTrail_<home Region>, with a number when it needs more.
            Resource: `${logGroupArn}:log-stream:${environment.accountId}_CloudTrail_${environment.region}*`,
          },
        ]),
        controls: ["GOV-01"],
      },
      { parent: this },
    );
    const trail = new aws.cloudtrail.Trail(
      `${name}-trail`,
      {
        name: trailName(environment),
        s3BucketName: args.archive.bucketName,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        kmsKeyId: args.kmsKeyArn,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.logGroupArn}:*`,
        cloudWatchLogsRoleArn: role.roleArn,
        advancedEventSelectors: [
          // Selectors replace the default, which is management events: without this one they would stop.
          {
            name: "Management events",
            fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
          },
          ...(args.dataEventSelectors ?? []),
        ],
        ...((args.insights ?? true)
          ? { insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }] }
          : {}),
      },
      childOf(this, (args.dataEventSelectors ?? []).length === 0 ? "GOV-01" : ["GOV-01", "GOV-02"], {
        ...dataProtectionOptions(args.dataProtection ?? "retain"),
        ...adoptionOptions(args.adopt),
        dependsOn: [args.archive.ready, role.ready],
        deleteBeforeReplace: true,
      }),
    );
    this.trailArn = trail.arn;
    this.logGroupName = logGroup.logGroupName;
    this.registerOutputs({ trailArn: this.trailArn, logGroupName: this.logGroupName });
  }
}
