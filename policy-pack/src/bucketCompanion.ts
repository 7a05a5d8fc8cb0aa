import type { PolicyResource } from "@pulumi/policy";
import { companionsOf } from "./links.js";
import type { StackView } from "./stackView.js";
import type { Verdict } from "./verdict.js";

/**
 * Demands that a bucket has exactly one companion of a type: without it, S3's own default holds; a second one
 * overwrites the first without an error.
 *
 * @param type type token of the companion, such as `aws:s3/bucketPolicy:BucketPolicy`
 * @param purpose what the companion is for, as the rest of the sentence "set up …"
 * @returns the companion, when there is exactly one
 */
export function requireOneCompanion(
  bucket: PolicyResource,
  stack: StackView,
  verdict: Verdict,
  type: string,
  purpose: string,
): PolicyResource | undefined {
  const { linked, floating } = companionsOf(stack, bucket, type, "bucket", ["bucket", "id"]);
  const kind = `aws.s3.${type.slice(type.lastIndexOf(":") + 1)}`;
  const expected = `exactly one ${kind} for this bucket`;
  if (linked.length > 1) {
    const found = `${linked.length} of type ${kind} (${linked.map(({ name }) => name).join(", ")})`;
    verdict.violation({ property: kind, found, expected, fix: `keep one ${kind} and merge the others into it` });
  } else if (linked.length === 0 && floating.length > 0) {
    verdict.undecided(
      `whether a ${kind} (${floating.map(({ name }) => name).join(", ")}) is for this bucket cannot be known yet`,
    );
  } else if (linked.length === 0) {
    verdict.violation({
      property: kind,
      found: `no ${kind}`,
      expected,
      fix: `add an ${kind} whose bucket is this one to ${purpose}`,
    });
  }
  return linked.length === 1 ? linked[0] : undefined;
}
