import type { z } from "zod";

/**
 * One message for everything that is wrong with a config, a line a problem.
 *
 * @param project the Pulumi project, which is the prefix of the keys in the file
 * @param file the file that holds the values
 * @param schema what the values were read with, for the list of known keys
 * @param values what was given
 * @param error what the schema found
 */
export function configProblems(
  project: string,
  file: string,
  schema: z.ZodType,
  values: unknown,
  error: z.ZodError,
): string {
  const known =
    "shape" in schema && typeof schema.shape === "object" && schema.shape !== null ? Object.keys(schema.shape) : [];
  const lines = error.issues.flatMap((issue) => describe(issue, values, known)).map((line) => `  - ${project}:${line}`);
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  return `The config in ${file} has ${count}:\n${lines.join("\n")}\nEvery key is described in docs/configuration.md.`;
}

function describe(issue: z.core.$ZodIssue, values: unknown, topLevelKeys: readonly string[]): string[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = path.length === 0 ? nearest(key, topLevelKeys) : undefined;
      const hint = near === undefined ? "" : `; did you mean "${near}"?`;
      return `${[...path, key].join(".")} is not a setting${hint}`;
    });
  }
  const given = valueAt(values, path);
  if (given === undefined) {
    return [`${path.join(".")} is missing: ${expectation(issue)}`];
  }
  return [`${path.join(".")} is ${JSON.stringify(given)}: ${expectation(issue)}`];
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return `must be ${[...new Set(issue.errors.flat().map((inner) => expectation(inner).replace(/^must be /, "")))].join(" or ")}`;
    case "too_small":
      return issue.message.startsWith("must")
        ? issue.message
        : `must be at least ${issue.minimum}${issue.origin === "array" ? " entries" : ""}`;
    case "too_big":
      return issue.message.startsWith("must")
        ? issue.message
        : `must be at most ${issue.maximum}${issue.origin === "array" ? " entries" : ""}`;
    default:
      return issue.message;
  }
}

function article(type: string): string {
  const names: Record<string, string> = {
    int: "a whole number",
    array: "a list",
    object: "a map",
    string: "text",
    boolean: "true or false",
  };
  return names[type] ?? type;
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    values,
  );
}

/** The known key with the fewest edits to the given one, if there are at most three. */
function nearest(given: string, known: readonly string[]): string | undefined {
  const ranked = known.map((key) => ({ key, distance: editDistance(given.toLowerCase(), key.toLowerCase()) }));
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= 3 ? best.key : undefined;
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
