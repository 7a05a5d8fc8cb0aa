import { retentionClasses } from "@secure-ml/controls";
import {
  ArgsCheck,
  dataSetsIn,
  mayBePersonal,
  physicalName,
  zoneLifetime,
  type DataProtection,
  type DataSet,
  type Environment,
} from "@secure-ml/core";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLifecycle } from "./bucketLifecycle.js";
import type { BucketAccess } from "./bucketPerimeter.js";
import type { BucketKeyDomain } from "./dataKeys.js";
import { keyOfZone } from "./dataPlaces.js";
import { platformZones, type PlatformZone } from "./dataZone.js";
import { prefixProblems, prefixStatements, type PrefixAccess } from "./prefixAccess.js";
import type { ProcessingRecord } from "./processingRecord.js";
import { scanStatements, untrustedPrefixes, type ScannedPrefixes } from "./scannedPrefixes.js";
import { SecureBucket, type AccessLogging, type BucketHandle, type DeleteGuard } from "./secureBucket.js";

const { personalData, scratch, supersededArtifact, supersededStandard, supersededVersion } = retentionClasses;

/** How long objects can be brought back that were overwritten or deleted, by what they are. */
export interface SupersededVersionDays {
  /**
   * Treated data and features, 1 to 365 days.
   * @defaultValue 90
   */
  readonly standard?: number;
  /**
   * Where personal data may be, 1 to 30 days: longer would defeat erasure.
   * @defaultValue 30
   */
  readonly personal?: number;
  /**
   * Models and job outputs, besides the newest ten of each, 1 to 365 days.
   * @defaultValue 365
   */
  readonly artifacts?: number;
}

/** What a tier adds to the roles that reach the environment's buckets, by zone. */
export type DataBucketAccess = Readonly<Partial<Record<PlatformZone, BucketAccess>>>;

/** Arguments of {@link DataBuckets}. */
export interface DataBucketsArgs {
  /** Facts of the platform stack. */
  readonly environment: Environment;
  /** ARNs of the keys that encrypt the buckets, by domain. */
  readonly keyArns: Readonly<Record<BucketKeyDomain, pulumi.Input<string>>>;
  /** Id of the VPC's gateway endpoint for S3, through which roles reach the objects. */
  readonly s3EndpointId: pulumi.Input<string>;
  /**
   * Roles that reach the objects of each zone: one entry for each tier, by ARNs composed from names.
   * @defaultValue none
   */
  readonly access?: readonly DataBucketAccess[];
  /**
   * Prefixes that are for some of these roles alone; those of one zone must not overlap. A role named here that does not
   * reach the zone is refused.
   * @defaultValue none
   */
  readonly prefixAccess?: readonly PrefixAccess[];
  /** How long objects can be brought back that were overwritten or deleted. */
  readonly supersededVersionDays?: SupersededVersionDays;
  /**
   * Days after which nothing is left of an object that may hold personal data, its superseded versions included, 2 to
   * 2,557 and more than those of superseded versions. S3 deletes it for good without asking again.
   * @defaultValue 365
   */
  readonly personalDataDays?: number;
  /**
   * Data sets that lie in the buckets: what each bucket says it holds, under which law and for how long. The shortest
   * retention in a zone holds for all that lies there.
   * @defaultValue none: personal data may come in all the same, and nobody has said under which law
   */
  readonly dataSets?: readonly DataSet[];
  /**
   * Prefixes whose objects nobody reads before {@link MalwareScan} has found them clean, by zone.
   * @defaultValue every prefix that third parties fill
   */
  readonly scannedPrefixes?: ScannedPrefixes;
  /**
   * Whether the buckets log the requests they get.
   * @defaultValue "on"
   */
  readonly accessLogging?: AccessLogging;
  /**
   * Whether versions of artifacts are deleted for good with proof of a second factor only (DATA-12).
   * @defaultValue "multi-factor", or "off" where a destroy deletes everything
   */
  readonly deleteGuard?: DeleteGuard;
  /**
   * What a destroy does to the buckets. `disposable` deletes them with everything in them.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/** What differs from bucket to bucket. */
interface DataBucket {
  readonly personalData: boolean;
  readonly lifecycle: BucketLifecycle;
}

/** How long what lies in the zones is kept. */
interface Lifetimes extends Required<SupersededVersionDays> {
  readonly personalData: number;
}

/**
 * The environment's data buckets, one for each zone of trust (DATA-03), each under its domain's key, with tags and a
 * lifecycle that follow from the data sets in it (DATA-33). Below the prefixes that others fill nobody reads an object
 * before it is scanned and clean (DATA-28).
 *
 * @see AWS, "Security best practices for Amazon S3":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export class DataBuckets extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:data:DataBuckets";

  /** The buckets, by what they hold. */
  readonly buckets: Readonly<Record<PlatformZone, BucketHandle>>;
  /** What each bucket holds, why, for how long and where: its entries of the processing register. */
  readonly records: readonly ProcessingRecord[];

  /**
   * @throws pulumi.ResourceError for days out of range, and for prefixes with roles that do not reach their zone
   * @throws PolicyDocumentError for more prefixes with roles of their own than a bucket's policy holds
   */
  constructor(name: string, args: DataBucketsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataBuckets.__pulumiType, name, args, opts);
    const {
      standard = supersededStandard.prod.usual,
      personal = supersededVersion.prod.usual,
      artifacts = supersededArtifact.prod.usual,
    } = args.supersededVersionDays ?? {};
    const personalDays = args.personalDataDays ?? personalData.prod.usual;
    const { environment, prefixAccess = [] } = args;
    const accessTo = (zone: PlatformZone): BucketAccess => merged((args.access ?? []).map((tier) => tier[zone] ?? {}));
    const reaching = (zone: PlatformZone): readonly string[] => {
      const { roleArns = [], outsideRoleArns = [] } = accessTo(zone);
      return [...roleArns, ...outsideRoleArns];
    };
    const misnamed = prefixProblems(environment, prefixAccess, reaching);
    new ArgsCheck(this, `DataBuckets "${name}"`)
      .intRange("supersededVersionDays.standard", standard, 1, supersededStandard.prod.most, "days")
      .intRange("supersededVersionDays.personal", personal, 1, supersededVersion.prod.most, "days")
      .intRange("supersededVersionDays.artifacts", artifacts, 1, supersededArtifact.prod.most, "days")
      .intRange("personalDataDays", personalDays, personalData.prod.least, personalData.prod.most, "days")
      .that(
        personalDays > personal,
        "personalDataDays",
        "must be more than supersededVersionDays.personal",
        personalDays,
      )
      .that(misnamed.length === 0, "prefixAccess", `must name roles that reach the zone: ${misnamed.join("; ")}`)
      .done();
    const dataSets = args.dataSets ?? [];
    const lifetimes = { standard, personal, artifacts, personalData: personalDays };
    const table = Object.fromEntries(
      platformZones.map((zone) => [zone, dataBucket(zone, lifetimes, dataSets)]),
    ) as Readonly<Record<PlatformZone, DataBucket>>;
    const make = (zone: PlatformZone): SecureBucket => {
      const { personalData, lifecycle } = table[zone];
      return new SecureBucket(
        `${name}-${zone}`,
        {
          environment,
          zone,
          personalData,
          dataSets: dataSetsIn(zone, dataSets),
          kmsKeyArn: args.keyArns[keyOfZone[zone]],
          access: accessTo(zone),
          statements: [
            ...prefixStatements(
              environment,
              physicalName(environment, "bucket", zone),
              prefixAccess.filter((each) => each.zone === zone),
            ),
            ...scanStatements(
              environment,
              physicalName(environment, "bucket", zone),
              (args.scannedPrefixes ?? untrustedPrefixes)[zone] ?? [],
            ),
          ],
          s3EndpointId: args.s3EndpointId,
          lifecycle,
          accessLogging: args.accessLogging ?? "on",
          deleteGuard:
            zone === "artifacts"
              ? (args.deleteGuard ?? (args.dataProtection === "disposable" ? "off" : "multi-factor"))
              : "off",
          ...(args.dataProtection === undefined ? {} : { dataProtection: args.dataProtection }),
        },
        { parent: this },
      );
    };
    const made = platformZones.map((zone) => [zone, make(zone)] as const);
    this.buckets = Object.fromEntries(made) as Record<PlatformZone, SecureBucket>;
    this.records = made.map(([, { record }]) => record);
    this.registerOutputs({
      bucketNames: Object.fromEntries(Object.entries(this.buckets).map(([zone, bucket]) => [zone, bucket.bucketName])),
      records: this.records,
    });
  }
}

function merged(access: readonly BucketAccess[]): BucketAccess {
  return {
    roleArns: access.flatMap(({ roleArns = [] }) => roleArns),
    outsideRoleArns: access.flatMap(({ outsideRoleArns = [] }) => outsideRoleArns),
  };
}

/**
 * What differs from zone to zone. What comes in untreated, and copies of it, may hold personal data; what is treated does
 * not, unless one of its data sets says so.
 */
function dataBucket(zone: PlatformZone, days: Lifetimes, dataSets: readonly DataSet[]): DataBucket {
  const personalData = mayBePersonal(zone, dataSets);
  const end = zoneLifetime(zone, dataSets, days.personalData);
  if (zone === "artifacts") {
    const supersededVersions = { days: days.artifacts, keepNewest: supersededArtifact.keepNewest };
    return { personalData, lifecycle: { supersededVersions } };
  }
  // Nobody brings scratch back: what is deleted there is gone a day later.
  const superseded = zone === "scratch" ? 1 : personalData ? days.personal : days.standard;
  // An object that expires becomes a superseded version: only when that is gone is nothing left.
  const expirationDays =
    end === undefined ? undefined : Math.min(end - superseded, zone === "scratch" ? scratch.prod.most : Infinity);
  return {
    personalData,
    lifecycle: {
      supersededVersions: { days: superseded },
      ...(expirationDays === undefined ? {} : { expirationDays }),
    },
  };
}
