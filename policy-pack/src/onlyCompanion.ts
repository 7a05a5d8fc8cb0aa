import type { Companions } from "./links.js";
import type { Verdict } from "./verdict.js";

/**
 * Demands that something has exactly one companion of a kind.
 *
 * @param companions what refers to it
 * @param kind class of the provider, such as `aws.sqs.QueuePolicy`
 * @param purpose what a missing one is added with, as the rest of the sentence "add an … that …"
 * @param several what to do about more than one
 */
export function requireOnly(
  { linked, floating }: Companions,
  kind: string,
  verdict: Verdict,
  purpose: string,
  several = "merge them into one",
): void {
  if (linked.length === 1) return;
  if (linked.length === 0 && floating.length > 0) {
    verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
    return;
  }
  verdict.violation({
    property: kind,
    found: linked.length === 0 ? `no ${kind}` : `${linked.length} of type ${kind}`,
    expected: `exactly one ${kind}`,
    fix: linked.length === 0 ? `add an ${kind} ${purpose}` : several,
  });
}
