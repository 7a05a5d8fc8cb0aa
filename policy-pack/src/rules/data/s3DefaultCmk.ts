import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { describe, read, readList } from "../../known.js";
import { listHolds } from "../../links.js";
import type { Verdict } from "../../verdict.js";

const algorithmPath = "applyServerSideEncryptionByDefault.sseAlgorithm";
const keyPath = "applyServerSideEncryptionByDefault.kmsMasterKeyId";

/**
 * A bucket's default encryption names a key by its full ARN and refuses keys that callers bring along. Whether the
 * bucket may do without a key depends on its zone, which data-s3-default-cmk-linked knows.
 *
 * @see AWS, "Setting default server-side encryption behavior for Amazon S3 buckets":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
export const dataS3DefaultCmk = defineResourceRule({
  name: "data-s3-default-cmk",
  types: [awsType.bucketEncryption],
  check({ props }, verdict) {
    const rules = readList(props, "rules");
    if (rules.state === "unknown") verdict.undecided("rules cannot be known yet");
    const list = rules.state === "known" ? rules.value : [];
    if (rules.state !== "unknown" && list.length !== 1) {
      verdict.violation({
        property: "rules",
        found: `${list.length} rules`,
        expected: "exactly one rule",
        fix: "set rules to one rule with applyServerSideEncryptionByDefault",
      });
    }
    for (const rule of list) {
      if (rule.state === "unknown") verdict.undecided("rules cannot be known yet");
      if (rule.state !== "known") continue;
      const algorithm = read(rule.value, algorithmPath);
      verdict.require(algorithm, {
        property: algorithmPath,
        accepts: (value) => value === "aws:kms" || value === "aws:kms:dsse" || value === "AES256",
        expected: "aws:kms",
        fix: `set ${algorithmPath} to aws:kms`,
      });
      requireNoCallerKeys(rule.value, verdict);
      if (algorithm.state === "known" && String(algorithm.value).startsWith("aws:kms")) {
        verdict.require(read(rule.value, keyPath), {
          property: keyPath,
          // S3 looks an alias up in the account of whoever writes, and log delivery refuses bare ids.
          accepts: (value) => typeof value === "string" && /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/.test(value),
          expected: "the full ARN of a customer managed key",
          fix: `set ${keyPath} to the arn of an aws.kms.Key`,
          // A key made in the same update: data-s3-default-cmk-linked decides by what it depends on.
          unknown: "passes",
        });
      }
      // Double-layer encryption has no bucket keys.
      if (algorithm.state === "known" && algorithm.value === "aws:kms") {
        verdict.require(read(rule.value, "bucketKeyEnabled"), {
          property: "bucketKeyEnabled",
          accepts: (value) => value === true,
          expected: "a bucket key, without which each object costs a call to KMS",
          fix: "set bucketKeyEnabled to true",
        });
      }
    }
  },
});

function requireNoCallerKeys(rule: unknown, verdict: Verdict): void {
  const blocked = listHolds(rule, "blockedEncryptionTypes", (value) => value === "SSE-C");
  if (blocked.state === "unknown") verdict.undecided("blockedEncryptionTypes cannot be known yet");
  else if (blocked.state === "absent" || !blocked.value) {
    verdict.violation({
      property: "blockedEncryptionTypes",
      found: `blockedEncryptionTypes ${describe((read(rule, "blockedEncryptionTypes") as { value?: unknown }).value ?? [])}`,
      expected: "SSE-C refused, with which a stranger could lock us out of our objects",
      fix: 'set blockedEncryptionTypes to ["SSE-C"]',
    });
  }
}
