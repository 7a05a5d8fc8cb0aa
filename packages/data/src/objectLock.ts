/**
 * Default retention of every object that is written to a bucket.
 *
 * @see AWS, "Locking objects with Object Lock":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export interface ObjectLock {
  /**
   * - `COMPLIANCE`: nobody can delete a version before its time, root included; only days can be raised afterwards
   * - `GOVERNANCE`: callers with `s3:BypassGovernanceRetention` can
   */
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Days that a version cannot be deleted, 1 to 36,500. */
  readonly days: number;
}
