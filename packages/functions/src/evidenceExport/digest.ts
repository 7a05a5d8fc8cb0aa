import { constants, createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { gunzipSync } from "node:zlib";
import * as z from "zod";

/** Size above which a digest file is not read, in bytes, packed. A digest lists a few hundred log files at most. */
export const maxPackedDigestBytes = 8 * 1024 * 1024;
const maxDigestBytes = 64 * 1024 * 1024;

/** A digest file, its key or its signature is not of the documented form. The message never repeats content. */
export class DigestFormatError extends Error {
  override readonly name = "DigestFormatError";
}

/** One log file that a digest vouches for. */
export interface LogFileEntry {
  /** Bucket that the log file was delivered to. */
  readonly bucket: string;
  /** S3 key of the log file. */
  readonly key: string;
  /** SHA-256 of the unpacked log file, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** The link from a digest to the one before it. */
export interface PreviousDigest {
  /** Bucket of the previous digest. */
  readonly bucket: string;
  /** S3 key of the previous digest. */
  readonly key: string;
  /** SHA-256 of the unpacked previous digest, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Signature of the previous digest, in hex as CloudTrail wrote it. */
  readonly signature: string;
}

/** The fields of a digest file that verification uses; everything else in the file is ignored. */
export interface Digest {
  /** Account whose log files it lists. */
  readonly accountId: string;
  /** Start of the hour that it covers, in milliseconds since 1970. */
  readonly startsAt: number;
  /** End of the hour that it covers, in milliseconds since 1970. */
  readonly endsAt: number;
  /** End of the hour exactly as written, because it is part of what is signed. */
  readonly endTime: string;
  /** Bucket that CloudTrail delivered the digest to. */
  readonly bucket: string;
  /** S3 key that CloudTrail delivered the digest to. */
  readonly key: string;
  /** Fingerprint of the public key that verifies it. */
  readonly publicKeyFingerprint: string;
  /** Name of the signature algorithm. */
  readonly signatureAlgorithm: string;
  /** The digest before it; `undefined` in a starting digest. */
  readonly previous: PreviousDigest | undefined;
  /** Log files delivered in its hour; empty when there was no activity, which is no error. */
  readonly logFiles: readonly LogFileEntry[];
}

const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const s3Bucket = z.string().min(3).max(63);
const s3Key = z.string().min(1).max(1024);
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/i);
const signatureHex = z.string().regex(/^([0-9a-f]{2}){64,1024}$/i);
const sha256Name = z.literal("SHA-256");

const digestFile = z.object({
  awsAccountId: z.string().regex(/^\d{12}$/),
  digestStartTime: time,
  digestEndTime: time,
  digestS3Bucket: s3Bucket,
  digestS3Object: s3Key,
  digestPublicKeyFingerprint: z.string().regex(/^[0-9a-f]{1,128}$/i),
  digestSignatureAlgorithm: z.string().max(64),
  previousDigestS3Bucket: s3Bucket.nullable(),
  previousDigestS3Object: s3Key.nullable(),
  previousDigestHashValue: sha256Hex.nullable(),
  previousDigestHashAlgorithm: sha256Name.nullable(),
  previousDigestSignature: signatureHex.nullable(),
  logFiles: z.array(z.object({ s3Bucket, s3Object: s3Key, hashValue: sha256Hex, hashAlgorithm: sha256Name })),
});

/**
 * Unpacks a digest file.
 * @throws DigestFormatError when it is not gzip or grows beyond 64 MiB.
 */
export function unpackDigest(packed: Uint8Array): Uint8Array {
  if (packed.byteLength > maxPackedDigestBytes) throw new DigestFormatError("the digest file is larger than 8 MiB");
  try {
    return gunzipSync(packed, { maxOutputLength: maxDigestBytes });
  } catch (cause) {
    throw new DigestFormatError("the digest file is not gzip, or larger than 64 MiB unpacked", { cause });
  }
}

/**
 * Reads an unpacked digest file.
 * @throws DigestFormatError naming the fields that are missing or not of the documented form.
 * @see AWS, "CloudTrail digest file structure":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function parseDigest(content: Uint8Array): Digest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    // The engine's message quotes the text, which is not ours to repeat.
    throw new DigestFormatError("the digest file is not JSON");
  }
  const result = digestFile.safeParse(value);
  if (!result.success) {
    const fields = [...new Set(result.error.issues.map((issue) => String(issue.path[0] ?? "the file itself")))];
    throw new DigestFormatError(`the digest file has fields of a wrong form: ${fields.sort().join(", ")}`);
  }
  const file = result.data;
  const startsAt = Date.parse(file.digestStartTime);
  const endsAt = Date.parse(file.digestEndTime);
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt) || startsAt > endsAt) {
    throw new DigestFormatError("the digest file covers a period that does not exist");
  }
  return {
    accountId: file.awsAccountId,
    startsAt,
    endsAt,
    endTime: file.digestEndTime,
    bucket: file.digestS3Bucket,
    key: file.digestS3Object,
    publicKeyFingerprint: file.digestPublicKeyFingerprint.toLowerCase(),
    signatureAlgorithm: file.digestSignatureAlgorithm,
    previous: previousDigest(file),
    logFiles: file.logFiles.map((entry) => ({
      bucket: entry.s3Bucket,
      key: entry.s3Object,
      sha256: entry.hashValue.toLowerCase(),
    })),
  };
}

function previousDigest(file: z.output<typeof digestFile>): PreviousDigest | undefined {
  const bucket = file.previousDigestS3Bucket;
  const key = file.previousDigestS3Object;
  const sha256 = file.previousDigestHashValue;
  const signature = file.previousDigestSignature;
  if (bucket === null && key === null && sha256 === null && signature === null) return undefined;
  if (bucket === null || key === null || sha256 === null || signature === null) {
    throw new DigestFormatError("the digest file names its previous digest only in part");
  }
  return { bucket, key, sha256: sha256.toLowerCase(), signature };
}

/** SHA-256 in lower-case hex. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The text that CloudTrail signed: end time, S3 path, hash of the *unpacked* digest file, signature of the previous
 * digest, or the word `null` in a starting digest.
 * @see AWS, "Custom implementations of CloudTrail log file integrity validation", section D:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function stringToSign(digest: Digest, contentSha256: string): string {
  return [
    digest.endTime,
    `${digest.bucket}/${digest.key}`,
    contentSha256,
    digest.previous === undefined ? "null" : digest.previous.signature,
  ].join("\n");
}

/**
 * Reads a public key as `ListPublicKeys` returns it.
 * @throws DigestFormatError when it is no RSA key.
 */
export function readPublicKey(der: Uint8Array): KeyObject {
  // The API's page says PKCS #1; the sample on AWS's own page also shows a key in SubjectPublicKeyInfo form.
  for (const type of ["pkcs1", "spki"] as const) {
    try {
      const key = createPublicKey({ key: Buffer.from(der), format: "der", type });
      if (key.asymmetricKeyType === "rsa") return key;
    } catch {
      // The other form is tried next.
    }
  }
  throw new DigestFormatError("the public key is not an RSA key in DER form");
}

/** Where a digest was found, what S3 says about it, and whose it must be. */
export interface DigestToVerify {
  /** Bucket that it was read from. */
  readonly bucket: string;
  /** S3 key that it was read from. */
  readonly key: string;
  /** Account that it must belong to. */
  readonly accountId: string;
  /** Unpacked content. */
  readonly content: Uint8Array;
  /** S3 object metadata `x-amz-meta-signature`, in hex. */
  readonly signature: string | undefined;
  /** S3 object metadata `x-amz-meta-signature-algorithm`. */
  readonly signatureAlgorithm: string | undefined;
  /** Looks up the Region's public key of that fingerprint. */
  readonly publicKey: (fingerprint: string) => KeyObject | undefined;
}

/** Result of verifying one digest by itself, without its neighbours. */
export type DigestVerdict =
  | { readonly kind: "valid"; readonly digest: Digest; readonly sha256: string; readonly signature: string }
  | {
      readonly kind: "malformedDigest" | "misplacedDigest" | "unknownPublicKey" | "invalidSignature";
      readonly reason: string;
    };

/**
 * Verifies one digest: form, place, key, signature. Place comes before signature, because a genuine digest of another
 * account, trail or hour is well signed and still proves nothing here.
 */
export function verifyDigest(input: DigestToVerify): DigestVerdict {
  let digest: Digest;
  try {
    digest = parseDigest(input.content);
  } catch (error) {
    if (!(error instanceof DigestFormatError)) throw error;
    return { kind: "malformedDigest", reason: error.message };
  }
  if (digest.bucket !== input.bucket || digest.key !== input.key) {
    return { kind: "misplacedDigest", reason: "the digest was delivered to another place than it was found at" };
  }
  if (digest.accountId !== input.accountId) {
    return { kind: "misplacedDigest", reason: "the digest belongs to another account" };
  }
  const signature = input.signature ?? "";
  if (input.signatureAlgorithm !== "SHA256withRSA" || digest.signatureAlgorithm !== "SHA256withRSA") {
    return { kind: "invalidSignature", reason: "the signature algorithm is missing or not SHA256withRSA" };
  }
  if (!signatureHex.safeParse(signature).success) {
    return { kind: "invalidSignature", reason: "the signature in the object's metadata is missing or not hex" };
  }
  const key = input.publicKey(digest.publicKeyFingerprint);
  if (key === undefined) {
    return { kind: "unknownPublicKey", reason: "CloudTrail lists no public key of the digest's fingerprint" };
  }
  const contentSha256 = sha256(input.content);
  const genuine = verify(
    "RSA-SHA256",
    Buffer.from(stringToSign(digest, contentSha256)),
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(signature, "hex"),
  );
  return genuine
    ? { kind: "valid", digest, sha256: contentSha256, signature }
    : { kind: "invalidSignature", reason: "the signature does not match the digest file" };
}
