import { functionBundle, type FunctionBundle, type PermissionNeed } from "./functionBundle.js";
import { evidencePrefix, metricNames, settingNames, type SettingName } from "./evidenceExport/contract.js";

/** The `evidence-export` function: its bundle and everything the stack must know to run it (GOV-24, GOV-01). */
export interface EvidenceExportBundle extends FunctionBundle {
  /**
   * All that the function's role may do, besides writing its own log group. Nothing wider works better, and each
   * narrower grant breaks it.
   */
  readonly permissions: readonly PermissionNeed[];
  /** Environment variables that the handler checks before it does anything; `settings.ts` documents each. */
  readonly environmentVariables: readonly SettingName[];
  /** Prefix in the `evidence` bucket under which the function writes, with its final slash. */
  readonly evidencePrefix: string;
  /**
   * Metrics written in the namespace `METRIC_NAMESPACE` without dimensions, one value a run: `failures` (findings; an
   * alarm fires above 0), `incomplete` (1 when time ran out), `digestsVerified` and `logFilesVerified`.
   */
  readonly metrics: typeof metricNames;
  /** The function's `timeout`, in seconds: Lambda's maximum, because the work grows with the trail. */
  readonly timeoutSeconds: 900;
  /** The function's `memorySize`, in MiB; log files are streamed, so this buys CPU for inflating and hashing. */
  readonly memoryMiB: 1024;
}

/**
 * Verifies the trail's digest chain on a schedule and writes one evidence object a run.
 * @remarks The event must carry the scheduled time as `time` (`2026-11-24T06:00:00Z`): a scheduled EventBridge rule sends
 * it, an EventBridge Scheduler target needs the input `{"time": "<aws.scheduler.scheduled-time>"}`. A failed run throws,
 * so an asynchronous invocation is retried and ends in the dead-letter queue; a repeated event writes nothing twice.
 * @see AWS, "Custom implementations of CloudTrail log file integrity validation":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export const evidenceExport: EvidenceExportBundle = functionBundle("evidence-export", {
  permissions: [
    {
      sid: "ReadTrailFiles",
      actions: ["s3:GetObject"],
      target: "archiveObjects",
      // Digests lie in CloudTrail-Digest/, log files in CloudTrail/ and its siblings (Insights, network activity);
      // the flow logs beside them stay out of reach.
      objectKeys: ["{archivePrefix}AWSLogs/{accountId}/CloudTrail*"],
      reason: "Digest files and the log files that they list are hashed.",
    },
    {
      sid: "ListArchive",
      actions: ["s3:ListBucket"],
      target: "archiveBucket",
      reason:
        "Digests are found by listing; without this, S3 answers 403 and not 404 for a removed file. No s3:prefix " +
        "condition: a GetObject request carries no prefix, so the condition would bring the 403 back.",
    },
    {
      sid: "DecryptTrailFiles",
      actions: ["kms:Decrypt"],
      target: "archiveKey",
      reason: "The archive is encrypted with a customer managed key.",
    },
    {
      sid: "WriteEvidence",
      actions: ["s3:PutObject"],
      target: "evidenceObjects",
      objectKeys: [`${evidencePrefix}*`],
      reason: "One object a run; the write is conditional, so nothing is ever replaced.",
    },
    {
      sid: "EncryptEvidence",
      actions: ["kms:GenerateDataKey"],
      target: "evidenceKey",
      reason: "The evidence bucket is encrypted with a customer managed key.",
    },
    {
      sid: "ReadDigestKeys",
      actions: ["cloudtrail:ListPublicKeys"],
      target: "any",
      reason: "Each Region signs with keys of its own; the action supports no resource, so only `*` works.",
    },
  ],
  environmentVariables: settingNames,
  evidencePrefix,
  metrics: metricNames,
  timeoutSeconds: 900,
  memoryMiB: 1024,
});
