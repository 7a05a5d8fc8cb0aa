import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { DigestFormatError, maxPackedDigestBytes } from "./digest.js";

/** A digest file as S3 stores it. */
export interface StoredDigest {
  /** The file, packed. */
  readonly packed: Uint8Array;
  /** Metadata `x-amz-meta-signature`. */
  readonly signature: string | undefined;
  /** Metadata `x-amz-meta-signature-algorithm`. */
  readonly signatureAlgorithm: string | undefined;
  /** Metadata `x-amz-meta-backfill-generation-timestamp`, on backfill digests only. */
  readonly backfillGeneratedAt: string | undefined;
}

/** The archive could not be read, which says nothing about its integrity: the run must fail and be repeated. */
class ArchiveReadError extends Error {
  override readonly name = "ArchiveReadError";
}

/** Read access to the trail's archive. Every call stops when the signal is aborted. */
export class TrailArchive {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #owner: string;
  readonly #signal: AbortSignal;

  /** `owner` is the account that must own the bucket: a bucket deleted and taken over by another account is refused. */
  constructor(s3: S3Client, bucket: string, owner: string, signal: AbortSignal) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#owner = owner;
    this.#signal = signal;
  }

  /** Names of the folders directly below the prefix. */
  async folders(prefix: string): Promise<string[]> {
    const names: string[] = [];
    try {
      for await (const page of paginateListObjectsV2(
        { client: this.#s3 },
        { Bucket: this.#bucket, ExpectedBucketOwner: this.#owner, Prefix: prefix, Delimiter: "/" },
        { abortSignal: this.#signal },
      )) {
        for (const folder of page.CommonPrefixes ?? []) {
          if (folder.Prefix !== undefined) names.push(folder.Prefix.slice(prefix.length, -1));
        }
      }
    } catch (error) {
      throw this.#failure("list", prefix, error);
    }
    return names;
  }

  /** Keys below the prefix in S3's order, page by page, so that a caller that has enough stops asking. */
  async *keys(prefix: string, startAfter?: string, pageSize = 1000): AsyncGenerator<string> {
    try {
      for await (const page of paginateListObjectsV2(
        { client: this.#s3, pageSize },
        { Bucket: this.#bucket, ExpectedBucketOwner: this.#owner, Prefix: prefix, StartAfter: startAfter },
        { abortSignal: this.#signal },
      )) {
        for (const object of page.Contents ?? []) {
          if (object.Key !== undefined) yield object.Key;
        }
      }
    } catch (error) {
      throw this.#failure("list", prefix, error);
    }
  }

  /**
   * Reads a digest file; `undefined` when there is none, or only a delete marker.
   * @throws DigestFormatError when it is larger than any digest.
   */
  async digest(key: string): Promise<StoredDigest | undefined> {
    try {
      const answer = await this.#get(key);
      if (answer === undefined) return undefined;
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of answer.Body as Readable) {
        size += (part as Buffer).byteLength;
        if (size > maxPackedDigestBytes) throw new DigestFormatError("the digest file is larger than 8 MiB");
        parts.push(part as Buffer);
      }
      return {
        packed: Buffer.concat(parts),
        signature: answer.Metadata?.["signature"],
        signatureAlgorithm: answer.Metadata?.["signature-algorithm"],
        backfillGeneratedAt: answer.Metadata?.["backfill-generation-timestamp"],
      };
    } catch (error) {
      throw error instanceof DigestFormatError ? error : this.#failure("read", key, error);
    }
  }

  /**
   * SHA-256 of a log file's unpacked content, in hex; `missing` when it is not there, `unreadable` when it is not gzip.
   * The file is streamed: its size costs time, not memory.
   */
  async logFileSha256(key: string): Promise<string> {
    try {
      const answer = await this.#get(key);
      if (answer === undefined) return "missing";
      const hash = createHash("sha256");
      await pipeline(answer.Body as Readable, createGunzip(), hash, { signal: this.#signal });
      return hash.digest("hex");
    } catch (error) {
      // zlib's own errors are about the content; everything else is about the way here.
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code.startsWith("Z_")) return "unreadable";
      throw this.#failure("read", key, error);
    }
  }

  async #get(key: string) {
    try {
      return await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key, ExpectedBucketOwner: this.#owner }),
        { abortSignal: this.#signal },
      );
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchKey") return undefined;
      throw error;
    }
  }

  #failure(verb: string, key: string, cause: unknown): unknown {
    if (this.#signal.aborted) return cause;
    const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return new ArchiveReadError(`cannot ${verb} s3://${this.#bucket}/${key}: ${what}`, { cause });
  }
}
