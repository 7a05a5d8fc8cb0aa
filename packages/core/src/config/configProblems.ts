import { z } from "zod";
import { nearest } from "./nearest.js";
import { descriptionAt, knownKeys, schemaAt } from "./schemaAt.js";

/** Longest rendering of a wrong value in a message. */
const maximumValueLength = 80;

/**
 * One message for everything that is wrong with a config, a line a problem, each with its key, its value and what is
 * allowed.
 *
 * @param project the Pulumi project, which is the prefix of the keys in the file
 * @param file the file that holds the values
 * @param schema what the values were read with
 * @param values what was given
 * @param issues what the schema found
 * @param otherProblems what is wrong besides the values, as complete lines
 */
export function configProblems(
  project: string,
  file: string,
  schema: z.ZodType,
  values: unknown,
  issues: readonly z.core.$ZodIssue[],
  otherProblems: readonly string[] = [],
): string {
  const lines = [
    ...otherProblems,
    ...issues.flatMap((issue) => describe(issue, schema, values)).map((line) => `${project}:${line}`),
  ];
  const count = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
  return [
    `The config in ${file} has ${count}:`,
    ...lines.map((line) => `  - ${line}`),
    "Every key is described in docs/configuration.md.",
  ].join("\n");
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, values: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${keyPath([...issue.path, key])} is not a setting${hint(issue, key, schema)}`);
  }
  const key = keyPath(issue.path);
  const given = valueAt(values, issue.path);
  if (given === undefined) {
    const description = issue.code === "custom" ? undefined : descriptionAt(schema, issue.path);
    return [
      description === undefined ? `${key} is missing, but ${expectation(issue)}` : `${key} is missing: ${description}`,
    ];
  }
  return [`${key} is ${rendered(given)}, but ${expectation(issue)}`];
}

function hint(issue: z.core.$ZodIssue, key: string, schema: z.ZodType): string {
  const known = knownKeys(schemaAt(schema, issue.path));
  const near = nearest(key, known);
  if (near !== undefined) {
    return `; did you mean "${near}"?`;
  }
  return issue.path.length > 0 && known.length > 0 ? `; known here: ${known.join(", ")}` : "";
}

/** What the value must be, as a phrase: the schema's own where it has one, or one made from the issue. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith("must")) {
    return issue.message;
  }
  switch (issue.code) {
    case "invalid_type":
      return `must be ${typeName(issue.expected)}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "invalid_union": {
      const choices = issue.errors.flat().map((inner) => expectation(inner).replace(/^must be /, ""));
      return `must be ${[...new Set(choices)].join(" or ")}`;
    }
    default:
      return `is not allowed: ${issue.message}`;
  }
}

function typeName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    array: "a list",
    boolean: "true or false",
    int: "a whole number",
    number: "a number",
    object: "a map",
    record: "a map",
    string: "text",
  };
  return names[type] ?? type;
}

/** Keys as `pulumi config set --path` takes them: `network.zoneIds[1]`. */
function keyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") {
      return `${text}[${key}]`;
    }
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function rendered(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > maximumValueLength ? `${text.slice(0, maximumValueLength)}…` : text;
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    values,
  );
}
