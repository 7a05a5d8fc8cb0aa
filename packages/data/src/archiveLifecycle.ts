import type { BucketLifecycle, StorageTransition } from "./bucketLifecycle.js";
import type { ObjectLock } from "./objectLock.js";

/** Logs are looked up for a year at least, however short their lock. */
const minimumArchiveDays = 365;

const coldStorage: readonly StorageTransition[] = [
  { days: 30, storageClass: "STANDARD_IA" },
  { days: 90, storageClass: "GLACIER_IR" },
  { days: 365, storageClass: "DEEP_ARCHIVE" },
];

/**
 * How long a locked archive keeps what it holds (GOV-04): until the lock runs out, and a year at least; meanwhile it
 * moves to ever cheaper storage. What was overwritten or deleted is kept just as long as the lock.
 *
 * @param lock the archive's lock
 */
export function archiveLifecycle(lock: ObjectLock): BucketLifecycle {
  const expirationDays = Math.max(lock.days, minimumArchiveDays);
  return {
    expirationDays,
    // S3 refuses a move on or after the day of expiry.
    transitions: coldStorage.filter(({ days }) => days < expirationDays),
    supersededVersions: { days: lock.days },
  };
}
