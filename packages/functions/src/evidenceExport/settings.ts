import * as z from "zod";
import type { SettingName } from "./contract.js";

const regionPattern = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/** True for text of the form of a Region name; anything else never reaches an endpoint's host name. */
export function isRegionName(text: string): boolean {
  return text.length <= 32 && regionPattern.test(text);
}

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "a bucket name");
const region = z.string().refine(isRegionName, "a Region, for example eu-central-1");

const schema = z.object({
  ARCHIVE_BUCKET: bucketName,
  ARCHIVE_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9!_.*'()-]+\/)*$/, "empty, or the trail's key prefix with its final slash")
    .max(200, "at most 200 characters")
    .default(""),
  EVIDENCE_BUCKET: bucketName,
  ACCOUNT_ID: z.string().regex(/^\d{12}$/, "twelve digits"),
  TRAIL_NAME: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/, "a trail name, 3 to 128 characters"),
  TRAIL_HOME_REGION: region,
  TRAIL_REGIONS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(region).min(1).max(60)),
  LOOK_BACK_HOURS: z
    .string()
    .regex(/^\d{1,4}$/, "a whole number from 1 to 800")
    .transform(Number)
    .pipe(z.number().min(1, "a whole number from 1 to 800").max(800, "a whole number from 1 to 800")),
  METRIC_NAMESPACE: z
    .string()
    .regex(/^(?!AWS\/)[A-Za-z0-9._\-/#:]{1,255}$/, "a CloudWatch namespace that does not begin with AWS/"),
  SOURCE_VERSION: z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/, "a commit or version, 1 to 64 of A-Z a-z 0-9 . _ + -"),
} satisfies Record<SettingName, z.ZodType>);

/** What the function is told by its environment. */
export interface Settings {
  /** Bucket that the trail delivers to (`ARCHIVE_BUCKET`). */
  readonly archiveBucket: string;
  /**
   * The trail's S3 key prefix with its final slash (`ARCHIVE_PREFIX`).
   * @defaultValue empty: the trail has none
   */
  readonly archivePrefix: string;
  /** Bucket that receives the evidence object (`EVIDENCE_BUCKET`). */
  readonly evidenceBucket: string;
  /** Account of the trail and of both buckets, twelve digits (`ACCOUNT_ID`). */
  readonly accountId: string;
  /** Name of the trail (`TRAIL_NAME`). */
  readonly trailName: string;
  /** Region in which the trail was made (`TRAIL_HOME_REGION`); every digest's file name carries it. */
  readonly trailHomeRegion: string;
  /**
   * Regions that must have digests (`TRAIL_REGIONS`, separated by commas). Regions found in the archive are verified as
   * well; the list makes the absence of a whole Region a finding.
   */
  readonly trailRegions: readonly string[];
  /** Length of the window to verify, in hours, 1 to 800 (`LOOK_BACK_HOURS`); longer than the schedule's interval. */
  readonly lookBackHours: number;
  /** CloudWatch namespace of the function's metrics (`METRIC_NAMESPACE`). */
  readonly metricNamespace: string;
  /** Commit or version of the code that runs, written into the evidence (`SOURCE_VERSION`). */
  readonly sourceVersion: string;
}

/** The environment is not what the function needs; the message lists every variable that is wrong. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * Reads the settings from environment variables.
 * @throws SettingsError naming each wrong variable, its value and what is allowed.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const wrong = new Map<string, string>();
    for (const issue of result.error.issues) {
      const name = String(issue.path[0]);
      const value = environment[name];
      const found = value === undefined ? "not set" : JSON.stringify(value.slice(0, 200));
      const expected = value === undefined ? "it is required" : `expected ${issue.message}`;
      if (!wrong.has(name)) wrong.set(name, `- ${name}: ${found}; ${expected}`);
    }
    throw new SettingsError(
      `evidence-export cannot start: ${String(wrong.size)} environment variable(s) of the function are wrong.\n` +
        [...wrong.values()].join("\n"),
    );
  }
  const read = result.data;
  return {
    archiveBucket: read.ARCHIVE_BUCKET,
    archivePrefix: read.ARCHIVE_PREFIX,
    evidenceBucket: read.EVIDENCE_BUCKET,
    accountId: read.ACCOUNT_ID,
    trailName: read.TRAIL_NAME,
    trailHomeRegion: read.TRAIL_HOME_REGION,
    trailRegions: [...new Set(read.TRAIL_REGIONS)].sort(),
    lookBackHours: read.LOOK_BACK_HOURS,
    metricNamespace: read.METRIC_NAMESPACE,
    sourceVersion: read.SOURCE_VERSION,
  };
}
