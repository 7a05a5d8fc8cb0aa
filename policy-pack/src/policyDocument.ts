import { isUnknownValue, read, type Absent, type Known, type Path, type Unknown } from "./known.js";

/** Who a statement of a resource policy speaks of. */
export interface Principal {
  /** `*` stands for everyone, whichever way it was written. */
  readonly type: "*" | "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly value: string;
}

/** One condition key under one operator; several of them in a statement must all hold. */
export interface Condition {
  /** In lower case, with its qualifier: `stringnotequalsifexists`, `forallvalues:stringequals`. */
  readonly operator: string;
  /** In lower case; IAM does not mind the case. */
  readonly key: string;
  /** Any of them satisfies a positive operator. */
  readonly values: readonly string[];
}

/** One statement of a policy document. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly principals: readonly Principal[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  /** The elements of the document that say whom or what a statement does *not* mean. */
  readonly negations: readonly ("NotPrincipal" | "NotAction" | "NotResource")[];
}

/** A policy document that could be read. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** Size of the text as it was given, which is what AWS's limits count. */
  readonly bytes: number;
}

/** A text that is no policy document. */
export interface Invalid {
  readonly state: "invalid";
  readonly reason: string;
}

/** What reading a policy document gives. */
export type DocumentRead = Known<PolicyDocument> | Absent | Unknown | Invalid;

/**
 * Reads a property that holds a policy document, as text or as an object.
 *
 * @param container a resource's properties
 * @param path such as `policy`
 */
export function readDocument(container: unknown, path: Path): DocumentRead {
  const value = read(container, path);
  if (value.state !== "known") return value;
  if (typeof value.value === "string") return parseDocument(value.value);
  try {
    return parseDocument(JSON.stringify(value.value));
  } catch (error) {
    if (isUnknownValue(error)) {
      return { state: "unknown", path: error.props.map(String).join(".") };
    }
    throw error;
  }
}

/**
 * Parses a policy document. Never throws.
 *
 * @param text JSON
 */
export function parseDocument(text: string): Known<PolicyDocument> | Invalid {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { state: "invalid", reason: "text that is not JSON" };
  }
  if (!isRecord(document) || !Object.hasOwn(document, "Statement")) {
    return { state: "invalid", reason: "JSON without a Statement" };
  }
  const statements: Statement[] = [];
  for (const [index, raw] of asList(document["Statement"]).entries()) {
    const statement = parseStatement(raw);
    if (typeof statement === "string")
      return { state: "invalid", reason: `a statement (number ${index + 1}) ${statement}` };
    statements.push(statement);
  }
  return { state: "known", value: { statements, bytes: Buffer.byteLength(text) } };
}

function parseStatement(raw: unknown): Statement | string {
  if (!isRecord(raw)) return "that is not an object";
  const effect = raw["Effect"];
  if (effect !== "Allow" && effect !== "Deny") return 'whose Effect is neither "Allow" nor "Deny"';
  return {
    ...(typeof raw["Sid"] === "string" ? { sid: raw["Sid"] } : {}),
    effect,
    principals: parsePrincipals(raw["Principal"]),
    actions: strings(raw["Action"]),
    resources: strings(raw["Resource"]),
    conditions: parseConditions(raw["Condition"]),
    negations: (["NotPrincipal", "NotAction", "NotResource"] as const).filter((element) => Object.hasOwn(raw, element)),
  };
}

function parsePrincipals(raw: unknown): readonly Principal[] {
  if (!isRecord(raw)) return strings(raw).map((value) => ({ type: value === "*" ? "*" : "AWS", value }));
  return (["AWS", "Service", "Federated", "CanonicalUser"] as const).flatMap((type) =>
    strings(raw[type]).map((value): Principal => ({ type: type === "AWS" && value === "*" ? "*" : type, value })),
  );
}

function parseConditions(raw: unknown): readonly Condition[] {
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator: operator.toLowerCase(),
          key: key.toLowerCase(),
          values: strings(values),
        }))
      : [],
  );
}

function strings(raw: unknown): readonly string[] {
  return asList(raw).flatMap((value) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [String(value)] : [],
  );
}

function asList(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [raw];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether an IAM pattern (`*` any characters, `?` one) matches a text.
 *
 * @param pattern such as `s3:Get*`
 * @param text such as `s3:GetObject`; case does not matter, as in action names
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "is").test(text);
}

/** Whether a statement speaks of an action. An action with `*` of its own counts only when all of it is meant. */
export function coversAction(statement: Statement, action: string): boolean {
  return statement.actions.some((pattern) => matchesPattern(pattern, action));
}

/** Whether a statement speaks of everyone. */
export function isForEveryone(statement: Statement): boolean {
  return statement.principals.some(({ type }) => type === "*");
}

/**
 * Whether a condition narrows an Allow: it must be there to match, and its values must be fixed.
 *
 * `…IfExists` and `ForAllValues:` hold when the key is missing, negated operators hold for everybody else, and a value
 * of wildcards or policy variables holds for anything.
 */
export function isFixedMatch(condition: Condition): boolean {
  const operator = condition.operator.replace(/^foranyvalue:/, "");
  return (
    /^(string(equals|equalsignorecase|like)|arn(equals|like)|bool|ipaddress)$/.test(operator) &&
    condition.values.length > 0 &&
    condition.values.every((value) => !/^[*?:]*$/.test(value) && !value.includes("${"))
  );
}
