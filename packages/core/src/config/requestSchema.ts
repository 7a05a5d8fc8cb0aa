/** What is wrong with a part of a request schema. */
export interface SchemaProblem {
  /** Keys from the outside in. */
  readonly path: readonly (string | number)[];
  /** A phrase that follows the key. */
  readonly message: string;
}

type Values = Readonly<Record<string, unknown>>;

/** The draft that API Gateway takes. */
const draft4 = "http://json-schema.org/draft-04/schema#";

/** Keywords by type. What others would add cannot be bounded, or is read differently by gateway and proxy. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  object: ["properties", "required", "additionalProperties"],
  array: ["items", "minItems", "maxItems"],
  string: ["enum", "minLength", "maxLength", "pattern"],
  number: ["enum", "minimum", "maximum"],
  integer: ["enum", "minimum", "maximum"],
  boolean: [],
};
const everyType = ["type", "title", "description"];

/** Names that change an object's prototype in JavaScript; the proxy refuses them in any body. */
const forbiddenNames = ["__proto__", "constructor", "prototype"];

const largest = { items: 1_000, characters: 4_096, depth: 8, number: 1e15 } as const;

/**
 * What keeps a value from being the schema of a request: a JSON Schema of draft 4, of what API Gateway supports of it, in
 * which every object is closed and every list, text and number has bounds.
 *
 * @param schema the value, of whatever form
 * @returns every problem; none for a schema that gateway and proxy read alike
 * @see AWS, "Amazon API Gateway important notes":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function requestSchemaProblems(schema: unknown): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const report = (path: SchemaProblem["path"], message: string): void => {
    problems.push({ path, message });
  };
  if (!isMap(schema)) return [{ path: [], message: "must be a JSON Schema, as a map" }];
  const { $schema, ...root } = schema;
  if ($schema !== undefined && $schema !== draft4) {
    report(["$schema"], `must be left out or "${draft4}", the one draft that API Gateway takes`);
  }
  if (root["type"] === "object") checkNode(root, [], report);
  else report(["type"], 'must be "object": a body is a map');
  return problems;
}

function checkNode(
  node: unknown,
  path: readonly (string | number)[],
  report: (path: SchemaProblem["path"], message: string) => void,
): void {
  if (!isMap(node)) {
    report(path, "must be a schema, as a map");
    return;
  }
  const type = node["type"];
  const known = typeof type === "string" && Object.hasOwn(keywords, type) ? keywords[type] : undefined;
  if (typeof type !== "string" || known === undefined) {
    report([...path, "type"], `must be one of ${Object.keys(keywords).join(", ")}`);
    return;
  }
  const at = (keyword: string, message: string): void => {
    report([...path, keyword], message);
  };
  for (const keyword of Object.keys(node)) {
    if (!known.includes(keyword) && !everyType.includes(keyword)) {
      at(keyword, `must be left out: a schema of type ${type} takes ${[...known, ...everyType].join(", ")}`);
    }
  }
  if (path.length > 2 * largest.depth) {
    report(path, `must not lie deeper than ${largest.depth} levels`);
    return;
  }
  if (type === "object") checkObject(node, path, report);
  else if (type === "array") checkArray(node, path, report);
  else if (type === "string") checkString(node, at);
  else if (type !== "boolean") checkNumber(node, type, at);
}

function checkObject(
  node: Values,
  path: readonly (string | number)[],
  report: (path: SchemaProblem["path"], message: string) => void,
): void {
  const { properties, required } = node;
  if (node["additionalProperties"] !== false) {
    report([...path, "additionalProperties"], "must be false, so that nothing undeclared gets in");
  }
  if (!isMap(properties) || Object.keys(properties).length === 0) {
    report([...path, "properties"], "must declare at least one property");
    return;
  }
  for (const [name, child] of Object.entries(properties)) {
    if (!/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) || forbiddenNames.includes(name)) {
      report(
        [...path, "properties", name],
        "must be named with 1 to 64 letters, digits and _.-, starting with a letter, and not like a prototype",
      );
    }
    checkNode(child, [...path, "properties", name], report);
  }
  if (required === undefined) return;
  const names = Array.isArray(required) ? (required as readonly unknown[]) : [];
  const declared = names.every((name) => typeof name === "string" && Object.hasOwn(properties, name));
  if (names.length === 0 || !declared || new Set(names).size < names.length) {
    report([...path, "required"], "must be left out or list declared properties, at least one, each once");
  }
}

function checkArray(
  node: Values,
  path: readonly (string | number)[],
  report: (path: SchemaProblem["path"], message: string) => void,
): void {
  const { minItems = 0, maxItems } = node;
  if (!isWhole(maxItems, 1, largest.items)) {
    report([...path, "maxItems"], `must be a whole number from 1 to ${largest.items}`);
  } else if (!isWhole(minItems, 0, maxItems)) {
    report([...path, "minItems"], "must be a whole number from 0 to maxItems");
  }
  checkNode(node["items"], [...path, "items"], report);
}

function checkString(node: Values, at: (keyword: string, message: string) => void): void {
  const { minLength = 0, maxLength, pattern } = node;
  if (node["enum"] !== undefined) {
    checkEnum(node["enum"], at, (value) => typeof value === "string" && value.length <= 256, "texts");
  } else if (!isWhole(maxLength, 1, largest.characters)) {
    at("maxLength", `must be a whole number from 1 to ${largest.characters}`);
  } else if (!isWhole(minLength, 0, maxLength)) {
    at("minLength", "must be a whole number from 0 to maxLength");
  }
  if (pattern !== undefined && !isPlainPattern(pattern)) {
    at(
      "pattern",
      "must be a regular expression from ^ to $ without look-around, back references or repeated groups: gateway and proxy read those differently, or take too long",
    );
  }
}

function checkNumber(node: Values, type: string, at: (keyword: string, message: string) => void): void {
  const { minimum, maximum } = node;
  const fits = (value: unknown): value is number =>
    typeof value === "number" && Math.abs(value) <= largest.number && (type === "number" || Number.isInteger(value));
  if (node["enum"] !== undefined) {
    checkEnum(node["enum"], at, fits, type === "number" ? "numbers" : "whole numbers");
    return;
  }
  const what = type === "number" ? "a number" : "a whole number";
  for (const [keyword, value] of Object.entries({ minimum, maximum })) {
    if (!fits(value)) at(keyword, `must be ${what} between -${largest.number} and ${largest.number}`);
  }
  if (fits(minimum) && fits(maximum) && minimum > maximum) at("minimum", "must not be above maximum");
}

function checkEnum(
  values: unknown,
  at: (keyword: string, message: string) => void,
  accepts: (value: unknown) => boolean,
  what: string,
): void {
  const list = Array.isArray(values) ? (values as readonly unknown[]) : [];
  if (list.length === 0 || list.length > 100 || new Set(list).size < list.length || !list.every(accepts)) {
    at("enum", `must list 1 to 100 ${what}, each once`);
  }
}

/** Whether both engines match an expression alike and in a time that the text's length bounds. */
function isPlainPattern(pattern: unknown): boolean {
  if (typeof pattern !== "string" || pattern.length > 256 || !/^\^.*\$$/s.test(pattern)) return false;
  // Escaped characters and classes mean themselves: what is left is the structure.
  const structure = pattern.replaceAll(/\\[^1-9bBk]/g, "x").replaceAll(/\[[^\]]*\]/g, "x");
  if (/\(\?(?!:)|\\|\)[*+?{]|[*+?}][*+?]|\|/.test(structure)) return false;
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

function isWhole(value: unknown, minimum: number, maximum: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
