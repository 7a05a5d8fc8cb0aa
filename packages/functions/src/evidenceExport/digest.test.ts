import { createPublicKey } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DigestFormatError,
  parseDigest,
  readPublicKey,
  sha256,
  stringToSign,
  unpackDigest,
  verifyDigest,
} from "./digest.js";
import { accountId, archiveBucket, homeRegion, makeChain, makeDigest, newSigningKey } from "./testing/trailFixture.js";

const key = newSigningKey();
const [first, second] = makeChain(new Map(), {
  region: homeRegion,
  key,
  from: Date.parse("2026-11-24T01:31:07Z"),
  hours: 2,
});
if (first === undefined || second === undefined) throw new Error("the fixture makes two digests");
const secondKey = second.key;

function parse(value: unknown) {
  return parseDigest(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));
}

describe("parseDigest", () => {
  it("reads what verification needs", () => {
    expect(parse(second.fields)).toEqual({
      accountId,
      startsAt: Date.parse("2026-11-24T02:31:07Z"),
      endsAt: Date.parse("2026-11-24T03:31:07Z"),
      endTime: "2026-11-24T03:31:07Z",
      bucket: archiveBucket,
      key: second.key,
      publicKeyFingerprint: key.fingerprint,
      signatureAlgorithm: "SHA256withRSA",
      previous: {
        bucket: archiveBucket,
        key: first.key,
        sha256: sha256(first.content),
        signature: first.signature,
      },
      logFiles: [
        { bucket: archiveBucket, key: second.logKeys[0], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      ],
    });
    expect(parse(first.fields).previous).toBeUndefined();
  });

  it.each([
    ["nothing", "", "the digest file is not JSON"],
    ["NaN", '{"awsAccountId": NaN}', "the digest file is not JSON"],
    ["half a file", second.content.toString().slice(0, 300), "the digest file is not JSON"],
    ["null", "null", "the digest file has fields of a wrong form: the file itself"],
    [
      "deep nesting",
      "[".repeat(200_000) + "]".repeat(200_000),
      "the digest file has fields of a wrong form: the file itself",
    ],
    [
      "an empty object",
      "{}",
      "the digest file has fields of a wrong form: awsAccountId, digestEndTime, digestPublicKeyFingerprint, " +
        "digestS3Bucket, digestS3Object, digestSignatureAlgorithm, digestStartTime, logFiles, previousDigestHashAlgorithm, " +
        "previousDigestHashValue, previousDigestS3Bucket, previousDigestS3Object, previousDigestSignature",
    ],
    [
      "a hash by another algorithm",
      { ...second.fields, previousDigestHashAlgorithm: "MD5" },
      "the digest file has fields of a wrong form: previousDigestHashAlgorithm",
    ],
    [
      "a link in part",
      { ...second.fields, previousDigestS3Object: null },
      "the digest file names its previous digest only in part",
    ],
    [
      "an end before the start",
      { ...second.fields, digestEndTime: "2026-11-24T02:31:06Z" },
      "the digest file covers a period that does not exist",
    ],
    [
      "a month that does not exist",
      { ...second.fields, digestEndTime: "2026-13-24T02:31:06Z" },
      "the digest file covers a period that does not exist",
    ],
    [
      "a log file without a hash",
      { ...second.fields, logFiles: [{ s3Bucket: archiveBucket, s3Object: "key", hashAlgorithm: "SHA-256" }] },
      "the digest file has fields of a wrong form: logFiles",
    ],
  ])("refuses %s", (_, value, message) => {
    expect(() => parse(value)).toThrow(new DigestFormatError(message));
  });

  it("takes nothing over from __proto__", () => {
    const text = second.content
      .toString()
      .replace("{", '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},');
    expect(parse(text)).toEqual(parse(second.fields));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("throws nothing but a DigestFormatError, whatever it is given", () => {
    const fields = Object.keys(second.fields);
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      // The fixture with some fields replaced gets past the first checks.
      fc
        .dictionary(fc.constantFrom(...fields), fc.jsonValue(), { maxKeys: 3 })
        .map((changes) => Buffer.from(JSON.stringify({ ...second.fields, ...changes }))),
    );
    let refused = 0;
    fc.assert(
      fc.property(anything, (content) => {
        try {
          parseDigest(content);
        } catch (error) {
          refused += 1;
          expect(error).toBeInstanceOf(DigestFormatError);
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});

describe("unpackDigest", () => {
  it("unpacks gzip and refuses everything else", () => {
    expect(Buffer.from(unpackDigest(gzipSync("text"))).toString()).toBe("text");
    const message = "the digest file is not gzip, or larger than 64 MiB unpacked";
    expect(() => unpackDigest(Buffer.from("text"))).toThrow(new DigestFormatError(message));
    expect(() => unpackDigest(gzipSync("text").subarray(0, 12))).toThrow(new DigestFormatError(message));
    expect(() => unpackDigest(gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1)))).toThrow(new DigestFormatError(message));
    expect(() => unpackDigest(Buffer.alloc(8 * 1024 * 1024 + 1))).toThrow(
      new DigestFormatError("the digest file is larger than 8 MiB"),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => unpackDigest(bytes)).toThrow(DigestFormatError);
      }),
    );
  });
});

describe("stringToSign", () => {
  it("is end time, path, hash of the unpacked file and the previous signature, line by line", () => {
    expect(stringToSign(parse(second.fields), "ab".repeat(32))).toBe(
      `2026-11-24T03:31:07Z\n${archiveBucket}/${second.key}\n${"ab".repeat(32)}\n${first.signature}`,
    );
  });

  it("ends in the word null for a starting digest", () => {
    expect(stringToSign(parse(first.fields), "00")).toBe(
      `2026-11-24T02:31:07Z\n${archiveBucket}/${first.key}\n00\nnull`,
    );
  });
});

describe("readPublicKey", () => {
  it("reads PKCS #1 and SubjectPublicKeyInfo, and nothing else", () => {
    const spki = createPublicKey({ key: key.der, format: "der", type: "pkcs1" }).export({
      format: "der",
      type: "spki",
    });
    expect(readPublicKey(spki).equals(readPublicKey(key.der))).toBe(true);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => readPublicKey(bytes)).toThrow(
          new DigestFormatError("the public key is not an RSA key in DER form"),
        );
      }),
    );
  });

  it("reads the sample keys of AWS's page", () => {
    // See "Custom implementations of CloudTrail log file integrity validation": the first is PKCS #1, the second is not.
    const samples = [
      "MIIBCgKCAQEAn11L2YZ9h7onug2ILi1MWyHiMRsTQjfWE+pHVRLk1QjfWhirG+lpOa8NrwQ/r7Ah5bNL6HepznOU9XTDSfmmnP97mqyc7z/upfZdS/AHhYcGaz7n6Wc/RRBU6VmiPCrAUojuSk6/GjvA8iOPFsYDuBtviXarvuLPlrT9kAd4Lb+rFfR5peEgBEkhlzc5HuWO7S0y+KunqxX6jQBnXGMtxmPBPP0FylgWGNdFtks/4YSKcgqwH0YDcawP9GGGDAeCIqPWIXDLG1jOjRRzWfCmD0iJUkz8vTsn4hq/5ZxRFE7UBAUiVcGbdnDdvVfhF9C3dQiDq3k7adQIziLT0cShgQIDAQAB",
      "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqlzPJbvZJ42UdcmLfPUqXYNfOs6I8lCfao/tOs8CmzPOEdtLWugB9xoIUz78qVHdKIqxbaG4jWHfJBiOSSFBM0lt8cdVo4TnRa7oG9io5pysS6DJhBBAeXsicufsiFJR+wrUNh8RSLxL4k6G1+BhLX20tJkZ/erT97tDGBujAelqseGg3vPZbTx9SMfOLN65PdLFudLP7Gat0Z9p5jw/rjpclKfo9Bfc3heeBxWGKwBBOKnFAaN9V57pOaosCvPKmHd9bg7jsQkI9Xp22IzGLsTFJZYVA3KiTAElDMu80iFXPHEq9hKNbt9e4URFam+1utKVEiLkR2disdCmPTK0VQIDAQAB",
    ];
    expect(
      samples.map((sample) => readPublicKey(Buffer.from(sample, "base64")).asymmetricKeyDetails?.modulusLength),
    ).toEqual([2048, 2048]);
  });
});

describe("verifyDigest", () => {
  const publicKey = readPublicKey(key.der);

  function verify(content: Uint8Array, signature: string | undefined) {
    return verifyDigest({
      bucket: archiveBucket,
      key: secondKey,
      accountId,
      content,
      signature,
      signatureAlgorithm: "SHA256withRSA",
      publicKey: (fingerprint) => (fingerprint === key.fingerprint ? publicKey : undefined),
    });
  }

  it("accepts what CloudTrail signed, in either case of hex", () => {
    expect(verify(second.content, second.signature)).toMatchObject({ kind: "valid", sha256: sha256(second.content) });
    expect(verify(second.content, second.signature.toUpperCase()).kind).toBe("valid");
  });

  it.each([
    ["no signature", undefined],
    ["an empty signature", ""],
    ["half a signature", second.signature.slice(0, 256)],
    ["the signature of another digest", first.signature],
    ["text", "not hex"],
  ])("refuses %s", (_, signature) => {
    expect(verify(second.content, signature).kind).toBe("invalidSignature");
  });

  it("never accepts a file with a bit flipped, and never throws", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.nat(second.content.length * 8 - 1), (bit) => {
        const content = Buffer.from(second.content);
        content[bit >> 3] = (content[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        kinds.add(verify(content, second.signature).kind);
      }),
      { numRuns: 400 },
    );
    expect([...kinds]).not.toContain("valid");
  });

  it("never accepts a signature with a bit flipped", () => {
    fc.assert(
      fc.property(fc.nat(2047), (bit) => {
        const bytes = Buffer.from(second.signature, "hex");
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verify(second.content, bytes.toString("hex")).kind).toBe("invalidSignature");
      }),
    );
  });

  it("does not call a key unknown when only the place is wrong", () => {
    const moved = makeDigest({ ...second.fields, digestS3Object: first.key }, newSigningKey());
    expect(verify(moved.content, moved.signature).kind).toBe("misplacedDigest");
  });
});
