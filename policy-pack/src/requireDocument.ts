import { readDocument, type PolicyDocument } from "./policyDocument.js";
import type { Verdict } from "./verdict.js";

/**
 * Reads a resource policy that a rule must judge.
 *
 * @param props a resource's properties
 * @returns the policy, or nothing when it is unknown (reported as undecided), absent or no policy (a violation)
 */
export function requireDocument(props: unknown, verdict: Verdict): PolicyDocument | undefined {
  const document = readDocument(props, "policy");
  if (document.state === "known") return document.value;
  if (document.state === "unknown") verdict.undecided("policy cannot be known yet");
  else {
    verdict.violation({
      property: "policy",
      found: document.state === "absent" ? "no policy" : `a policy of ${document.reason}`,
      expected: "a policy document",
      fix: "set policy to the JSON text of a policy document",
    });
  }
  return undefined;
}
