import type { ControlId } from "@secure-ml/controls";
import {
  ArgsCheck,
  bucketArn,
  childOf,
  contentsOf,
  dataProtectionOptions,
  physicalName,
  storeTags,
  type DataProtection,
  type Environment,
  type HeldData,
  type PolicyStatement,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessLogPrefix } from "./bucketDelivery.js";
import { checkLifecycle, lifecycleRules, lifetimeDays, type BucketLifecycle } from "./bucketLifecycle.js";
import type { BucketAccess } from "./bucketPerimeter.js";
import { accountBucketName, platformZones, type DataZone } from "./dataZone.js";
import type { ObjectLock } from "./objectLock.js";
import { processingRecord, type ProcessingRecord } from "./processingRecord.js";
import { secureBucketPolicy } from "./secureBucketPolicy.js";

/** Whether a bucket logs the requests it gets (DATA-14). */
export type AccessLogging = "on" | "off";

/** Whether a bucket asks for a second factor before something is deleted for good (DATA-12). */
export type DeleteGuard = "multi-factor" | "off";

/** Arguments of {@link SecureBucket}. */
export interface SecureBucketArgs {
  /** Facts of the stack that makes the bucket, in the bucket's Region. */
  readonly environment: Environment;
  /** What the bucket holds: its tag `data-zone` and, as `<project>-<environment>-<zone>-<account>-<region>`, its name. */
  readonly zone: DataZone;
  /** Whether personal data may be in it (tag `personal-data`). Such a bucket has an end, and no lock that prevents it. */
  readonly personalData: boolean;
  /**
   * What it holds, and under which law: its tags `data-classification`, `regime` and `lawful-basis`.
   * @defaultValue nothing that anybody has said: the stack's classification, and no law
   */
  readonly dataSets?: readonly HeldData[];
  /**
   * ARN of the customer managed key that encrypts every object, in the bucket's Region; never an alias, which S3 looks
   * up in the writer's account. Absent only in the zone `access-logs`, to which S3 delivers under its own keys only.
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * Roles that reach the bucket's objects. Deployers, break-glass roles, Macie, and AWS services that the policy admits
   * always do.
   * @defaultValue no other role
   */
  readonly access?: BucketAccess;
  /**
   * Id of the VPC's gateway endpoint for S3, through which roles reach the objects of the environment's buckets. Absent
   * in zones of the account stack, which has no network.
   */
  readonly s3EndpointId?: pulumi.Input<string>;
  /** How long the bucket keeps what it holds. */
  readonly lifecycle: BucketLifecycle;
  /**
   * Default retention of every object. A bucket that was made without one is replaced when it gets one.
   * @defaultValue none
   */
  readonly objectLock?: ObjectLock;
  /**
   * Further statements of the bucket's policy, such as those of a log delivery service.
   * @defaultValue none
   */
  readonly statements?: pulumi.Input<readonly PolicyStatement[]>;
  /**
   * What the bucket waits for before it logs: the `access-logs` bucket's `ready`, where the same program makes it.
   * @defaultValue nothing: the bucket exists already
   */
  readonly accessLogsReady?: pulumi.Resource;
  /**
   * Whether S3 records who touched which object. Without it only the trail's data events say so, where it records them.
   * @defaultValue "on"
   */
  readonly accessLogging?: AccessLogging;
  /**
   * Whether versions are deleted for good with proof of a second factor only (DATA-12). Nothing that must be erased on request
   * belongs into such a bucket.
   * @defaultValue "off"
   */
  readonly deleteGuard?: DeleteGuard;
  /**
   * Controls that the bucket serves besides those of every bucket.
   * @defaultValue none
   */
  readonly controls?: readonly ControlId[];
  /**
   * What a destroy does to the bucket. `disposable` deletes it with everything in it, past a GOVERNANCE lock too.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** What others need to know of a bucket. */
export interface BucketHandle {
  /** Name of the bucket, known in a preview; whoever uses it waits for the bucket, but not for its protections. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket, composed from its name. */
  readonly bucketArn: pulumi.Output<string>;
  /** Resolves when the bucket has all its protections and admits its writers: what writes to it must wait for this. */
  readonly ready: pulumi.Resource;
}

/**
 * A bucket in the one form that all of the platform's buckets have: owner-enforced, closed to the public, encrypted
 * under one customer managed key, versioned, with one policy that protects all this, access logging, a lifecycle and
 * events. Serves DATA-03 to DATA-11, DATA-14, DATA-33 and GOV-33, and in an environment's buckets DATA-26.
 *
 * The companions are made one after the other, since S3 answers parallel changes of one bucket with a conflict. Those
 * that come after the policy are made by a deployer, which the policy excepts; a deployer that the policy in force does
 * not list yet cannot add itself, but any listed one can, and so can a break-glass role.
 *
 * @remarks S3 needs some 15 minutes until versioning is in force everywhere: do not write in the same update. A key
 * request is billed per bucket and a few minutes, not per object, since bucket keys are on.
 * @see AWS, "Security best practices for Amazon S3":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * @example
 * ```ts
 * import { SecureBucket } from "@secure-ml/data";
 *
 * new SecureBucket("scratch", {
 *   environment,
 *   zone: "scratch",
 *   personalData: true,
 *   kmsKeyArn,
 *   s3EndpointId,
 *   access: { roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-ds"] },
 *   lifecycle: { supersededVersions: { days: 7 }, expirationDays: 30 },
 * });
 * ```
 */
export class SecureBucket extends pulumi.ComponentResource implements BucketHandle {
  static readonly __pulumiType = "secure-ml:data:SecureBucket";

  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly ready: pulumi.Resource;
  /** What it holds, why, for how long and where: its entry of the processing register. */
  readonly record: ProcessingRecord;

  /**
   * @throws pulumi.ResourceError for a lifecycle that S3 would refuse, a missing key, or what the zone `access-logs`
   * cannot have
   */
  constructor(name: string, args: SecureBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super(SecureBucket.__pulumiType, name, args, opts);
    this.#check(name, args);
    const { environment, zone, objectLock } = args;
    const controls = args.controls ?? [];
    const dataProtection = args.dataProtection ?? "retain";
    const deleteGuard = args.deleteGuard === "multi-factor";
    const takesAccessLogs = zone === "access-logs";
    const kmsKeyArn = this.#keyOf(name, args);

    // All companions share the bucket's fate: one that stayed behind without its policy or encryption would lie open.
    const protection = dataProtectionOptions(dataProtection);
    const after = (previous: pulumi.Resource, ids: readonly ControlId[]): pulumi.CustomResourceOptions =>
      childOf(this, ids, { ...protection, dependsOn: previous });

    const bucket = new aws.s3.Bucket(
      `${name}-bucket`,
      {
        bucket: physicalName(environment, "bucket", zone),
        forceDestroy: dataProtection === "disposable",
        ...(objectLock === undefined ? {} : { objectLockEnabled: true }),
        tags: {
          "data-zone": zone,
          ...storeTags({
            personalData: args.personalData,
            dataSets: args.dataSets,
            retentionDays: lifetimeDays(args.lifecycle),
          }),
        },
      },
      childOf(this, ["DATA-03", "DATA-33", ...controls], { ...protection, deleteBeforeReplace: true }),
    );
    const ownership = new aws.s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      after(bucket, ["DATA-07"]),
    );
    const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
      `${name}-public-access-block`,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
        skipDestroy: true,
      },
      after(ownership, ["DATA-08"]),
    );
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            ...(kmsKeyArn === undefined
              ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
              : {
                  applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
                  bucketKeyEnabled: true,
                }),
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      },
      after(publicAccessBlock, ["DATA-04", ...controls]),
    );
    const versioning = takesAccessLogs
      ? encryption
      : new aws.s3.BucketVersioning(
          `${name}-versioning`,
          { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
          after(encryption, ["DATA-11"]),
        );
    const lock =
      objectLock === undefined
        ? versioning
        : new aws.s3.BucketObjectLockConfiguration(
            `${name}-object-lock`,
            {
              bucket: bucket.bucket,
              rule: { defaultRetention: { mode: objectLock.mode, days: objectLock.days } },
            },
            after(versioning, controls),
          );
    const policy = new aws.s3.BucketPolicy(
      `${name}-policy`,
      {
        bucket: bucket.bucket,
        policy: pulumi
          .all([
            bucket.bucket,
            pulumi.output(kmsKeyArn),
            pulumi.output(args.statements ?? []),
            pulumi.output(args.s3EndpointId),
          ])
          .apply(([bucketName, keyArn, statements, s3EndpointId]) =>
            secureBucketPolicy({
              environment,
              bucketName,
              kmsKeyArn: keyArn,
              access: args.access,
              s3EndpointId,
              deleteGuard,
              statements,
            }),
          ),
      },
      after(lock, [
        ...(takesAccessLogs ? [] : (["DATA-05"] as const)),
        "DATA-06",
        "DATA-09",
        "DATA-10",
        ...(args.s3EndpointId === undefined ? [] : (["DATA-26"] as const)),
        ...(deleteGuard ? (["DATA-12"] as const) : []),
        ...controls,
      ]),
    );
    const logsAccess = !takesAccessLogs && args.accessLogging !== "off";
    const logging = !logsAccess
      ? policy
      : new aws.s3.BucketLogging(
          `${name}-logging`,
          {
            bucket: bucket.bucket,
            targetBucket: accountBucketName(environment, "access-logs"),
            targetPrefix: accessLogPrefix,
            targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
          },
          childOf(this, ["DATA-14"], {
            ...protection,
            dependsOn: args.accessLogsReady === undefined ? [policy] : [policy, args.accessLogsReady],
          }),
        );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucket,
        transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
        rules: lifecycleRules(args.lifecycle),
      },
      after(logging, ["DATA-11", "DATA-33", "GOV-33", ...controls]),
    );
    const notification = new aws.s3.BucketNotification(
      `${name}-notification`,
      { bucket: bucket.bucket, eventbridge: true },
      after(lifecycle, ["DATA-03"]),
    );

    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.bucket.apply((bucketName) => bucketArn(environment, bucketName));
    this.record = processingRecord({
      store: physicalName(environment, "bucket", zone),
      kind: "bucket",
      environment,
      personalData: args.personalData,
      retentionDays: lifetimeDays(args.lifecycle),
      dataSets: args.dataSets ?? [],
    });
    this.ready = notification;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  #check(name: string, args: SecureBucketArgs): void {
    const { zone, kmsKeyArn, lifecycle, objectLock, s3EndpointId, personalData, dataSets = [] } = args;
    const check = new ArgsCheck(this, `SecureBucket "${name}"`);
    const laws = Object.keys(contentsOf(dataSets).regimes);
    check.that(personalData || laws.length === 0, "dataSets", "must name no law without personalData", laws);
    if (personalData) {
      check.that(lifetimeDays(lifecycle) !== undefined, "lifecycle.expirationDays", "must be given for personal data");
      check.that(objectLock === undefined, "objectLock", "must be absent for personal data, which must stay erasable");
    }
    check.that(
      args.deleteGuard !== "multi-factor" || (!personalData && args.dataProtection !== "disposable"),
      "deleteGuard",
      "must be off where personal data may be, which has to be erased on request, and where a destroy deletes everything",
    );
    const hasNetwork = (platformZones as readonly DataZone[]).includes(zone);
    check.that(
      (s3EndpointId !== undefined) === hasNetwork,
      "s3EndpointId",
      hasNetwork
        ? "must be given"
        : `must be absent in the zone "${zone}", which every environment of the account uses`,
    );
    if (zone === "access-logs") {
      const reason = 'must be absent in the zone "access-logs", to which S3 could not deliver otherwise';
      check.that(kmsKeyArn === undefined, "kmsKeyArn", reason);
      check.that(objectLock === undefined, "objectLock", reason);
      check.that(
        lifecycle.supersededVersions === undefined,
        "lifecycle.supersededVersions",
        'must be absent in the zone "access-logs", which has no versions',
      );
    } else {
      check.that(kmsKeyArn !== undefined, "kmsKeyArn", "must be given");
      check.that(lifecycle.supersededVersions !== undefined, "lifecycle.supersededVersions", "must be given");
    }
    if (objectLock !== undefined) {
      check.oneOf("objectLock.mode", objectLock.mode, ["COMPLIANCE", "GOVERNANCE"]);
      check.intRange("objectLock.days", objectLock.days, 1, 36_500, "days");
    }
    checkLifecycle(check, lifecycle, objectLock);
    check.done();
  }

  /** S3 takes any key when the default is set, and then fails every write: a wrong one has to be found here. */
  #keyOf(name: string, { environment, kmsKeyArn }: SecureBucketArgs): pulumi.Output<string> | undefined {
    if (kmsKeyArn === undefined) {
      return undefined;
    }
    const keyArns = new RegExp(`^arn:${environment.partition}:kms:${environment.region}:\\d{12}:key/[\\w-]+$`);
    return pulumi.output(kmsKeyArn).apply((keyArn) => {
      new ArgsCheck(this, `SecureBucket "${name}"`)
        .that(
          keyArns.test(keyArn),
          "kmsKeyArn",
          `must be the ARN of a key in ${environment.region}, not an alias or a key id`,
          keyArn,
        )
        .done();
      return keyArn;
    });
  }
}
