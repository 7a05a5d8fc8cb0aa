/** Which trail's files are meant: everything that the S3 keys of its digests are made of. */
export interface TrailIdentity {
  /** The trail's S3 key prefix with its final slash, or empty. */
  readonly archivePrefix: string;
  /** Account whose events the trail records, twelve digits. */
  readonly accountId: string;
  /** Name of the trail. */
  readonly trailName: string;
  /** Region in which the trail was made. */
  readonly trailHomeRegion: string;
}

/** What a digest's S3 key says about it. */
export interface DigestKey {
  /** The whole S3 key. */
  readonly key: string;
  /** End of the period that the digest covers, in milliseconds since 1970. */
  readonly endsAt: number;
  /**
   * True for a backfill digest, which CloudTrail adds later for log files that it delivered late. These form no
   * gapless chain.
   */
  readonly backfill: boolean;
}

/** S3 prefix of the trail's digests of all Regions, or of one Region. */
export function digestPrefix(trail: TrailIdentity, region?: string): string {
  const all = `${trail.archivePrefix}AWSLogs/${trail.accountId}/CloudTrail-Digest/`;
  return region === undefined ? all : `${all}${region}/`;
}

/** S3 prefix of the trail's log files of one Region. */
export function logPrefix(trail: TrailIdentity, region: string): string {
  return `${trail.archivePrefix}AWSLogs/${trail.accountId}/CloudTrail/${region}/`;
}

/**
 * S3 prefix that every log file of the trail begins with: events lie in `CloudTrail/`, Insights and network activity
 * events in folders whose names begin the same.
 */
export function anyLogPrefix(trail: TrailIdentity): string {
  return `${trail.archivePrefix}AWSLogs/${trail.accountId}/CloudTrail`;
}

/** S3 key after which all files of the given day and later ones come, in the order in which S3 lists. */
export function startOfDayKey(regionPrefix: string, time: number): string {
  return `${regionPrefix}${new Date(time).toISOString().slice(0, 10).replaceAll("-", "/")}/`;
}

function compactTime(stamp: string): number {
  const [, year, month, day, hour, minute, second = "00"] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z$/.exec(stamp) ?? [];
  return Date.parse(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second}Z`);
}

/**
 * Reads an S3 key as a digest of this trail and Region; `undefined` for every other key, such as a digest of a second
 * trail that delivers to the same bucket.
 * @see AWS, "CloudTrail digest file structure":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function parseDigestKey(trail: TrailIdentity, region: string, key: string): DigestKey | undefined {
  const prefix = digestPrefix(trail, region);
  if (key.length > 1024 || !key.startsWith(prefix)) return undefined;
  const [, day, file] = /^(\d{4}\/\d\d\/\d\d)\/([^/]+)$/.exec(key.slice(prefix.length)) ?? [];
  const start = `${trail.accountId}_CloudTrail-Digest_${region}_${trail.trailName}_${trail.trailHomeRegion}_`;
  if (day === undefined || file === undefined || !file.startsWith(start)) return undefined;
  const [, stamp, backfill] = /^(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/.exec(file.slice(start.length)) ?? [];
  if (stamp === undefined) return undefined;
  const endsAt = compactTime(stamp);
  return Number.isNaN(endsAt) ? undefined : { key, endsAt, backfill: backfill !== undefined };
}

/** Delivery time in the name of a log file (`…_20261124T0605Z_….json.gz`), or `undefined` when it has none. */
export function logFileTime(key: string): number | undefined {
  const stamp = /_(\d{8}T\d{4}Z)_[^/_]*\.json\.gz$/.exec(key)?.[1];
  const time = stamp === undefined ? Number.NaN : compactTime(stamp);
  return Number.isNaN(time) ? undefined : time;
}
