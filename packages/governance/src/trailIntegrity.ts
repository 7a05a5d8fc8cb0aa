import {
  accountEnvironment,
  ArgsCheck,
  bucketArn,
  BundledFunction,
  metricNamespace,
  RoutedEvent,
  type Environment,
  type FunctionBundle,
  type LogRetention,
  type PolicyStatement,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { trailName } from "./auditTrail.js";

/** Name of the verifying function: fixed, because the policies of the keys `audit`, `evidence` and `operations` cite its role. */
export const evidenceExportPurpose = "evidence-export";

/** What is taken from the bundle of the function `evidence-export`. */
export interface EvidenceExportBundle extends FunctionBundle {
  /** Prefix of what it writes into the `evidence` bucket, with its final slash. */
  readonly evidencePrefix: string;
  /** Seconds that it may run, 1 to 900. */
  readonly timeoutSeconds: number;
  /** Memory that it needs, 128 to 10240 MiB. */
  readonly memoryMiB: number;
}

/** Arguments of {@link TrailIntegrity}. */
export interface TrailIntegrityArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /** The bundled function `evidence-export`. */
  readonly bundle: EvidenceExportBundle;
  /** Commit or version of the code, written into the evidence; 1 to 64 letters, digits and `._+-`. */
  readonly sourceVersion: string;
  /** Name of the bucket that the trail writes to. */
  readonly archiveBucketName: pulumi.Input<string>;
  /** Name of the bucket that receives the result of each run. */
  readonly evidenceBucketName: pulumi.Input<string>;
  /** ARNs of the account's keys, as {@link AccountKeys} hands them over. */
  readonly keyArns: Readonly<Record<"audit" | "evidence" | "operations", pulumi.Input<string>>>;
  /** Regions that must have digests, at least one; digests of further Regions are verified as well. */
  readonly trailRegions: readonly string[];
  /** When to verify, as an EventBridge schedule in UTC such as `rate(1 day)`. */
  readonly schedule: string;
  /** Hours that each run covers, 1 to 800; more than lie between two runs, or some are never verified. */
  readonly lookBackHours: number;
  /** ARN of the topic that tells people of runs that failed or never started. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** How long the function's log group keeps its events. */
  readonly logRetention: LogRetention;
}

/**
 * Verifies the trail's signed digests on a schedule and writes one evidence object a run: validation of log files only
 * produces digests, and nobody knows whether they hold until they are checked. Serves GOV-01.
 *
 * @remarks A run that finds something, or finds no time, counts in the metrics `TrailIntegrityFailures` and
 * `TrailIntegrityIncomplete` of the account's namespace; a run that fails ends in the dead-letter queue. Each run reads
 * every log file of its hours, which is billed as S3 and KMS requests.
 * @see AWS, "Validating CloudTrail log file integrity":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
export class TrailIntegrity extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:TrailIntegrity";

  /** Name of the function. */
  readonly functionName: pulumi.Output<string>;
  /** Names of the queues that hold failed runs and undelivered schedule events, for the alarms that watch them. */
  readonly deadLetterQueueNames: pulumi.Output<readonly string[]>;

  /** @throws pulumi.ResourceError for another function's bundle, an empty list or a value out of range */
  constructor(name: string, args: TrailIntegrityArgs, opts?: pulumi.ComponentResourceOptions) {
    // The folder of a bundle is another one on each machine, which must not look like a change.
    super(TrailIntegrity.__pulumiType, name, { ...args, bundle: args.bundle.name }, opts);
    new ArgsCheck(this, `TrailIntegrity "${name}"`)
      .oneOf("bundle.name", args.bundle.name, [evidenceExportPurpose])
      .notEmpty("trailRegions", args.trailRegions)
      .intRange("lookBackHours", args.lookBackHours, 1, 800, "hours")
      .that(
        /^[A-Za-z0-9._+-]{1,64}$/.test(args.sourceVersion),
        "sourceVersion",
        "must be 1 to 64 letters, digits and ._+-",
        args.sourceVersion,
      )
      .done();

    const environment = accountEnvironment(args.environment);
    const { bundle, keyArns } = args;
    const verifier = new BundledFunction(
      `${name}-verifier`,
      {
        environment,
        bundle,
        tier: "governance",
        description: "Verifies the trail's signed digests and writes evidence of it",
        statements: pulumi
          .all([args.archiveBucketName, args.evidenceBucketName, keyArns.audit, keyArns.evidence])
          .apply(([archive, evidence, auditKeyArn, evidenceKeyArn]) =>
            statements(environment, { archive, auditKeyArn, evidence, evidenceKeyArn, prefix: bundle.evidencePrefix }),
          ),
        variables: {
          ACCOUNT_ID: environment.accountId,
          ARCHIVE_BUCKET: args.archiveBucketName,
          EVIDENCE_BUCKET: args.evidenceBucketName,
          LOOK_BACK_HOURS: String(args.lookBackHours),
          METRIC_NAMESPACE: metricNamespace(environment),
          SOURCE_VERSION: args.sourceVersion,
          TRAIL_HOME_REGION: environment.region,
          TRAIL_NAME: trailName(environment),
          TRAIL_REGIONS: args.trailRegions.join(","),
        },
        kmsKeyArn: keyArns.operations,
        logKmsKeyArn: keyArns.audit,
        alertTopicArn: args.alertTopicArn,
        logRetention: args.logRetention,
        timeoutSeconds: bundle.timeoutSeconds,
        memoryMiB: bundle.memoryMiB,
        controls: ["GOV-01"],
      },
      { parent: this },
    );
    const schedule = new RoutedEvent(
      `${name}-schedule`,
      {
        environment,
        purpose: "trail-integrity",
        description: "Starts the verification of the trail's digests",
        on: { schedule: args.schedule },
        target: { kind: "function", functionArn: verifier.functionArn, functionName: verifier.functionName },
        kmsKeyArn: keyArns.operations,
        alertTopicArn: args.alertTopicArn,
        controls: ["GOV-01"],
      },
      { parent: this },
    );

    this.functionName = verifier.functionName;
    this.deadLetterQueueNames = pulumi.all([verifier.deadLetterQueueName, schedule.deadLetterQueueName]);
    this.registerOutputs({ functionName: this.functionName, deadLetterQueueNames: this.deadLetterQueueNames });
  }
}

function statements(
  environment: Environment,
  stores: Readonly<Record<"archive" | "auditKeyArn" | "evidence" | "evidenceKeyArn" | "prefix", string>>,
): readonly PolicyStatement[] {
  return [
    {
      Sid: "ReadTrailFiles",
      Effect: "Allow",
      Action: "s3:GetObject",
      // CloudTrail/ and its siblings with digests and insights; the flow logs beside them stay out of reach.
      Resource: bucketArn(environment, stores.archive, `AWSLogs/${environment.accountId}/CloudTrail*`),
    },
    {
      Sid: "ListArchive",
      Effect: "Allow",
      Action: "s3:ListBucket",
      // Not bound to a prefix: S3 asks for this right, without a prefix, to tell a removed file (404) from a hidden one
      // (403), and that difference is a finding.
      Resource: bucketArn(environment, stores.archive),
    },
    { Sid: "DecryptTrailFiles", Effect: "Allow", Action: "kms:Decrypt", Resource: stores.auditKeyArn },
    {
      Sid: "WriteEvidence",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: bucketArn(environment, stores.evidence, `${stores.prefix}*`),
    },
    { Sid: "EncryptEvidence", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: stores.evidenceKeyArn },
    // Every Region signs with keys of its own; the action knows no resources.
    { Sid: "ReadDigestKeys", Effect: "Allow", Action: "cloudtrail:ListPublicKeys", Resource: "*" },
  ];
}
