import { read, type Read } from "./known.js";
import { currentSettings } from "./settings.js";
import { readTag, type AnyResource } from "./tags.js";
import type { Verdict } from "./verdict.js";

/** Values of the tag `data-zone`: what a bucket holds, and with it how it must be kept. */
export const dataZones = [
  "audit-logs",
  "evidence",
  "findings",
  "access-logs",
  "code",
  "raw",
  "curated",
  "quarantine",
  "features",
  "artifacts",
  "capture",
  "labels",
  "scratch",
] as const;

/** One of {@link dataZones}. */
export type DataZone = (typeof dataZones)[number];

/** Zones whose buckets all environments of an account use. */
export const accountZones: readonly DataZone[] = ["audit-logs", "evidence", "findings", "access-logs", "code"];

/** Zones whose buckets are write-once. */
export const archiveZones: readonly DataZone[] = ["audit-logs", "evidence"];

/**
 * The zone of the bucket that takes everyone's server access logs. S3 delivers them only to a bucket with SSE-S3 and
 * without Object Lock, so several rules ask something else of it.
 *
 * @see AWS, "Enabling Amazon S3 server access logging":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const accessLogZone: DataZone = "access-logs";

/** Reads a bucket's zone. */
export function readZone(bucket: AnyResource): Read {
  return readTag(bucket, "data-zone");
}

/**
 * Whether a name is the one that the account stack gives to one of its buckets. The other end of such a link is in
 * another stack, so its name is all there is to go by.
 *
 * @param name a bucket's name
 */
export function isAccountBucketName(name: string, zone: DataZone): boolean {
  const { project = "[a-z][a-z0-9-]*" } = currentSettings();
  return new RegExp(`^${project}-account-${zone}(-|$)`).test(name);
}

/** Name of a bucket, if it is known. */
export function readBucketName(bucket: Pick<AnyResource, "props">): Read {
  return read(bucket.props, "bucket");
}

/**
 * Whether a bucket holds data, as opposed to server access logs. Ends the check for the latter; reports an unknown zone
 * as undecided.
 */
export function isDataBucket(bucket: AnyResource, verdict: Verdict): boolean {
  const zone = readZone(bucket);
  if (zone.state === "known" && zone.value === accessLogZone) verdict.notApplicable("The bucket takes access logs");
  if (zone.state === "unknown") verdict.undecided("tag data-zone cannot be known yet");
  return zone.state !== "unknown";
}
