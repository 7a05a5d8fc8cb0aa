import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Enforcement } from "./policyAnswers.js";
import { PreviewError } from "./previewError.js";

/** A level as a config file may give it. */
export type ConfiguredLevel = Enforcement | "remediate" | "disabled";

/** The config of one rule. */
export interface RuleConfig {
  readonly enforcementLevel?: ConfiguredLevel;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the pack says about one of its rules before it is configured. */
export interface ConfigurableRule {
  readonly name: string;
  readonly enforcementLevel: ConfiguredLevel;
  /** JSON schema of each property; empty when the rule takes none. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

const levels: readonly string[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * Reads a config file of a policy pack, in the format of the CLI's `--policy-pack-config`: by name of the rule, or `all`,
 * either a level or an object with `enforcementLevel` and properties.
 *
 * @param path path of the file
 * @param file what messages call it
 * @returns the config by name of the rule
 * @throws PreviewError naming everything in the file that is not in that format
 */
export async function readPolicyPackConfig(path: string, file: string): Promise<ReadonlyMap<string, RuleConfig>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new PreviewError(
      (error as NodeJS.ErrnoException).code === "ENOENT"
        ? `The policy pack has no config for this stack: ${file} does not exist. Copy that of another environment; see docs/adding-an-environment.md.`
        : `The policy pack's config ${file} cannot be read: ${messageOf(error)}.`,
    );
  }
  let config: unknown;
  try {
    config = text.trim() === "" ? {} : JSON.parse(text);
  } catch (error) {
    throw new PreviewError(`The policy pack's config ${file} is not JSON: ${messageOf(error)}.`);
  }
  if (!isObject(config)) {
    throw new PreviewError(`The policy pack's config ${file} must be an object with an entry for each rule.`);
  }
  const problems: string[] = [];
  const rules = new Map<string, RuleConfig>();
  for (const [rule, value] of Object.entries(config)) {
    const { enforcementLevel, ...properties } = isObject(value) ? value : { enforcementLevel: value };
    if (!isObject(value) && typeof value !== "string") {
      problems.push(`"${rule}" is ${JSON.stringify(value)}: must be a level or an object`);
    } else if (enforcementLevel === undefined) {
      rules.set(rule, { properties });
    } else if (isLevel(enforcementLevel)) {
      rules.set(rule, { enforcementLevel, properties });
    } else {
      problems.push(`"${rule}" has level ${JSON.stringify(enforcementLevel)}: must be one of ${levels.join(", ")}`);
    }
  }
  if (problems.length > 0) {
    throw new PreviewError(problemList(file, problems));
  }
  return rules;
}

/**
 * The config that each rule gets: the rule's own defaults, then what the pack sets at its start, then the file, where
 * `all` comes before a rule's own entry. The Pulumi CLI does the same.
 *
 * @param rules the rules of the pack
 * @param initial what the pack sets at its start
 * @param given what the file gives
 * @param file path of the file, for messages
 * @throws PreviewError naming every property that the schema of its rule refuses, and every rule in the file that the
 * pack does not have, which the CLI would ignore
 */
export function reconcilePolicyPackConfig(
  rules: readonly ConfigurableRule[],
  initial: ReadonlyMap<string, RuleConfig>,
  given: ReadonlyMap<string, RuleConfig>,
  file: string,
): ReadonlyMap<string, Required<RuleConfig>> {
  const names = new Set(rules.map(({ name }) => name));
  const problems = [...given.keys()]
    .filter((name) => name !== "all" && !names.has(name))
    .map((name) => `"${name}" is not a rule of the pack`);
  const reconciled = new Map<string, Required<RuleConfig>>();
  for (const rule of rules) {
    const layers = [initial.get("all"), initial.get(rule.name), given.get("all"), given.get(rule.name)];
    const config = {
      enforcementLevel:
        layers.findLast((layer) => layer?.enforcementLevel !== undefined)?.enforcementLevel ?? rule.enforcementLevel,
      properties: Object.assign(defaults(rule), initial.get(rule.name)?.properties, given.get(rule.name)?.properties),
    };
    problems.push(...propertyProblems(rule, config.properties));
    reconciled.set(rule.name, config);
  }
  if (problems.length > 0) {
    throw new PreviewError(problemList(file, problems));
  }
  return reconciled;
}

function defaults(rule: ConfigurableRule): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rule.properties).flatMap(([name, schema]) =>
      isObject(schema) && "default" in schema ? [[name, schema["default"]]] : [],
    ),
  );
}

/** What the schema of a rule has against its properties. */
function propertyProblems(rule: ConfigurableRule, values: Readonly<Record<string, unknown>>): string[] {
  if (Object.keys(rule.properties).length + rule.required.length === 0) {
    return [];
  }
  const missing = rule.required
    .filter((name) => !Object.hasOwn(values, name))
    .map((name) => `"${rule.name}": ${name} is missing`);
  // The properties come from a JSON document, so they are a schema of some kind; the types cannot say that.
  const schema = z.fromJSONSchema({ type: "object", properties: rule.properties } as z.core.JSONSchema.JSONSchema);
  const issues = schema.safeParse(values).error?.issues ?? [];
  return [...missing, ...issues.map((issue) => `"${rule.name}": ${describe(issue, values)}`)];
}

function describe(issue: z.core.$ZodIssue, values: unknown): string {
  const place = issue.path.map(String).join(".");
  const given = issue.path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    values,
  );
  return given === undefined ? `${place} is missing` : `${place} is ${JSON.stringify(given)}: ${issue.message}`;
}

function problemList(file: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `The policy pack's config ${file} has ${count}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`;
}

function isLevel(value: unknown): value is ConfiguredLevel {
  return typeof value === "string" && levels.includes(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
