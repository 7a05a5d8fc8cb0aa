import type { CheckFailure, ResourceContext } from "./resourceModel.js";

/** Refuses a text that does not match, and skips one that is absent or not known yet. */
export function matches(resource: ResourceContext, property: string, pattern: RegExp, reason: string): CheckFailure[] {
  const value = resource.inputs[property];
  return typeof value === "string" && !pattern.test(value) ? [{ property, reason: `invalid value: ${reason}` }] : [];
}

/** Refuses a policy document that is not JSON, as the provider does before it calls AWS. */
export function policyDocument(resource: ResourceContext, property: string): CheckFailure[] {
  const value = resource.inputs[property];
  if (typeof value !== "string") {
    return [];
  }
  try {
    const document: unknown = JSON.parse(value);
    if (typeof document === "object" && document !== null) {
      return [];
    }
  } catch {
    // Reported below, with the provider's words.
  }
  return [{ property, reason: `"${property}" contains an invalid JSON policy` }];
}
