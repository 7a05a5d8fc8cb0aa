/** One value or several; a single one is written without brackets, as AWS returns it. */
export type OneOrMore = string | readonly string[];

/** Who a statement of a resource policy speaks of. */
export type PolicyPrincipal = "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", OneOrMore>>>;

/** Condition operator → condition key → accepted values. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** One statement, in IAM's own spelling. `NotPrincipal` and `NotAction` are left out on purpose. */
export interface PolicyStatement {
  /** Unique in its document; letters and digits. */
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** Absent in identity policies. */
  readonly Principal?: PolicyPrincipal;
  readonly Action: OneOrMore;
  /** Absent in trust policies. */
  readonly Resource?: OneOrMore;
  /** Exceptions of a Deny, instead of `Resource`; an Allow must not have any. */
  readonly NotResource?: OneOrMore;
  readonly Condition?: PolicyCondition;
}

/** Largest size of each kind of document, and how AWS counts it. */
const limits = {
  bucketPolicy: { maximum: 20_480, unit: "bytes" },
  keyPolicy: { maximum: 32_768, unit: "bytes" },
  endpointPolicy: { maximum: 20_480, unit: "characters" },
  managedPolicy: { maximum: 6_144, unit: "characters without white space" },
  rolePolicy: { maximum: 10_240, unit: "characters without white space" },
  trustPolicy: { maximum: 2_048, unit: "characters without white space" },
  // See AWS, "Resource-based policy considerations":
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html
  tablePolicy: { maximum: 20_480, unit: "bytes" },
  // See AWS, "AWS Secrets Manager quotas":
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
  secretPolicy: { maximum: 20_480, unit: "bytes" },
  queuePolicy: { maximum: 8_192, unit: "bytes" },
  // See AWS, "Quotas for configuring and running a REST API in API Gateway":
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
  apiPolicy: { maximum: 8_192, unit: "bytes" },
  topicPolicy: { maximum: 30_720, unit: "bytes" },
  repositoryPolicy: { maximum: 10_240, unit: "characters" },
  registryPolicy: { maximum: 10_240, unit: "characters" },
} as const;

/** Kinds of policy documents. */
export type PolicyDocumentKind = keyof typeof limits;

/** Thrown for a document that AWS would refuse. */
export class PolicyDocumentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PolicyDocumentError";
  }
}

/**
 * Renders a policy document in the one form that AWS gives back: lists sorted, lists of one unwrapped, no white space.
 * The same statements therefore never show as a change.
 *
 * @param kind where the document goes; decides its largest size
 * @param name what it belongs to, for the error message
 * @param statements in the order in which a reader should meet them
 * @throws {@link PolicyDocumentError} for a Sid that is missing, repeated or has other characters than letters and
 * digits, for exceptions of an Allow, for an empty list, which AWS refuses or, in the condition of a Deny, takes as "everybody", and for a document
 * over the limit
 * @see AWS, "IAM and AWS STS quotas": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function policyDocument(kind: PolicyDocumentKind, name: string, statements: readonly PolicyStatement[]): string {
  const seen = new Set<string>();
  for (const statement of statements) {
    const { Sid } = statement;
    if (!/^[A-Za-z0-9]+$/.test(Sid)) {
      throw new PolicyDocumentError(`${kind} of ${name}: the statement id "${Sid}" may hold letters and digits only.`);
    }
    if (seen.has(Sid)) {
      throw new PolicyDocumentError(`${kind} of ${name}: the statement id "${Sid}" stands twice.`);
    }
    seen.add(Sid);
    if (statement.NotResource !== undefined && (statement.Effect === "Allow" || statement.Resource !== undefined)) {
      throw new PolicyDocumentError(
        `${kind} of ${name}: statement "${Sid}" has NotResource, which only a Deny without Resource may have.`,
      );
    }
    const empty = emptyList(statement);
    if (empty !== undefined) {
      throw new PolicyDocumentError(`${kind} of ${name}: ${empty} of statement "${Sid}" lists nothing.`);
    }
  }
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements.map(normalise) });
  const { maximum, unit } = limits[kind];
  const size = Buffer.byteLength(document);
  if (size > maximum) {
    throw new PolicyDocumentError(
      `${kind} of ${name} has ${size} ${unit}; AWS takes ${maximum}. ` +
        `Shorten the lists that feed it in the stack's config (roles, buckets, prefixes).`,
    );
  }
  return document;
}

/** The element that is a list without entries, if there is one. */
function emptyList({ Principal, Action, Resource, NotResource, Condition }: PolicyStatement): string | undefined {
  const lists: [string, OneOrMore | undefined][] = [
    ["Action", Action],
    ["Resource", Resource],
    ["NotResource", NotResource],
    ...(typeof Principal === "object"
      ? Object.entries(Principal).map(([type, value]): [string, OneOrMore] => [`Principal ${type}`, value])
      : []),
    ...Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]): [string, OneOrMore] => [`Condition ${operator} ${key}`, value]),
    ),
  ];
  return lists.find(([, value]) => Array.isArray(value) && value.length === 0)?.[0];
}

function normalise(statement: PolicyStatement): Record<string, unknown> {
  const { Sid, Effect, Principal, Action, Resource, NotResource, Condition } = statement;
  return {
    Sid,
    Effect,
    ...(Principal === undefined ? {} : { Principal: Principal === "*" ? "*" : mapValues(Principal, oneOrSorted) }),
    Action: oneOrSorted(Action),
    ...(Resource === undefined ? {} : { Resource: oneOrSorted(Resource) }),
    ...(NotResource === undefined ? {} : { NotResource: oneOrSorted(NotResource) }),
    ...(Condition === undefined ? {} : { Condition: mapValues(Condition, (keys) => mapValues(keys, oneOrSorted)) }),
  };
}

function oneOrSorted(value: OneOrMore): OneOrMore {
  if (typeof value === "string") {
    return value;
  }
  const sorted = [...new Set(value)].sort();
  return sorted.length === 1 && sorted[0] !== undefined ? sorted[0] : sorted;
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
