import type { PreviousDigest } from "./digest.js";

const hour = 3_600_000;
const minute = 60_000;

/** What can be wrong with a trail's files. Each counts as one failure. */
export type FindingKind =
  | "missingDigest"
  | "malformedDigest"
  | "misplacedDigest"
  | "unknownPublicKey"
  | "invalidSignature"
  | "brokenLink"
  | "chainGap"
  | "missingLogFile"
  | "alteredLogFile"
  | "misplacedLogFile";

/** One thing that is wrong, without any event content. */
export interface Finding {
  /** What is wrong. */
  readonly kind: FindingKind;
  /** Region of the digest chain in which it was found. */
  readonly region: string;
  /** S3 key of the file, where one is known. */
  readonly key?: string;
  /** Start of the period that cannot be vouched for, in milliseconds since 1970. */
  readonly from?: number;
  /** End of the period that cannot be vouched for, in milliseconds since 1970. */
  readonly to?: number;
  /** One sentence for the reader of the evidence. */
  readonly reason: string;
}

/** One digest of a Region, verified by itself. */
export interface DigestRecord {
  /** S3 key. */
  readonly key: string;
  /** End of its hour by its key, in milliseconds since 1970: known also when the file is not to be believed. */
  readonly endsAt: number;
  /** True for a backfill digest. */
  readonly backfill: boolean;
  /** What the digest says; `undefined` when it is not valid, since then nothing that it says counts. */
  readonly valid:
    | {
        /** Start of its hour, in milliseconds since 1970. */
        readonly startsAt: number;
        /** End of its hour, in milliseconds since 1970. */
        readonly endsAt: number;
        /** SHA-256 of the unpacked file. */
        readonly sha256: string;
        /** Signature in hex. */
        readonly signature: string;
        /** Link to the digest before it. */
        readonly previous: PreviousDigest | undefined;
      }
    | undefined;
}

/** One Region's digests and the period that they must cover without a gap. */
export interface ChainToJudge {
  /** Region of the chain. */
  readonly region: string;
  /** All digests of the Region whose hour ends after `from`, in any order. */
  readonly records: readonly DigestRecord[];
  /** Start of the period to cover, in milliseconds since 1970. */
  readonly from: number;
  /** End of the period to cover, in milliseconds since 1970. */
  readonly to: number;
  /** End of the hour of the oldest digest in the archive; `undefined` when there is none at all. */
  readonly oldestEndsAt: number | undefined;
  /** True when the trail delivered its first file so lately that no digest is due yet. */
  readonly justStarted: boolean;
}

/** What the neighbours of the digests say about each other. */
export interface ChainJudgement {
  /** Findings about the chain; those about single digests are not repeated. */
  readonly findings: readonly Finding[];
  /** Start of the first digest ever, when the trail began inside the period: older hours were never recorded. */
  readonly startedAt: number | undefined;
}

/**
 * Walks a Region's digests and finds what is missing between them.
 *
 * Hours are covered by valid digests. A digest that links to the valid one before it (hash and signature agree) leaves
 * no room for a third between them. Every other hole is a finding: a digest removed, or the trail or its validation
 * switched off meanwhile, which leaves a starting digest without a link. A hole that single digests explain, because
 * they are there but not valid, is not reported a second time.
 */
export function judgeChain(chain: ChainToJudge): ChainJudgement {
  const findings: Finding[] = [];
  let startedAt: number | undefined;
  const byKey = new Map(chain.records.map((record) => [record.key, record]));
  const broken = chain.records.filter((record) => !record.backfill && record.valid === undefined);

  for (const record of chain.records) {
    const link = record.valid?.previous;
    const before = link === undefined ? undefined : byKey.get(link.key)?.valid;
    if (link === undefined || before === undefined) continue;
    if (link.sha256 !== before.sha256 || link.signature.toLowerCase() !== before.signature.toLowerCase()) {
      findings.push({
        kind: "brokenLink",
        region: chain.region,
        key: link.key,
        reason: "the next digest vouches for another file than the one found under this key",
      });
    }
  }

  function missing(from: number, to: number, key?: string): Finding {
    return {
      kind: "missingDigest",
      region: chain.region,
      ...(key === undefined ? {} : { key }),
      from,
      to,
      reason:
        key === undefined
          ? "no digest file covers this period"
          : "the next digest names this digest, but it is not there",
    };
  }

  /** True when digests that are there, but not valid, account for the whole hole: each stands for an hour. */
  function explained(from: number, to: number): boolean {
    const hours = broken.filter((record) => record.endsAt > from && record.endsAt < to + hour).length;
    return hours > 0 && to - from <= hours * hour + minute;
  }

  const covering = chain.records
    .flatMap((record) => (record.backfill || record.valid === undefined ? [] : [{ key: record.key, ...record.valid }]))
    .sort((left, right) => left.startsAt - right.startsAt || left.endsAt - right.endsAt);
  let covered = chain.from;
  for (const next of covering) {
    const until = Math.min(next.startsAt, chain.to);
    if (next.previous === undefined && next.startsAt > chain.from) {
      if (chain.oldestEndsAt !== undefined && chain.oldestEndsAt < next.endsAt) {
        findings.push({
          kind: "chainGap",
          region: chain.region,
          key: next.key,
          from: Math.min(covered, next.startsAt),
          to: next.startsAt,
          reason: "the chain starts anew here: the trail or its log file validation had been switched off",
        });
      } else {
        startedAt = next.startsAt;
      }
    } else if (next.previous !== undefined && until > covered) {
      const before = byKey.get(next.previous.key);
      if (before === undefined) findings.push(missing(covered, until, next.previous.key));
      else if (before.valid === undefined && !explained(covered, until)) findings.push(missing(covered, until));
    }
    covered = Math.max(covered, next.endsAt);
  }
  const nothingDue = chain.justStarted && chain.records.every((record) => record.backfill);
  if (covered < chain.to && !nothingDue && !explained(covered, chain.to)) findings.push(missing(covered, chain.to));
  return { findings, startedAt };
}
