import type { Finding } from "./chain.js";
import { evidencePrefix } from "./contract.js";
import { sha256 } from "./digest.js";

/** Findings that one evidence object lists; the counts always cover all. */
export const maxListedFindings = 1000;

/** What was seen in one Region. */
export interface RegionResult {
  /** The Region. */
  readonly region: string;
  /** False when time ran out before the Region was finished: then nothing is said about its chain. */
  readonly finished: boolean;
  /** Digest files found in the window, backfill digests included. */
  readonly digests: number;
  /** Of these, how many are valid. */
  readonly validDigests: number;
  /** Log files listed by valid digests. */
  readonly logFiles: number;
  /** Of these, how many have the recorded hash. */
  readonly validLogFiles: number;
  /** Start of the first digest ever, when the trail began inside the window, in milliseconds since 1970. */
  readonly chainStartedAt: number | undefined;
}

/** All that an evidence object is made from. */
export interface EvidenceInput {
  /** Commit or version of the code. */
  readonly sourceVersion: string;
  /** Time that the event carried, in milliseconds since 1970: the run's identity. */
  readonly time: number;
  /** Start of the verified window, in milliseconds since 1970. */
  readonly from: number;
  /** End of the verified window, in milliseconds since 1970. */
  readonly to: number;
  /** Account of the trail. */
  readonly accountId: string;
  /** Name of the trail. */
  readonly trailName: string;
  /** Home Region of the trail. */
  readonly trailHomeRegion: string;
  /** Bucket that the files were read from. */
  readonly archiveBucket: string;
  /** False when time ran out. */
  readonly complete: boolean;
  /** Results by Region. */
  readonly regions: readonly RegionResult[];
  /** Everything found wrong. */
  readonly findings: readonly Finding[];
}

/** One evidence object, ready to be written. */
export interface Evidence {
  /** S3 key: the same for the same trail, time and completeness. */
  readonly key: string;
  /** JSON text: the same for the same input. */
  readonly text: string;
  /** Overall result. */
  readonly status: "valid" | "failed" | "incomplete";
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Builds the evidence object (GOV-24). It names files, times and results, never an event, a person or an address. Its
 * last field is the SHA-256 of everything before it, so that a copy proves itself; {@link isGenuineEvidence} checks it.
 */
export function buildEvidence(input: EvidenceInput): Evidence {
  const status = !input.complete ? "incomplete" : input.findings.length > 0 ? "failed" : "valid";
  const sum = (field: "digests" | "validDigests" | "logFiles" | "validLogFiles") =>
    input.regions.reduce((total, region) => total + region[field], 0);
  // Downloads end in any order; a fixed order makes the same run give the same text.
  const findings = [...input.findings].sort(
    (left, right) =>
      compareText(left.region, right.region) ||
      compareText(left.kind, right.kind) ||
      (left.from ?? 0) - (right.from ?? 0) ||
      compareText(left.key ?? "", right.key ?? ""),
  );
  const document = {
    schema: "trail-integrity/1",
    controls: ["GOV-01", "GOV-24"],
    sourceVersion: input.sourceVersion,
    time: iso(input.time),
    window: { from: iso(input.from), to: iso(input.to) },
    trail: {
      accountId: input.accountId,
      name: input.trailName,
      homeRegion: input.trailHomeRegion,
      archiveBucket: input.archiveBucket,
    },
    status,
    counts: {
      regions: input.regions.length,
      regionsFinished: input.regions.filter((region) => region.finished).length,
      digests: sum("digests"),
      validDigests: sum("validDigests"),
      logFiles: sum("logFiles"),
      validLogFiles: sum("validLogFiles"),
      findings: findings.length,
    },
    regions: [...input.regions]
      .sort((left, right) => compareText(left.region, right.region))
      .map(({ chainStartedAt, ...region }) => ({
        ...region,
        ...(chainStartedAt === undefined ? {} : { chainStartedAt: iso(chainStartedAt) }),
      })),
    findings: findings.slice(0, maxListedFindings).map(({ from, to, ...finding }) => ({
      ...finding,
      ...(from === undefined ? {} : { from: iso(from) }),
      ...(to === undefined ? {} : { to: iso(to) }),
    })),
    findingsNotListed: Math.max(0, findings.length - maxListedFindings),
  };
  const text = JSON.stringify(document);
  const stamp = iso(input.time).replaceAll(/[-:]/g, "");
  const day = iso(input.time).slice(0, 10).replaceAll("-", "/");
  // A run that later finishes must not collide with the record that an earlier one did not.
  const ending = input.complete ? ".json" : ".incomplete.json";
  return {
    key: `${evidencePrefix}${input.trailName}/${day}/${stamp}${ending}`,
    text: `${text.slice(0, -1)},"sha256":"${sha256(text)}"}`,
    status,
  };
}

/** True when the text is an evidence object whose last field is the SHA-256 of the rest. */
export function isGenuineEvidence(text: string): boolean {
  const match = /^(\{.+),"sha256":"([0-9a-f]{64})"\}$/s.exec(text);
  return match?.[1] !== undefined && sha256(`${match[1]}}`) === match[2];
}
