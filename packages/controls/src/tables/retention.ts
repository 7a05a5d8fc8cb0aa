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

/** How long a class of store keeps what it holds in one profile, in days. */
export interface RetentionBounds {
  /** Fewest days that are accepted. */
  readonly least: number;
  /** Days where nobody says otherwise. */
  readonly usual: number;
  /** Most days that are accepted. */
  readonly most: number;
}

/** How long one class of store keeps what it holds. */
export interface RetentionClass {
  /** In an environment whose data may be thrown away. */
  readonly dev: RetentionBounds;
  /** In an environment whose data is kept. */
  readonly prod: RetentionBounds;
  /** Newest superseded versions that outlive the period, in production. */
  readonly keepNewest?: number;
}

/** A period that nobody chooses. */
const fixed = (days: number): Pick<RetentionClass, "dev" | "prod"> => ({
  dev: { least: days, usual: days, most: days },
  prod: { least: days, usual: days, most: days },
});

/**
 * The one table of lifetimes (GOV-33): lifecycles of buckets, locks and log groups take theirs from it, the config is
 * held to it, and so is what a program declares (rule `gov-retention-in-bounds`).
 */
export const retentionClasses = {
  /**
   * Object Lock of `audit-logs` and `evidence`. A lock of years in an environment that is thrown away would outlive it:
   * nobody can delete the buckets before. The least in production is that of `COMPLIANCE`; with `GOVERNANCE` it is a day.
   */
  archive: { dev: { least: 1, usual: 1, most: 30 }, prod: { least: 365, usual: 2557, most: 3653 } },
  /** Configuration history of AWS Config, which keeps 2,557 days at most. */
  configuration: { dev: { least: 30, usual: 365, most: 2557 }, prod: { least: 365, usual: 2557, most: 2557 } },
  /** Log groups that hold audit events. */
  auditLogGroup: { dev: { least: 1, usual: 30, most: 731 }, prod: { least: 731, usual: 731, most: 3653 } },
  /** All other log groups. */
  logGroup: { dev: { least: 1, usual: 30, most: 731 }, prod: { least: 365, usual: 400, most: 3653 } },
  /** Objects that hold, or may hold, personal data, superseded versions included. */
  personalData: { dev: { least: 2, usual: 90, most: 365 }, prod: { least: 2, usual: 365, most: 2557 } },
  /** Superseded versions in buckets that hold, or may hold, personal data: longer would defeat erasure. */
  supersededVersion: { dev: { least: 1, usual: 7, most: 30 }, prod: { least: 1, usual: 30, most: 30 } },
  /** Superseded versions of treated data, features, findings and code. */
  supersededStandard: { dev: { least: 1, usual: 7, most: 365 }, prod: { least: 1, usual: 90, most: 365 } },
  /** Superseded versions of job outputs and models, kept longer for a rollback. */
  supersededArtifact: {
    dev: { least: 1, usual: 7, most: 365 },
    prod: { least: 1, usual: 365, most: 365 },
    keepNewest: 10,
  },
  /** Server access logs of buckets. */
  accessLog: { dev: { least: 1, usual: 731, most: 731 }, prod: { least: 365, usual: 731, most: 3653 } },
  /** Objects of the `scratch` bucket. */
  scratch: fixed(14),
  /** Results of queries over the trail. */
  queryResults: fixed(30),
  /** Parts of uploads that were never completed. */
  incompleteUpload: fixed(7),
  /** Backups of stores that hold personal data. */
  personalBackup: { dev: { least: 1, usual: 7, most: 35 }, prod: { least: 7, usual: 35, most: 35 } },
} as const satisfies Record<string, RetentionClass>;

/** Name of a retention class. */
export type RetentionClassName = keyof typeof retentionClasses;
