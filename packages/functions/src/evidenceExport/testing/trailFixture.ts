import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { FakeObject } from "./fakeS3.js";

export const hour = 3_600_000;
export const accountId = "111122223333";
export const archiveBucket = "acme-account-audit-logs-111122223333-eu-central-1";
export const trailName = "acme-account-trail";
export const homeRegion = "eu-central-1";

/** A key pair that signs digests. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly fingerprint: string;
  readonly der: Buffer;
  /** Since when `ListPublicKeys` tells it, in milliseconds since 1970; always when left out. */
  readonly validFrom?: number;
}

export function newSigningKey(type: "pkcs1" | "spki" = "pkcs1"): SigningKey {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = pair.publicKey.export({ format: "der", type });
  return { privateKey: pair.privateKey, der, fingerprint: createHash("md5").update(der).digest("hex") };
}

/** What a digest file holds, by CloudTrail's own field names. */
export type DigestFields = Record<string, unknown>;

/** Time as a digest writes it. */
export function extended(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

function compact(time: number): string {
  return extended(time).replaceAll(/[-:]/g, "");
}

function folder(time: number): string {
  return extended(time).slice(0, 10).replaceAll("-", "/");
}

export function digestKeyOf(region: string, endsAt: number, options: { trail?: string; suffix?: string } = {}): string {
  const name = `${accountId}_CloudTrail-Digest_${region}_${options.trail ?? trailName}_${homeRegion}_${compact(endsAt)}`;
  return `AWSLogs/${accountId}/CloudTrail-Digest/${region}/${folder(endsAt)}/${name}${options.suffix ?? ""}.json.gz`;
}

export function logKeyOf(region: string, time: number, id: string): string {
  const stamp = compact(time).replace(/\d\dZ$/, "Z");
  return `AWSLogs/${accountId}/CloudTrail/${region}/${folder(time)}/${accountId}_CloudTrail_${region}_${stamp}_${id}.json.gz`;
}

export function sha256Hex(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Signs a digest as AWS documents it: written here a second time on purpose, apart from the code under test. */
function signDigest(fields: DigestFields, content: Buffer, key: SigningKey): string {
  const previous = fields["previousDigestSignature"] as string | null;
  const text =
    `${String(fields["digestEndTime"])}\n${String(fields["digestS3Bucket"])}/${String(fields["digestS3Object"])}\n` +
    `${sha256Hex(content)}\n${previous ?? "null"}`;
  return sign("RSA-SHA256", Buffer.from(text), key.privateKey).toString("hex");
}

/** One digest of a made trail. */
export interface MadeDigest {
  readonly key: string;
  readonly fields: DigestFields;
  readonly content: Buffer;
  readonly signature: string;
  readonly object: FakeObject;
  readonly logKeys: readonly string[];
}

export function makeDigest(fields: DigestFields, key: SigningKey, metadata: Record<string, string> = {}): MadeDigest {
  const content = Buffer.from(JSON.stringify(fields));
  const signature = signDigest(fields, content, key);
  return {
    key: fields["digestS3Object"] as string,
    fields,
    content,
    signature,
    object: {
      body: gzipSync(content),
      metadata: { signature, "signature-algorithm": "SHA256withRSA", ...metadata },
    },
    logKeys: (fields["logFiles"] as { s3Object: string }[]).map((file) => file.s3Object),
  };
}

/** Makes a gapless chain of hourly digests with their log files, oldest first, and puts all of it into the bucket. */
export function makeChain(
  bucket: Map<string, FakeObject>,
  options: {
    readonly region: string;
    readonly key: SigningKey;
    readonly from: number;
    readonly hours: number;
    /** Log files an hour; an hour without any is as AWS delivers it, with an empty list. */
    readonly logFiles?: number;
    readonly trail?: string;
  },
): MadeDigest[] {
  const chain: MadeDigest[] = [];
  for (let index = 0; index < options.hours; index += 1) {
    const startsAt = options.from + index * hour;
    const logFiles = Array.from({ length: options.logFiles ?? 1 }, (_, number) => {
      const content = JSON.stringify({ Records: [{ eventName: "GetObject", hour: index, number }] });
      const logKey = logKeyOf(
        options.region,
        startsAt + (number + 1) * 300_000,
        `Log${String(index)}x${String(number)}`,
      );
      bucket.set(logKey, { body: gzipSync(content) });
      return {
        s3Bucket: archiveBucket,
        s3Object: logKey,
        hashValue: sha256Hex(content),
        hashAlgorithm: "SHA-256",
        newestEventTime: extended(startsAt),
        oldestEventTime: extended(startsAt),
      };
    });
    const before = chain.at(-1);
    const made = makeDigest(
      {
        awsAccountId: accountId,
        digestStartTime: extended(startsAt),
        digestEndTime: extended(startsAt + hour),
        digestS3Bucket: archiveBucket,
        digestS3Object: digestKeyOf(
          options.region,
          startsAt + hour,
          options.trail === undefined ? {} : { trail: options.trail },
        ),
        digestPublicKeyFingerprint: options.key.fingerprint,
        digestSignatureAlgorithm: "SHA256withRSA",
        newestEventTime: logFiles.length > 0 ? extended(startsAt) : null,
        oldestEventTime: logFiles.length > 0 ? extended(startsAt) : null,
        previousDigestS3Bucket: before ? archiveBucket : null,
        previousDigestS3Object: before?.key ?? null,
        previousDigestHashValue: before ? sha256Hex(before.content) : null,
        previousDigestHashAlgorithm: before ? "SHA-256" : null,
        previousDigestSignature: before?.signature ?? null,
        logFiles,
      },
      options.key,
    );
    bucket.set(made.key, made.object);
    chain.push(made);
  }
  return chain;
}
