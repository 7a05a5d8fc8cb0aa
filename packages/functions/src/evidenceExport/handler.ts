import { Logger } from "@aws-lambda-powertools/logger";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as z from "zod";
import { TrailArchive } from "./archive.js";
import { buildEvidence, type Evidence } from "./evidence.js";
import { metricLine } from "./metrics.js";
import { listPublicKeys } from "./publicKeys.js";
import { readSettings, type Settings } from "./settings.js";
import { newProgress, verifyTrail, windowOf, type Progress } from "./verifyTrail.js";

/** Time kept for writing the evidence when verification does not finish, in milliseconds. */
const reserveMilliseconds = 20_000;

/** Everything from outside that the handler uses. */
export interface HandlerParts {
  /** Client for both buckets, which lie in the function's own Region. */
  readonly s3: S3Client;
  /** Makes or reuses the client of a Region: public keys are regional. */
  readonly cloudTrail: (region: string) => CloudTrailClient;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Current time, in milliseconds since 1970. */
  readonly now: () => number;
  /** Structured log; it is given keys, counts and error messages, never content. */
  readonly logger: Pick<Logger, "info" | "error">;
  /** Writes one line to standard output: `console.log` would prefix or wrap it, and the metrics would be lost. */
  readonly writeLine: (line: string) => void;
}

/** The part of Lambda's context that the handler uses. */
export interface HandlerContext {
  /** Milliseconds until Lambda ends the invocation. */
  getRemainingTimeInMillis(): number;
}

/** What an invocation answers; useful when it is made by hand. */
export interface HandlerAnswer {
  /** Overall result. */
  readonly status: Evidence["status"];
  /** Number of findings. */
  readonly failures: number;
  /** S3 key of the evidence object. */
  readonly evidenceKey: string;
  /** False when an earlier run of the same event had written it. */
  readonly written: boolean;
}

/** The event is not what the schedule sends. */
class EventError extends Error {
  override readonly name = "EventError";
}

const eventSchema = z.object({ time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });

/**
 * Reads the scheduled time from an event, in milliseconds since 1970.
 * @throws EventError when it has none, or one that lies in the future.
 */
export function readEventTime(event: unknown, now: number): number {
  const result = eventSchema.safeParse(event);
  const time = result.success ? Date.parse(result.data.time) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new EventError(
      'the event needs "time", the scheduled time as UTC, for example {"time": "2026-11-24T06:00:00Z"}',
    );
  }
  // Five minutes are for clocks that differ.
  if (time > now + 300_000) throw new EventError(`the event's time ${new Date(time).toISOString()} lies in the future`);
  return time;
}

/** Makes the Lambda handler from its parts. */
export function makeHandler(parts: HandlerParts) {
  return async function handler(event: unknown, context: HandlerContext): Promise<HandlerAnswer> {
    const settings = readSettings(parts.environment);
    const now = parts.now();
    const time = readEventTime(event, now);
    const window = windowOf(time, settings.lookBackHours);
    const progress = newProgress();
    const outOfTime = new AbortController();
    const budget = context.getRemainingTimeInMillis() - reserveMilliseconds;
    const timer = setTimeout(
      () => {
        outOfTime.abort();
      },
      Math.max(0, budget),
    );
    if (budget <= 0) outOfTime.abort();
    const signal = outOfTime.signal;
    try {
      await verifyTrail(
        {
          archive: new TrailArchive(parts.s3, settings.archiveBucket, settings.accountId, signal),
          listPublicKeys: (region, from, to) => listPublicKeys(parts.cloudTrail(region), region, from, to, signal),
          settings,
          time,
          now,
          window,
          signal,
        },
        progress,
      );
    } catch (error) {
      // What was found before the failure must still reach the alarm: whoever tampers may also block the rest.
      if (progress.findings.length > 0) emitMetrics(parts, settings, progress);
      parts.logger.error("verification failed", { findings: progress.findings.length, error: error as Error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
    // Metrics first: an evidence bucket that refuses the write must not silence the alarm.
    emitMetrics(parts, settings, progress);
    const evidence = buildEvidence({
      ...settings,
      ...window,
      time,
      complete: progress.complete,
      regions: progress.regions,
      findings: progress.findings,
    });
    const written = await writeOnce(parts.s3, settings, evidence);
    const answer = {
      status: evidence.status,
      failures: progress.findings.length,
      evidenceKey: evidence.key,
      written,
    };
    parts.logger.info("trail integrity verified", answer);
    return answer;
  };
}

function emitMetrics(parts: HandlerParts, settings: Settings, progress: Progress): void {
  const { regions } = progress;
  parts.writeLine(
    metricLine(settings.metricNamespace, parts.now(), {
      failures: progress.findings.length,
      incomplete: progress.complete ? 0 : 1,
      digestsVerified: regions.reduce((total, region) => total + region.validDigests, 0),
      logFilesVerified: regions.reduce((total, region) => total + region.validLogFiles, 0),
    }),
  );
}

/**
 * Writes the evidence unless its key is taken, which means that the same event was handled before. Object Lock demands
 * a checksum with each write; encryption is left to the bucket's default, which names the right key.
 */
async function writeOnce(s3: S3Client, settings: Settings, evidence: Evidence): Promise<boolean> {
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: settings.evidenceBucket,
        ExpectedBucketOwner: settings.accountId,
        Key: evidence.key,
        Body: evidence.text,
        ContentType: "application/json",
        ChecksumAlgorithm: "SHA256",
        IfNoneMatch: "*",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "PreconditionFailed") return false;
    throw error;
  }
}

let made: ReturnType<typeof makeHandler> | undefined;

/** Entry point of the Lambda function. Nothing is made at import, so that the file can be loaded anywhere. */
export async function handler(event: unknown, context: HandlerContext): Promise<HandlerAnswer> {
  if (made === undefined) {
    const clients = new Map<string, CloudTrailClient>();
    made = makeHandler({
      s3: new S3Client({ maxAttempts: 5 }),
      cloudTrail: (region) => {
        const client = clients.get(region) ?? new CloudTrailClient({ region, maxAttempts: 5 });
        clients.set(region, client);
        return client;
      },
      environment: process.env,
      now: Date.now,
      logger: new Logger({ serviceName: "evidence-export" }),
      writeLine: (line) => process.stdout.write(`${line}\n`),
    });
  }
  return await made(event, context);
}
