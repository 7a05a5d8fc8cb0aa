import { describe, read, type Read } from "./known.js";
import type { Verdict } from "./verdict.js";

const expected = "rules that expire images by the beginnings of their tags";
const fix = 'select images with tagStatus "tagged" and a tagPrefixList in every rule of the policy';

/**
 * Demands that a lifecycle expires no image without regard to its tags: a model version that names its image by digest
 * needs the image, even after its last tag is gone.
 *
 * @param policy text of a lifecycle policy
 * @param property the argument that holds it
 * @see AWS, "Lifecycle policy properties in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function requireImageLifecycle(policy: Read, property: string, verdict: Verdict): void {
  const rules = policy.state === "known" ? rulesOf(policy.value) : undefined;
  verdict.require(policy, { property, accepts: () => rules !== undefined && rules.length > 0, expected, fix });
  for (const [index, rule] of (rules ?? []).entries()) {
    const selection = read(rule, "selection");
    const status = read(selection.state === "known" ? selection.value : undefined, "tagStatus");
    if (status.state === "known" && status.value === "tagged") continue;
    verdict.violation({
      property: `${property} rule ${index + 1}`,
      found: `tagStatus ${status.state === "known" ? describe(status.value) : "missing"} in rule ${index + 1} of ${property}`,
      expected,
      fix,
    });
  }
}

function rulesOf(policy: unknown): readonly unknown[] | undefined {
  try {
    const document: unknown = typeof policy === "string" ? JSON.parse(policy) : policy;
    const rules = read(document, "rules");
    return rules.state === "known" && Array.isArray(rules.value) ? (rules.value as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
