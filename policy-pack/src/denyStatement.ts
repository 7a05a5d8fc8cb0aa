import type { Read } from "./known.js";
import {
  coversAction,
  isForEveryone,
  matchesPattern,
  type Condition,
  type PolicyDocument,
  type Statement,
} from "./policyDocument.js";
import type { Verdict } from "./verdict.js";

/** One condition that a Deny must have. */
export interface DemandedCondition {
  /** Operators that do, in lower case. */
  readonly operators: readonly string[];
  /** Condition key, in lower case. */
  readonly key: string;
  readonly accepts: (values: readonly string[]) => boolean;
}

/** A Deny that a resource's policy must hold. */
export interface DemandedDeny {
  /** Usual id of the statement, for messages. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** What the statement must speak of, `below` some prefixes of keys for example; left out where a policy can speak of its own resource only. */
  readonly resources?: "objects" | "bucket and objects" | { readonly below: readonly string[] };
  /** All of the statement's conditions: a further one would let somebody through. */
  readonly conditions: readonly DemandedCondition[];
  /** The conditions in words, for messages. */
  readonly when: string;
}

/**
 * Demands that a policy refuses something to everyone, on exactly the given conditions.
 *
 * @param document the policy
 * @param bucketName name of the bucket that it belongs to, for policies of buckets
 */
export function requireDeny(
  document: PolicyDocument,
  demanded: DemandedDeny,
  verdict: Verdict,
  bucketName: Read = { state: "absent" },
): void {
  if (holdsDeny(document, demanded, bucketName)) return;
  const keys = demanded.conditions.map(({ key }) => key);
  const similar = document.statements.filter(
    ({ effect, conditions }) => effect === "Deny" && conditions.some(({ key }) => keys.includes(key)),
  );
  const names = similar.map(({ sid }) => sid ?? "without Sid").join(", ");
  const on = demanded.resources === undefined ? "" : ` on the ${nameOf(demanded.resources)}`;
  const what = `Deny of ${demanded.actions.join(", ")} to everyone${on} ${demanded.when}`;
  verdict.violation({
    property: `policy ${demanded.sid}`,
    found:
      similar.length === 0 ? `a policy without ${demanded.sid}` : `a policy with a similar statement only (${names})`,
    expected: `a ${what}, without further conditions`,
    fix: `put the statement ${demanded.sid} into policy`,
  });
}

function nameOf(resources: NonNullable<DemandedDeny["resources"]>): string {
  return typeof resources === "string" ? resources : `objects below ${resources.below.join(", ")}`;
}

/** Whether a policy refuses something to everyone, on exactly the given conditions. */
export function holdsDeny(
  document: PolicyDocument,
  demanded: DemandedDeny,
  bucketName: Read = { state: "absent" },
): boolean {
  return document.statements.some((statement) => isDemanded(statement, demanded, bucketName));
}

function isDemanded(statement: Statement, demanded: DemandedDeny, bucketName: Read): boolean {
  return (
    statement.effect === "Deny" &&
    statement.negations.length === 0 &&
    isForEveryone(statement) &&
    demanded.actions.every((action) => coversAction(statement, action)) &&
    (demanded.resources === undefined || coversBucket(statement, demanded.resources, bucketName)) &&
    statement.conditions.length === demanded.conditions.length &&
    demanded.conditions.every((condition) => statement.conditions.some((candidate) => isMet(condition, candidate)))
  );
}

function isMet({ operators, key, accepts }: DemandedCondition, candidate: Condition): boolean {
  return candidate.key === key && operators.includes(candidate.operator) && accepts(candidate.values);
}

/** Whether a statement speaks of a bucket's objects, or of the bucket as well: each alone leaves half of the API out. */
function coversBucket(
  { resources }: Statement,
  what: NonNullable<DemandedDeny["resources"]>,
  bucketName: Read,
): boolean {
  const isOurs = (name: string | undefined): boolean => bucketName.state !== "known" || bucketName.value === name;
  if (typeof what !== "string") {
    const keys = resources.flatMap((resource) => {
      const [, name, key] = /^arn:[^:]+:s3:::([^/*?]+)\/(.+)$/.exec(resource) ?? [];
      return key !== undefined && isOurs(name) ? [key] : [];
    });
    return what.below.every((prefix) => keys.some((key) => matchesPattern(key, `${prefix}*`)));
  }
  const names = resources.map((resource) => /^arn:[^:]+:s3:::([^/*?]+)(\/\*)?$/.exec(resource));
  const objects = names.some((match) => match?.[2] !== undefined && isOurs(match[1]));
  const bucket = names.some((match) => match !== null && match[2] === undefined && isOurs(match[1]));
  return objects && (bucket || what === "objects");
}

/** Whether a policy lets S3 deliver server access logs, which only a log bucket's policy does. */
export function isAccessLogPolicy(document: PolicyDocument): boolean {
  return document.statements.some(
    ({ effect, principals }) =>
      effect === "Allow" &&
      principals.some(({ type, value }) => type === "Service" && value === "logging.s3.amazonaws.com"),
  );
}
