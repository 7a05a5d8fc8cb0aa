import { read, readList } from "./known.js";
import type { Verdict } from "./verdict.js";

const fix = 'set encryptionConfigurations to [{ encryptionType: "KMS", kmsKey }] with the ARN of an aws.kms.Key';

/**
 * Demands that images are encrypted under a key of KMS. Which key it is, data-kms-customer-managed says.
 *
 * @param props of a repository, or of a template for repositories
 * @see AWS, "Encryption at rest": https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * (a repository without the block is encrypted with AES256, under a key of Amazon S3)
 */
export function requireImageEncryption(props: unknown, verdict: Verdict): void {
  const list = readList(props, "encryptionConfigurations");
  const blocks = list.state === "known" ? list.value : [list];
  for (const block of blocks.length === 0 ? [{ state: "absent" } as const] : blocks) {
    verdict.require(block.state === "known" ? read(block.value, "encryptionType") : block, {
      property: "encryptionConfigurations[].encryptionType",
      accepts: (value) => value === "KMS" || value === "KMS_DSSE",
      expected: "images encrypted under a key of our own",
      fix,
    });
    if (block.state !== "known") continue;
    verdict.require(read(block.value, "kmsKey"), {
      property: "encryptionConfigurations[].kmsKey",
      accepts: (value) => typeof value === "string" && value !== "",
      expected: "images encrypted under a key of our own",
      fix,
      unknown: "passes",
    });
  }
}
