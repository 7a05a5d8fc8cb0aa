/**
 * Retention periods that CloudWatch Logs accepts, in days. Every other number is refused, and leaving the period out
 * keeps the events for ever.
 *
 * @see AWS, "PutRetentionPolicy": https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A retention period that CloudWatch Logs accepts, in days. */
export type LogRetentionDays = (typeof logRetentionDays)[number];

/** How long one class of store keeps what it holds. */
export interface RetentionClass {
  /** Days in a development environment. */
  readonly dev: number;
  /** Days in a production environment. */
  readonly prod: number;
  /** Fewest days that are accepted in production. */
  readonly prodFloor?: number;
  /** Most days that are accepted in any environment. */
  readonly ceiling?: number;
  /** Newest superseded versions that outlive the period, in production. */
  readonly keepNewest?: number;
}

/** The one table of lifetimes; lifecycles, log groups, backups and recorded configuration all take theirs from it. */
export const retentionClasses = {
  /** Object Lock of `audit-logs` and `evidence`. */
  archive: { dev: 1, prod: 2557, prodFloor: 365 },
  /** Configuration history of AWS Config. */
  configuration: { dev: 365, prod: 2557 },
  /** Log groups that hold audit events. */
  auditLogGroup: { dev: 30, prod: 731, prodFloor: 731 },
  /** All other log groups. */
  logGroup: { dev: 30, prod: 400 },
  /** Superseded versions in buckets that hold, or may hold, personal data: longer would defeat erasure. */
  supersededVersion: { dev: 7, prod: 30, ceiling: 30 },
  /** Superseded versions of job outputs and models, kept longer for a rollback. */
  supersededArtifact: { dev: 7, prod: 365, keepNewest: 10 },
  /** Objects of the `scratch` bucket. */
  scratch: { dev: 14, prod: 14, ceiling: 14 },
  /** Results of queries over the trail. */
  queryResults: { dev: 30, prod: 30, ceiling: 30 },
  /** Parts of uploads that were never completed. */
  incompleteUpload: { dev: 7, prod: 7, ceiling: 7 },
  /** Backups of stores that hold personal data. */
  personalBackup: { dev: 7, prod: 35, ceiling: 35 },
} as const satisfies Record<string, RetentionClass>;

/** Name of a retention class. */
export type RetentionClassName = keyof typeof retentionClasses;
