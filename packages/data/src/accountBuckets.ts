import { retentionClasses, type ControlId } from "@secure-ml/controls";
import { accountEnvironment, type DataProtection, type Environment, type PolicyStatement } from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import { accessLogBucket } from "./accessLogBucket.js";
import { archiveLifecycle } from "./archiveLifecycle.js";
import { archiveProtection } from "./archiveProtection.js";
import { logDelivery, macieDelivery, trailDelivery } from "./bucketDelivery.js";
import type { BucketLifecycle } from "./bucketLifecycle.js";
import type { BucketAccess } from "./bucketPerimeter.js";
import { accountBucketName, type AccountZone } from "./dataZone.js";
import type { ObjectLock } from "./objectLock.js";
import type { ProcessingRecord } from "./processingRecord.js";
import { SecureBucket, type AccessLogging, type BucketHandle } from "./secureBucket.js";

/** ARNs of the account's keys that encrypt its buckets, all in the home Region. */
export interface AccountBucketKeys {
  /** Key of `audit-logs`; it must admit CloudTrail and the log delivery service. */
  readonly audit: pulumi.Input<string>;
  /** Key of `evidence` and `findings`. */
  readonly evidence: pulumi.Input<string>;
  /** Key of `code`. */
  readonly supplyChain: pulumi.Input<string>;
}

/** Arguments of {@link AccountBuckets}. */
export interface AccountBucketsArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /** ARNs of the keys that encrypt the buckets. */
  readonly keyArns: AccountBucketKeys;
  /** Lock of `audit-logs` and `evidence`. */
  readonly lock: ObjectLock;
  /** ARN of the trail that writes to `audit-logs`, composed from its fixed name. */
  readonly trailArn: string;
  /** Roles that read what is archived, by bucket, besides the break-glass roles; composed from fixed names. */
  readonly readerRoleArns: Readonly<Record<"audit-logs" | "evidence", readonly string[]>>;
  /** Names of the environments in the account, whose buckets log to `access-logs`. */
  readonly environmentNames: readonly string[];
  /**
   * Roles that reach the objects of each bucket.
   * @defaultValue none but deployers, break-glass roles and the services that deliver
   */
  readonly access?: Readonly<Partial<Record<AccountZone, BucketAccess>>>;
  /**
   * Days that superseded versions in `findings` and `code` are kept, 1 to 36,500; of code also the newest ten.
   * @defaultValue 90
   */
  readonly supersededVersionDays?: number;
  /**
   * Days until a server access log expires, 1 to 36,500.
   * @defaultValue 731
   */
  readonly accessLogDays?: number;
  /**
   * Whether the buckets log the requests they get.
   * @defaultValue "on"
   */
  readonly accessLogging?: AccessLogging;
  /**
   * What a destroy does to the buckets. With `disposable` it deletes them past a GOVERNANCE lock; past a COMPLIANCE
   * lock nothing does.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** What differs from bucket to bucket. */
interface AccountBucket {
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly lifecycle: BucketLifecycle;
  readonly objectLock?: ObjectLock;
  readonly statements?: readonly PolicyStatement[];
  readonly controls?: readonly ControlId[];
}

/** What the buckets are used for. */
const purposes: Readonly<Record<Exclude<AccountZone, "access-logs">, string>> = {
  "audit-logs": "Records of who did what, kept as the law and auditors demand",
  evidence: "Proof that controls hold and that people's data was erased, without the data",
  findings: "What security services found, and results of queries over the records",
  code: "Bundles and trust stores from which the environments are made",
};

/**
 * The account's buckets in its home Region (GOV-04): the locked archive of logs, the locked evidence, and what cannot
 * live under a lock: findings, since AWS Config refuses to deliver to a locked bucket, access logs, and code. A further
 * Region needs an {@link accessLogBucket} only.
 *
 * @remarks A COMPLIANCE lock is billed until its end: nobody can delete what it holds.
 * @see AWS, "Locking objects with Object Lock":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class AccountBuckets extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:AccountBuckets";

  /** The buckets, by what they hold. */
  readonly buckets: Readonly<Record<AccountZone, BucketHandle>>;
  /** What each bucket holds, why, for how long and where: its entries of the processing register. */
  readonly records: readonly ProcessingRecord[];

  /** @throws pulumi.ResourceError, from the bucket concerned, for a lock or days out of range */
  constructor(name: string, args: AccountBucketsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AccountBuckets.__pulumiType, name, args, opts);
    const { keyArns, lock } = args;
    const environment = accountEnvironment(args.environment);
    const supersededVersions = { days: args.supersededVersionDays ?? retentionClasses.supersededStandard.prod.usual };
    const dataProtection = args.dataProtection ?? "retain";

    const accessLogs = accessLogBucket(
      `${name}-access-logs`,
      {
        environment,
        environmentNames: args.environmentNames,
        access: args.access?.["access-logs"] ?? {},
        dataProtection,
        ...(args.accessLogDays === undefined ? {} : { retentionDays: args.accessLogDays }),
      },
      { parent: this },
    );
    const make = (zone: keyof typeof purposes, bucket: AccountBucket): SecureBucket =>
      new SecureBucket(
        `${name}-${zone}`,
        {
          environment,
          zone,
          personalData: false,
          dataSets: [{ name: zone, purpose: purposes[zone] }],
          access: args.access?.[zone] ?? {},
          accessLogsReady: accessLogs.ready,
          accessLogging: args.accessLogging ?? "on",
          controls: ["GOV-04"],
          dataProtection,
          ...bucket,
        },
        { parent: this },
      );

    const archive = accountBucketName(environment, "audit-logs");
    const made = {
      "audit-logs": make("audit-logs", {
        kmsKeyArn: keyArns.audit,
        lifecycle: archiveLifecycle(lock),
        objectLock: lock,
        statements: [
          ...trailDelivery(environment, archive, args.trailArn),
          ...logDelivery(environment, archive),
          ...archiveProtection(environment, archive, args.readerRoleArns["audit-logs"]),
        ],
        controls: ["GOV-04", "GOV-05"],
      }),
      evidence: make("evidence", {
        kmsKeyArn: keyArns.evidence,
        lifecycle: archiveLifecycle(lock),
        objectLock: lock,
        statements: archiveProtection(
          environment,
          accountBucketName(environment, "evidence"),
          args.readerRoleArns.evidence,
        ),
        controls: ["GOV-04", "GOV-05"],
      }),
      findings: make("findings", {
        kmsKeyArn: keyArns.evidence,
        lifecycle: {
          supersededVersions,
          // Results of queries over the trail can hold anything that was logged.
          expiringPrefixes: [{ prefix: "query-results/", days: retentionClasses.queryResults.prod.most }],
        },
        statements: macieDelivery(environment, accountBucketName(environment, "findings")),
        controls: ["GOV-04", "GOV-12"],
      }),
      "access-logs": accessLogs,
      code: make("code", {
        kmsKeyArn: keyArns.supplyChain,
        lifecycle: {
          supersededVersions: { ...supersededVersions, keepNewest: retentionClasses.supersededArtifact.keepNewest },
        },
      }),
    };
    this.buckets = made;
    this.records = Object.values(made).map(({ record }) => record);
    this.registerOutputs({
      bucketNames: Object.fromEntries(Object.entries(this.buckets).map(([zone, bucket]) => [zone, bucket.bucketName])),
      records: this.records,
    });
  }
}
