import { retentionClasses } from "@secure-ml/controls";
import type { ArgsCheck } from "@secure-ml/core";
import type * as aws from "@pulumi/aws";
import type { ObjectLock } from "./objectLock.js";

/** How long versions are kept that were overwritten or deleted. */
export interface SupersededVersions {
  /** Days until such a version is deleted for good, 1 to 36,500. */
  readonly days: number;
  /**
   * Newest such versions of an object that are kept however old they are, 1 to 100.
   * @defaultValue none
   */
  readonly keepNewest?: number;
}

/** A move of current objects to a cheaper storage class. */
export interface StorageTransition {
  /** Days after an object was written, at least 30. */
  readonly days: number;
  /** Class that it moves to. */
  readonly storageClass: "STANDARD_IA" | "GLACIER_IR" | "DEEP_ARCHIVE";
}

/** A prefix whose objects live for a shorter time than the others; what was overwritten there lives one day. */
export interface ExpiringPrefix {
  /** Beginning of the object keys, ending in a slash. */
  readonly prefix: string;
  /** Days until an object expires, 1 to 36,500. */
  readonly days: number;
}

/** How long a bucket keeps what it holds. */
export interface BucketLifecycle {
  /** Absent only in the zone `access-logs`, whose objects have no versions. */
  readonly supersededVersions?: SupersededVersions;
  /**
   * Days until a current object expires, 1 to 36,500; with versions it then becomes a superseded one.
   * @defaultValue never
   */
  readonly expirationDays?: number;
  /**
   * Moves to cheaper storage classes, in order of their days.
   * @defaultValue none
   * @remarks Objects below 128 KB stay where they are: to move them costs more than it saves.
   */
  readonly transitions?: readonly StorageTransition[];
  /**
   * Prefixes whose objects expire earlier.
   * @defaultValue none
   */
  readonly expiringPrefixes?: readonly ExpiringPrefix[];
}

const maximumDays = 36_500;

/**
 * Notes what S3 would refuse in a lifecycle, or what an Object Lock would make ineffective.
 *
 * @param check collects the problems
 * @param lifecycle the lifecycle
 * @param lock the bucket's lock, if it has one
 * @see AWS, "Transitioning objects using Amazon S3 Lifecycle":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function checkLifecycle(check: ArgsCheck, lifecycle: BucketLifecycle, lock: ObjectLock | undefined): void {
  const { supersededVersions, expirationDays, transitions = [], expiringPrefixes = [] } = lifecycle;
  if (supersededVersions !== undefined) {
    const { days, keepNewest } = supersededVersions;
    check.intRange("lifecycle.supersededVersions.days", days, 1, maximumDays, "days");
    if (keepNewest !== undefined) {
      check.intRange("lifecycle.supersededVersions.keepNewest", keepNewest, 1, 100, "versions");
    }
  }
  if (expirationDays !== undefined) {
    check.intRange("lifecycle.expirationDays", expirationDays, 1, maximumDays, "days");
  }
  transitions.forEach(({ days }, index) => {
    // 30 days after the one before: S3 asks for it after STANDARD_IA, whose shortest billed time that is.
    const earliest = 30 + (transitions[index - 1]?.days ?? 0);
    const latest = (expirationDays ?? maximumDays + 1) - 1;
    check.intRange(`lifecycle.transitions[${index}].days`, days, earliest, latest, "days");
  });
  expiringPrefixes.forEach(({ prefix, days }, index) => {
    const argument = `lifecycle.expiringPrefixes[${index}]`;
    check.that(/^[^/].*\/$/.test(prefix), `${argument}.prefix`, "must end, but not begin, with a slash", prefix);
    check.intRange(`${argument}.days`, days, 1, maximumDays, "days");
  });
  if (lock !== undefined) {
    const reason = `must be at least the lock's ${lock.days} days, since what is locked cannot expire`;
    const superseded = supersededVersions?.days ?? lock.days;
    check.that(superseded >= lock.days, "lifecycle.supersededVersions.days", reason, superseded);
    const expiration = expirationDays ?? lock.days;
    check.that(expiration >= lock.days, "lifecycle.expirationDays", reason, expiration);
    for (const { prefix } of expiringPrefixes) {
      check.that(false, "lifecycle.expiringPrefixes", "must be empty in a bucket with a lock", prefix);
    }
  }
}

/**
 * Days after which nothing is left of an object that nobody touched, its superseded versions included: what expires
 * becomes such a version first.
 *
 * @returns nothing where an object, or its newest versions, stay until somebody deletes them
 */
export function lifetimeDays({ expirationDays, supersededVersions }: BucketLifecycle): number | undefined {
  return expirationDays === undefined || supersededVersions?.keepNewest !== undefined
    ? undefined
    : expirationDays + (supersededVersions?.days ?? 0);
}

/**
 * The rules of a bucket's one lifecycle configuration (DATA-11).
 *
 * @param lifecycle what {@link checkLifecycle} has found nothing in
 * @see AWS, "Lifecycle configuration elements":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleRules(lifecycle: BucketLifecycle): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const { supersededVersions, expirationDays, transitions = [], expiringPrefixes = [] } = lifecycle;
  const status = "Enabled";
  return [
    {
      id: "all-objects",
      status,
      // Explicitly everything: a rule without a filter shows as a change for ever.
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: retentionClasses.incompleteUpload.prod.most },
      ...(transitions.length === 0 ? {} : { transitions: transitions.map((transition) => ({ ...transition })) }),
      ...(expirationDays === undefined ? {} : { expiration: { days: expirationDays } }),
      ...(supersededVersions === undefined
        ? {}
        : {
            noncurrentVersionExpiration: {
              noncurrentDays: supersededVersions.days,
              ...(supersededVersions.keepNewest === undefined
                ? {}
                : { newerNoncurrentVersions: supersededVersions.keepNewest }),
            },
          }),
    },
    // A rule of its own: S3 refuses delete markers and days in one.
    ...(supersededVersions === undefined
      ? []
      : [{ id: "delete-markers", status, filter: {}, expiration: { expiredObjectDeleteMarker: true } }]),
    ...expiringPrefixes.map(({ prefix, days }) => ({
      id: `prefix-${prefix.slice(0, -1)}`,
      status,
      filter: { prefix },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    })),
  ];
}
