// What the stack must know about the function. Plain data without imports: a preview loads this file, not the handler's
// dependencies.

/** Prefix of the evidence objects in the `evidence` bucket. */
export const evidencePrefix = "trail-integrity/";

/** Names of the environment variables that the handler reads; `settings.ts` says what each must hold. */
export const settingNames = [
  "ARCHIVE_BUCKET",
  "ARCHIVE_PREFIX",
  "EVIDENCE_BUCKET",
  "ACCOUNT_ID",
  "TRAIL_NAME",
  "TRAIL_HOME_REGION",
  "TRAIL_REGIONS",
  "LOOK_BACK_HOURS",
  "METRIC_NAMESPACE",
  "SOURCE_VERSION",
] as const;

/** Name of an environment variable that the handler reads. */
export type SettingName = (typeof settingNames)[number];

/** Names of the function's CloudWatch metrics. */
export const metricNames = {
  /** Number of findings of the run; 0 when everything holds. */
  failures: "TrailIntegrityFailures",
  /** 1 when the run did not finish in time, else 0. */
  incomplete: "TrailIntegrityIncomplete",
  /** Number of digest files whose signature and place are right. */
  digestsVerified: "TrailDigestsVerified",
  /** Number of log files whose hash is right. */
  logFilesVerified: "TrailLogFilesVerified",
} as const;
