import type { AwsFacts } from "../aws/facts.js";

/** Name of the environment variable with the plugin's {@link AwsFacts}, as JSON. */
export const factsVariable = "SECURE_ML_SIMULATED_AWS_FACTS";

/**
 * Reads the facts that the plugin serves.
 *
 * @param text value of the variable; without it everything has its default
 * @throws Error that names the variable when the text is not a JSON object
 */
export function readFacts(text: string | undefined): AwsFacts {
  let facts: unknown;
  try {
    facts = JSON.parse(text ?? "{}");
  } catch {
    facts = undefined;
  }
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) {
    throw new Error(
      `${factsVariable} must be a JSON object, such as {"accountId":"111111111111"}, and is ${text ?? ""}`,
    );
  }
  return facts;
}
