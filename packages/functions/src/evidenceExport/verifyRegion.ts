import type { KeyObject } from "node:crypto";
import { judgeChain, type DigestRecord, type Finding, type FindingKind } from "./chain.js";
import { DigestFormatError, unpackDigest, verifyDigest, type Digest, type LogFileEntry } from "./digest.js";
import { anyLogPrefix, type DigestKey } from "./digestKey.js";
import { forEachWithLimit } from "./forEachWithLimit.js";
import type { RegionTally, Run } from "./verifyTrail.js";

const hour = 3_600_000;

/** Digests read at a time; with each, up to {@link logFilesAtOnce} log files are streamed. */
const digestsAtOnce = 4;
const logFilesAtOnce = 4;

/**
 * Verifies one Region: each digest by itself, the log files of each valid digest, then the chain.
 * @throws ArchiveReadError or PublicKeyError when AWS refuses or fails a call, and the signal's reason when it is aborted.
 */
export async function verifyRegion(
  run: Run,
  tally: RegionTally,
  digests: readonly DigestKey[],
  justStarted: boolean,
  oldestDigestEnd: () => Promise<number | undefined>,
  findings: Finding[],
): Promise<void> {
  const { region } = tally;
  const publicKeys = new Map<string, KeyObject>();
  const records: DigestRecord[] = [];

  function report(kind: FindingKind, key: string, reason: string): void {
    findings.push({ kind, region, key, reason });
  }

  async function addPublicKeys(from: number, to: number): Promise<void> {
    for (const [fingerprint, key] of await run.listPublicKeys(region, from, to)) publicKeys.set(fingerprint, key);
  }

  /** A backfill digest is signed with the key of the day it was made, which may be long after its hour. */
  async function addBackfillKeys(generatedAt: string | undefined): Promise<void> {
    const made = Date.parse(generatedAt ?? "");
    if (made > run.time && made <= run.now) await addPublicKeys(made - hour, Math.min(made + hour, run.now));
  }

  async function verifyOne({ key, backfill }: DigestKey) {
    let content: Uint8Array;
    try {
      const stored = await run.archive.digest(key);
      if (stored === undefined) {
        report("missingDigest", key, "the digest was listed, but could no longer be read");
        return undefined;
      }
      content = unpackDigest(stored.packed);
      if (backfill) await addBackfillKeys(stored.backfillGeneratedAt);
      const verdict = verifyDigest({
        bucket: run.settings.archiveBucket,
        key,
        accountId: run.settings.accountId,
        content,
        signature: stored.signature,
        signatureAlgorithm: stored.signatureAlgorithm,
        publicKey: (fingerprint) => publicKeys.get(fingerprint),
      });
      if (verdict.kind === "valid") return verdict;
      report(verdict.kind, key, verdict.reason);
    } catch (error) {
      if (!(error instanceof DigestFormatError)) throw error;
      report("malformedDigest", key, error.message);
    }
    return undefined;
  }

  async function verifyLogFile(file: LogFileEntry): Promise<void> {
    tally.logFiles += 1;
    if (file.bucket !== run.settings.archiveBucket || !file.key.startsWith(anyLogPrefix(run.settings))) {
      report("misplacedLogFile", file.key, "the digest lists a log file outside this trail's archive");
      return;
    }
    const found = await run.archive.logFileSha256(file.key);
    if (found === file.sha256) tally.validLogFiles += 1;
    else if (found === "missing") report("missingLogFile", file.key, "the digest lists this log file, but it is gone");
    else if (found === "unreadable") report("alteredLogFile", file.key, "the log file is no longer gzip");
    else report("alteredLogFile", file.key, "the SHA-256 of the log file differs from the one in the digest");
  }

  function record({ key, endsAt, backfill }: DigestKey, valid?: { digest: Digest; sha256: string; signature: string }) {
    records.push({
      key,
      endsAt,
      backfill,
      valid: valid && {
        startsAt: valid.digest.startsAt,
        endsAt: valid.digest.endsAt,
        sha256: valid.sha256,
        signature: valid.signature,
        previous: valid.digest.previous,
      },
    });
  }

  if (digests.length > 0) await addPublicKeys(run.window.from - 24 * hour, Math.min(run.time + 24 * hour, run.now));
  await forEachWithLimit(digests, digestsAtOnce, run.signal, async (digestKey) => {
    const verdict = await verifyOne(digestKey);
    tally.digests += 1;
    record(digestKey, verdict);
    if (verdict === undefined) return;
    tally.validDigests += 1;
    await forEachWithLimit(verdict.digest.logFiles, logFilesAtOnce, run.signal, verifyLogFile);
  });
  // The chain of half a Region would look torn.
  run.signal.throwIfAborted();

  const startsAnew = records.some(({ valid }) => valid !== undefined && valid.previous === undefined);
  const judgement = judgeChain({
    region,
    records,
    from: run.window.from,
    to: run.window.to,
    oldestEndsAt: startsAnew ? await oldestDigestEnd() : undefined,
    justStarted,
  });
  findings.push(...judgement.findings);
  tally.chainStartedAt = judgement.startedAt;
  tally.finished = true;
}
