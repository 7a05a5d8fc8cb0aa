import type { KeyObject } from "node:crypto";
import { ListPublicKeysCommand, type CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { DigestFormatError, readPublicKey } from "./digest.js";

/** CloudTrail did not tell its public keys: the run must fail and be repeated. */
class PublicKeyError extends Error {
  override readonly name = "PublicKeyError";
}

/**
 * Public keys of one Region that signed digests in the given period, by fingerprint. Each Region has keys of its own, so
 * the client must be the Region's.
 * @throws PublicKeyError when the call fails.
 * @see AWS, "ListPublicKeys": https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export async function listPublicKeys(
  client: CloudTrailClient,
  region: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KeyObject>> {
  const keys = new Map<string, KeyObject>();
  let token: string | undefined;
  try {
    do {
      const page = await client.send(
        new ListPublicKeysCommand({
          StartTime: new Date(from),
          EndTime: new Date(to),
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal: signal },
      );
      for (const { Fingerprint: fingerprint, Value: value } of page.PublicKeyList ?? []) {
        if (fingerprint !== undefined && value !== undefined) keys.set(fingerprint.toLowerCase(), readPublicKey(value));
      }
      token = page.NextToken;
    } while (token !== undefined && token !== "");
  } catch (cause) {
    if (signal.aborted) throw cause;
    if (cause instanceof DigestFormatError) {
      throw new PublicKeyError(`CloudTrail's answer in ${region} cannot be used: ${cause.message}`, { cause });
    }
    const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new PublicKeyError(`cannot list CloudTrail's public keys in ${region}: ${what}`, { cause });
  }
  return keys;
}
