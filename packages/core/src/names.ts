import type { Environment } from "./environment.js";

interface NameLimit {
  readonly pattern: RegExp;
  readonly maximum: number;
  readonly allowed: string;
}

const lowerCaseHyphens = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;

/** What each service allows in the names that this project fixes. */
const limits = {
  bucket: { pattern: lowerCaseHyphens, maximum: 63, allowed: "3 to 63 lower-case letters, digits and hyphens" },
  role: { pattern: /^[\w+=,.@-]+$/, maximum: 64, allowed: "1 to 64 letters, digits and +=,.@-_" },
  policy: { pattern: /^[\w+=,.@-]+$/, maximum: 128, allowed: "1 to 128 letters, digits and +=,.@-_" },
  function: { pattern: /^[a-zA-Z0-9-_]+$/, maximum: 64, allowed: "1 to 64 letters, digits, hyphens and underscores" },
  eventRule: { pattern: /^[.\-_A-Za-z0-9]+$/, maximum: 64, allowed: "1 to 64 letters, digits and .-_" },
  trail: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9._-]+[a-zA-Z0-9]$/,
    maximum: 128,
    allowed: "3 to 128 letters, digits and ._-",
  },
  queue: { pattern: /^[a-zA-Z0-9_-]+$/, maximum: 80, allowed: "1 to 80 letters, digits, hyphens and underscores" },
  modelPackageGroup: {
    pattern: /^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/,
    maximum: 63,
    allowed: "1 to 63 letters, digits and hyphens",
  },
  repository: {
    pattern: /^(?:[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/,
    maximum: 256,
    allowed: "2 to 256 lower-case letters, digits and ._-/",
  },
  notebook: {
    pattern: /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
    maximum: 63,
    allowed: "1 to 63 letters, digits and hyphens",
  },
  // See AWS, "Supported data types and naming rules in Amazon DynamoDB":
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  table: { pattern: /^[a-zA-Z0-9_.-]{3,}$/, maximum: 255, allowed: "3 to 255 letters, digits and _.-" },
  // See AWS, "Quotas and constraints for Amazon RDS":
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
  database: {
    pattern: /^[a-z](?:-?[a-z0-9])*$/,
    maximum: 63,
    allowed: "1 to 63 lower-case letters, digits and single hyphens, starting with a letter",
  },
  // See AWS, "CreateSecret": https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
  secret: { pattern: /^[\w/+=.@-]+$/, maximum: 505, allowed: "1 to 505 letters, digits and /_+=.@-" },
  glue: { pattern: /^[a-zA-Z0-9-_]+$/, maximum: 255, allowed: "1 to 255 letters, digits, hyphens and underscores" },
  topic: { pattern: /^[a-zA-Z0-9_-]+$/, maximum: 256, allowed: "1 to 256 letters, digits, hyphens and underscores" },
  // SageMaker writes the name in lower case into the ARN: a policy that cites it otherwise never matches.
  endpoint: { pattern: lowerCaseHyphens, maximum: 63, allowed: "2 to 63 lower-case letters, digits and hyphens" },
} as const satisfies Record<string, NameLimit>;

/** Kinds of names that are fixed because a policy, a selector or the other stack must cite them. */
export type NameKind = keyof typeof limits;

/** Thrown for a name that the service would refuse. */
export class NameError extends Error {
  readonly kind: NameKind;
  readonly value: string;

  constructor(kind: NameKind, value: string) {
    super(
      `The ${kind} name "${value}" (${value.length} characters) is not allowed: AWS takes ${limits[kind].allowed}. ` +
        `Shorten "project" or the environment's name in the stack's config.`,
    );
    this.name = "NameError";
    this.kind = kind;
    this.value = value;
  }
}

/**
 * A fixed physical name: `<project>-<environment>-<purpose>`; buckets also carry account and Region, since their names
 * are global.
 *
 * @param environment where the thing lives
 * @param kind what is named; decides characters and length
 * @param purpose what it is for, such as `audit-logs`
 * @throws {@link NameError} when the service would refuse the name
 */
export function physicalName(environment: Environment, kind: NameKind, purpose: string): string {
  const parts = [environment.project, environment.name, purpose];
  if (kind === "bucket") {
    parts.push(environment.accountId, environment.region);
  }
  const name = parts.join("-");
  const limit: NameLimit = limits[kind];
  if (name.length > limit.maximum || !limit.pattern.test(name)) {
    throw new NameError(kind, name);
  }
  return name;
}

/** Path of the environment's roles and policies: whoever may create roles below it inherits their access. */
export function rolePath(environment: Environment): string {
  return `/${environment.project}/${environment.name}/`;
}

/** Alias of a key of the environment. */
export function keyAlias(environment: Environment, key: string): string {
  return `alias/${environment.project}-${environment.name}-${key}`;
}

/** Name of a log group whose name AWS does not fix. */
export function logGroupName(environment: Environment, tier: string, purpose: string): string {
  return `/${environment.project}/${environment.name}/${tier}/${purpose}`;
}

/** Namespace of the environment's own metrics. */
export function metricNamespace(environment: Environment): string {
  return `${environment.project}/${environment.name}`;
}

/** Purpose of the function that rotates secrets, which several tiers cite: name of its function and of its role. */
export const secretRotationPurpose = "secret-rotation";
