import {
  ArgsCheck,
  childOf,
  dataJobRoles,
  EncryptedLogGroup,
  physicalName,
  RoutedEvent,
  type DataJobRole,
  type Environment,
  type LogRetention,
  type ServiceRole,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dataJobNames } from "./dataJobNames.js";
import { heldOutPrefix, intakePrefix, labelSourcePrefix, treatedPrefix } from "./dataPlaces.js";

/** What a column of a file holds. */
export interface IntakeColumn {
  readonly name: string;
  readonly type: "integer" | "number" | "text";
  /** Least value of a number. */
  readonly minimum?: number | undefined;
  /** Greatest value of a number, or longest text in characters. */
  readonly maximum?: number | undefined;
  /** All values that there may be, as they are written. */
  readonly values?: readonly string[] | undefined;
}

/** How the file of a data set must be. */
export interface IntakeFile {
  /** Name of its folder everywhere; for a pipeline's data, the name of the model. */
  readonly name: string;
  /** Its columns in their order; at least one. */
  readonly columns: readonly IntakeColumn[];
}

/** Arguments of {@link DataJobs}. */
export interface DataJobsArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** The roles of {@link DataRoles}; the jobs wait for their permissions. */
  readonly roles: Readonly<Record<DataJobRole, Pick<ServiceRole, "roleArn" | "ready">>>;
  /** Files that are taken in, one for each data set; at least one. */
  readonly files: readonly IntakeFile[];
  /** Where the program lies, as {@link DataJobProgram} says: in a bucket of the same Region. */
  readonly programLocation: pulumi.Input<string>;
  /** Names of the buckets where data comes in, and where it goes. */
  readonly bucketNames: Readonly<Record<"raw" | "curated" | "labels", pulumi.Input<string>>>;
  /** ARNs of the keys: of the two outputs, of log groups and of undelivered events. */
  readonly keyArns: Readonly<Record<"lake" | "labels" | "logs" | "messaging", pulumi.Input<string>>>;
  /** Where their machines' interfaces are: one private subnet with a route to S3's gateway endpoint. */
  readonly subnetId: pulumi.Input<string>;
  /** Name of the subnet's zone, such as `eu-central-1a`, which Glue asks for besides. */
  readonly availabilityZone: pulumi.Input<string>;
  /** Id of a security group whose members reach each other on every TCP port, as Glue demands, and S3. */
  readonly securityGroupId: pulumi.Input<string>;
  /** How long the log groups keep their events, and whether they can be deleted. */
  readonly logRetention: LogRetention;
  /** ARN of the topic that tells people of arrivals that started nothing. */
  readonly alertTopicArn: pulumi.Input<string>;
  /**
   * Prefixes of the zone `raw` that are scanned for malware, and that nobody reads before.
   * @defaultValue none
   */
  readonly scannedPrefixes?: readonly string[] | undefined;
  /**
   * Minutes after which a run is stopped, 1 to 480.
   * @defaultValue 30
   */
  readonly timeoutMinutes?: number;
}

/** Where a job takes from and where it puts. The folder at the end is that of the pipelines' data set `latest`. */
const places: Readonly<
  Record<
    DataJobRole,
    { readonly from: string; readonly zone: "curated" | "labels"; readonly to: string; readonly folder: string }
  >
> = {
  etl: { from: intakePrefix, zone: "curated", to: treatedPrefix, folder: "latest/" },
  labels: { from: labelSourcePrefix, zone: "labels", to: heldOutPrefix, folder: "" },
};

/**
 * The Glue jobs that take in data (DATA-22): whatever arrives below `intake/` or `label-sources/` in the zone `raw` starts
 * the job of the role `etl` or `labels`, which writes the newest file of each data set on into `curated` or `labels`, if
 * every row of it is as the data set's columns say.
 *
 * Nobody starts them by hand or gives them arguments: Glue takes a program from an argument, and whoever brings data would
 * so bring the code that reads it. Their machines reach S3 through the VPC alone, which is what the buckets demand
 * (DATA-09).
 *
 * @remarks Two machines of the smallest kind for each run, billed by the second and for a minute at least. There is no
 * `--TempDir`, because the program keeps nothing between, and no job bookmark: a run depends on what is there, not on
 * earlier runs.
 * @see AWS, "Configuring AWS calls to go through your VPC":
 * https://docs.aws.amazon.com/glue/latest/dg/connection-VPC-disable-proxy.html
 * @see AWS, "Encrypting data written by AWS Glue":
 * https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
 * @example
 * ```ts
 * import { DataJobs } from "@secure-ml/data";
 *
 * new DataJobs("data-jobs", {
 *   environment,
 *   roles,
 *   files: [{ name: "churn", columns: [{ name: "tenure_months", type: "integer", minimum: 0, maximum: 600 }] }],
 *   programLocation: "s3://acme-account-code-111111111111-eu-central-1/programs/admitRows.py",
 *   bucketNames,
 *   keyArns,
 *   subnetId,
 *   availabilityZone: "eu-central-1a",
 *   securityGroupId,
 *   logRetention: { days: 365, deletionProtection: true },
 *   alertTopicArn,
 * });
 * ```
 */
export class DataJobs extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataJobs";

  /** Names of the jobs by role. */
  readonly jobNames: Readonly<Record<DataJobRole, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for lists that no file could be as, and a time out of range, all at once */
  constructor(name: string, args: DataJobsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataJobs.__pulumiType, name, args, opts);
    const timeout = args.timeoutMinutes ?? 30;
    const names = args.files.map((dataSet) => dataSet.name);
    const check = new ArgsCheck(this, `DataJobs "${name}"`)
      .notEmpty("files", args.files)
      .that(new Set(names).size === names.length, "files", "must have names that differ", names.join(", "))
      .intRange("timeoutMinutes", timeout, 1, 480, "minutes");
    for (const { name: dataSet, columns } of args.files) check.notEmpty(`files ${dataSet} columns`, columns);
    check.done();

    const connection = new aws.glue.Connection(
      `${name}-connection`,
      {
        name: dataJobNames(args.environment, "etl").connection,
        connectionType: "NETWORK",
        physicalConnectionRequirements: {
          subnetId: args.subnetId,
          availabilityZone: args.availabilityZone,
          securityGroupIdLists: [args.securityGroupId],
        },
      },
      childOf(this, "DATA-09"),
    );
    const made = dataJobRoles.map((role) => [role, this.#job(name, role, args, timeout, connection)] as const);
    this.jobNames = Object.fromEntries(made) as Record<DataJobRole, pulumi.Output<string>>;
    this.registerOutputs({ jobNames: this.jobNames });
  }

  #job(
    name: string,
    role: DataJobRole,
    args: DataJobsArgs,
    timeout: number,
    connection: aws.glue.Connection,
  ): pulumi.Output<string> {
    const { environment, keyArns, bucketNames } = args;
    const { from, zone, to, folder } = places[role];
    const own = dataJobNames(environment, role);
    const logGroups = Object.entries(own.logGroups).map(
      ([stream, logGroupName]) =>
        new EncryptedLogGroup(
          `${name}-${role}-${stream}`,
          {
            environment,
            logGroupName,
            kmsKeyArn: keyArns.logs,
            retention: args.logRetention,
            mayHoldPayloads: true,
            controls: ["DATA-22"],
          },
          { parent: this },
        ),
    );
    const outputKeyArn = zone === "curated" ? keyArns.lake : keyArns.labels;
    const configuration = new aws.glue.SecurityConfiguration(
      `${name}-${role}-encryption`,
      {
        name: own.job,
        encryptionConfiguration: {
          cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: keyArns.logs },
          s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: outputKeyArn },
          // For whoever turns bookmarks on.
          jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: outputKeyArn },
        },
      },
      childOf(this, "DATA-01", { deleteBeforeReplace: true }),
    );
    const job = new aws.glue.Job(
      `${name}-${role}-job`,
      {
        name: own.job,
        description: `Checks what comes in below ${from} and writes it to the zone ${zone}`,
        roleArn: args.roles[role].roleArn,
        command: {
          name: "glueetl",
          pythonVersion: "3",
          scriptLocation: args.programLocation,
        },
        glueVersion: "5.0",
        workerType: "G.1X",
        // The least that Glue takes.
        numberOfWorkers: 2,
        executionClass: "STANDARD",
        timeout,
        maxRetries: 0,
        // What arrives meanwhile waits.
        executionProperty: { maxConcurrentRuns: 1 },
        jobRunQueuingEnabled: true,
        securityConfiguration: configuration.name,
        connections: [connection.name],
        defaultArguments: {
          "--job-language": "python",
          "--job-bookmark-option": "job-bookmark-disable",
          "--enable-continuous-cloudwatch-log": "true",
          "--custom-logGroup-prefix": own.logGroupPrefix,
          // S3 is reached through the VPC: by itself Glue goes there, also for the program, from a network of its own.
          "--disable-proxy-v2": "true",
        },
        // Whoever starts a run has no say in these.
        nonOverridableArguments: {
          "--source_bucket": bucketNames.raw,
          "--source_prefix": from,
          "--target_bucket": bucketNames[zone],
          "--target_prefix": to,
          "--target_folder": folder,
          "--data_sets": JSON.stringify(Object.fromEntries(args.files.map((set) => [set.name, set.columns]))),
        },
      },
      childOf(this, "DATA-22", { dependsOn: [args.roles[role].ready, ...logGroups] }),
    );
    const workflow = new aws.glue.Workflow(
      `${name}-${role}-workflow`,
      { name: own.job, description: `Runs the job ${own.job} when data has arrived` },
      childOf(this, "DATA-22"),
    );
    const trigger = new aws.glue.Trigger(
      `${name}-${role}-trigger`,
      {
        name: own.job,
        type: "EVENT",
        workflowName: workflow.name,
        eventBatchingConditions: [{ batchSize: 1 }],
        actions: [{ jobName: job.name }],
      },
      childOf(this, "DATA-22"),
    );
    new RoutedEvent(
      `${name}-${role}-arrived`,
      {
        environment,
        purpose: `${role}-arrived`,
        description: `Starts the job ${own.job} when something arrives below ${from}`,
        on: {
          pattern: arrival(
            physicalName(environment, "bucket", "raw"),
            from,
            args.scannedPrefixes?.includes(from) === true,
          ),
        },
        target: { kind: "role", arn: own.workflowArn, action: "glue:NotifyEvent" },
        kmsKeyArn: keyArns.messaging,
        alertTopicArn: args.alertTopicArn,
        controls: ["DATA-22"],
      },
      // Else the first arrivals would find nothing to start.
      { parent: this, dependsOn: trigger },
    );
    return job.name;
  }
}

/**
 * What starts a job: an object below the prefix, or, where objects are scanned, a scan that found nothing in one.
 *
 * @see AWS, "Monitoring S3 object scans with Amazon EventBridge":
 * https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
function arrival(bucketName: string, prefix: string, isScanned: boolean): Readonly<Record<string, unknown>> {
  return isScanned
    ? {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
        detail: {
          s3ObjectDetails: { bucketName: [bucketName], objectKey: [{ prefix }] },
          scanResultDetails: { scanResultStatus: ["NO_THREATS_FOUND"] },
        },
      }
    : {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix }] } },
      };
}
