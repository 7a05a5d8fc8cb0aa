import type { KeyObject } from "node:crypto";
import type { TrailArchive } from "./archive.js";
import type { Finding } from "./chain.js";
import { digestPrefix, logFileTime, logPrefix, parseDigestKey, startOfDayKey, type DigestKey } from "./digestKey.js";
import type { RegionResult } from "./evidence.js";
import { isRegionName, type Settings } from "./settings.js";
import { verifyRegion } from "./verifyRegion.js";

const hour = 3_600_000;

/**
 * Hours before the event's time in which a digest may still be on its way. A digest covers one hour and is delivered
 * within about another; the third is slack.
 */
const settlingHours = 3;

/** The verified window. */
export interface Window {
  /** Start, in milliseconds since 1970. */
  readonly from: number;
  /** End, in milliseconds since 1970. */
  readonly to: number;
}

/** The window of a run: it ends {@link settlingHours} before the event's time. */
export function windowOf(time: number, lookBackHours: number): Window {
  const to = time - settlingHours * hour;
  return { from: to - lookBackHours * hour, to };
}

/** A Region's result while it is being filled. */
export type RegionTally = { -readonly [Field in keyof RegionResult]: RegionResult[Field] };

/** What a run has found so far. It is filled while the run goes on, so that an error or a timeout loses nothing. */
export interface Progress {
  /** False as soon as time has run out. */
  complete: boolean;
  /** Everything found wrong. */
  readonly findings: Finding[];
  /** One result for each Region. */
  readonly regions: RegionTally[];
}

/** A progress with nothing in it. */
export function newProgress(): Progress {
  return { complete: true, findings: [], regions: [] };
}

/** Everything that a run needs, fixed at its start. */
export interface Run {
  /** The trail's archive. */
  readonly archive: TrailArchive;
  /** Lists the public keys of a Region that signed in a period, by fingerprint. */
  readonly listPublicKeys: (region: string, from: number, to: number) => Promise<ReadonlyMap<string, KeyObject>>;
  /** Settings of the function. */
  readonly settings: Settings;
  /** Time that the event carried, in milliseconds since 1970. Digests that end later are left to the next run. */
  readonly time: number;
  /** Current time, in milliseconds since 1970; later than `time` when the event was delayed or is repeated. */
  readonly now: number;
  /** The verified window. */
  readonly window: Window;
  /** Aborted when the time is up. */
  readonly signal: AbortSignal;
}

interface RegionDigests {
  readonly tally: RegionTally;
  readonly digests: readonly DigestKey[];
}

/**
 * Verifies all digests and log files of the window, Region by Region. An aborted signal ends it early and marks the
 * progress incomplete.
 * @throws ArchiveReadError or PublicKeyError when AWS refuses or fails a call; the progress then holds what was found.
 */
export async function verifyTrail(run: Run, progress: Progress): Promise<void> {
  try {
    const delivered = (await run.archive.folders(digestPrefix(run.settings))).filter(isRegionName);
    for (const region of [...new Set([...run.settings.trailRegions, ...delivered])].sort()) {
      progress.regions.push({
        region,
        finished: false,
        digests: 0,
        validDigests: 0,
        logFiles: 0,
        validLogFiles: 0,
        chainStartedAt: undefined,
      });
    }
    const listed: RegionDigests[] = [];
    for (const tally of progress.regions) listed.push({ tally, digests: await listDigests(run, tally.region) });
    const justStarted = await trailJustStarted(run, listed);
    for (const { tally, digests } of listed) {
      run.signal.throwIfAborted();
      const oldest = () => oldestDigestEnd(run, tally.region);
      await verifyRegion(run, tally, digests, justStarted, oldest, progress.findings);
    }
  } catch (error) {
    if (!run.signal.aborted) throw error;
  }
  // The signal may also have come too late to stop anything.
  progress.complete = progress.regions.length > 0 && progress.regions.every((region) => region.finished);
}

async function listDigests(run: Run, region: string): Promise<DigestKey[]> {
  const digests: DigestKey[] = [];
  const prefix = digestPrefix(run.settings, region);
  const end = startOfDayKey(prefix, run.time + 24 * hour);
  for await (const key of run.archive.keys(prefix, startOfDayKey(prefix, run.window.from))) {
    if (key >= end) break;
    const digest = parseDigestKey(run.settings, region, key);
    if (digest !== undefined && digest.endsAt > run.window.from && digest.endsAt <= run.time) digests.push(digest);
  }
  return digests;
}

/** End of the hour of the Region's oldest digest in the whole archive. */
async function oldestDigestEnd(run: Run, region: string): Promise<number | undefined> {
  for await (const key of run.archive.keys(digestPrefix(run.settings, region), undefined, 100)) {
    const digest = parseDigestKey(run.settings, region, key);
    if (digest?.backfill === false) return digest.endsAt;
  }
  return undefined;
}

/**
 * True when the trail's first file of all is younger than the window's end: a trail that has just been made owes no
 * digest yet. Digests and log files of every Region count, so that removing one Region's files does not look like a new
 * trail; an archive without any file is no new trail either, since log files arrive within minutes.
 */
async function trailJustStarted(run: Run, listed: readonly RegionDigests[]): Promise<boolean> {
  if (listed.every(({ digests }) => digests.some((digest) => !digest.backfill))) return false;
  let first = Number.POSITIVE_INFINITY;
  for (const { tally } of listed) {
    first = Math.min(first, (await oldestDigestEnd(run, tally.region)) ?? first);
    for await (const key of run.archive.keys(logPrefix(run.settings, tally.region), undefined, 1)) {
      first = Math.min(first, logFileTime(key) ?? first);
      break;
    }
  }
  return Number.isFinite(first) && first >= run.window.to;
}
