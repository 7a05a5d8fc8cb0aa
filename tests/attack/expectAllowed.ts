import { anonymousPrincipal, runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { expect } from "vitest";

/**
 * The only file that knows which simulator judges the policies. It is third-party, so that it does not share a
 * misunderstanding with the code that writes them; its licence (AGPL-3.0-or-later) keeps it out of everything that is
 * deployed or published. Another simulator replaces it behind the same functions.
 */

/** A policy document, parsed from the JSON that a stack emitted. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly PolicyStatement[];
}

/** One statement of a policy document, as emitted. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  readonly [element: string]: unknown;
}

/** What the simulator says of a request. */
export type Verdict = "allowed" | "denied";

/** A verdict, and the statements that had to do with it, by Sid. */
export interface Decision {
  readonly verdict: Verdict;
  /** Statements that applied. */
  readonly applied: readonly string[];
  /** Statements that only their conditions kept from applying. */
  readonly unmet: readonly string[];
}

/** One request, as AWS would judge it. */
export interface AccessRequest {
  /** ARN of a role session, a service principal, or `anonymous` for an unsigned request. */
  readonly principal: string;
  readonly action: string;
  /** ARN, or `*` for an action that AWS judges against no resource. */
  readonly resource: string;
  /** Account that owns the resource. */
  readonly resourceAccount: string;
  /** Condition keys that the request carries; a key that is not here is absent. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Every policy that has a say in a request. */
export interface DecidingPolicies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument | undefined;
  readonly resource?: PolicyDocument | undefined;
  /** Of the VPC endpoint that the request goes through. */
  readonly endpoint?: PolicyDocument | undefined;
}

/**
 * Judges a request.
 *
 * @throws Error for an action that does not exist, a resource or a condition key that the action does not have, and an
 *   invalid policy: a misspelt key would otherwise count as an absent one
 */
export async function decide(request: AccessRequest, policies: DecidingPolicies): Promise<Decision> {
  const simulation: Simulation = {
    request: {
      principal: request.principal === "anonymous" ? anonymousPrincipal : request.principal,
      action: request.action,
      resource: { resource: withType(request.resource), accountId: request.resourceAccount },
      contextVariables: Object.fromEntries(
        Object.entries(request.context).map(([key, value]) => [
          standIn(key),
          typeof value === "string" ? value : [...value],
        ]),
      ),
    },
    identityPolicies: policies.identity.map((policy, index) => ({
      name: `identity ${index}`,
      policy: withStandIns(policy),
    })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(policies.boundary === undefined
      ? {}
      : { permissionBoundaryPolicies: [{ name: "boundary", policy: withStandIns(policies.boundary) }] }),
    ...(policies.endpoint === undefined
      ? {}
      : { vpcEndpointPolicies: [{ name: "endpoint", policy: withStandIns(policies.endpoint) }] }),
    ...(policies.resource === undefined ? {} : { resourcePolicy: withStandIns(policies.resource) }),
  };
  const result = await runSimulation(simulation, {});
  const asked = `${request.action} on ${request.resource}`;
  if (result.resultType === "error") {
    throw new Error(`The simulator cannot judge ${asked}: ${JSON.stringify(result.errors)}`);
  }
  if (result.resultType === "wildcard") {
    throw new Error(`The simulator cannot judge ${asked}: name one resource, not a pattern.`);
  }
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) {
    throw new Error(`The simulator cannot judge ${asked}: the action has no ${ignored.join(", ")}.`);
  }
  const { identityAnalysis, permissionBoundaryAnalysis, resourceAnalysis, endpointAnalysis } = result.result.analysis;
  const analyses = [identityAnalysis, permissionBoundaryAnalysis, resourceAnalysis, endpointAnalysis];
  const meant = analyses
    .flatMap((analysis) => analysis ?? [])
    .flatMap(({ allowStatements, denyStatements, unmatchedStatements }) => [
      ...allowStatements,
      ...denyStatements,
      ...unmatchedStatements,
    ])
    .filter(
      ({ actionMatch, resourceMatch, principalMatch }) => actionMatch && resourceMatch && principalMatch !== "NoMatch",
    );
  const sids = (matches: boolean) =>
    meant
      .filter(({ conditionMatch }) => (conditionMatch === "Match") === matches)
      .map(({ explain }) => explain.identifier);
  return {
    verdict: result.overallResult === "Allowed" ? "allowed" : "denied",
    applied: sids(true),
    unmet: sids(false),
  };
}

/** Fails the test unless the request is allowed. */
export async function expectAllowed(request: AccessRequest, policies: DecidingPolicies): Promise<void> {
  expect((await decide(request, policies)).verdict, JSON.stringify(request)).toBe("allowed");
}

/** Fails the test unless the request is denied, explicitly or because nothing allows it. */
export async function expectDenied(request: AccessRequest, policies: DecidingPolicies): Promise<void> {
  expect((await decide(request, policies)).verdict, JSON.stringify(request)).toBe("denied");
}

/** Keys of a Studio session, which the simulator knows of no call: policies use them as variables. */
const studioKeys = ["sagemaker:DomainId", "sagemaker:UserProfileName"];

const encryptionContext = "kms:EncryptionContext:";

/**
 * The simulator drops keys of the form `kms:EncryptionContext:<key>`, because it expects variables after a slash. A tag
 * of the principal, which is text as well, takes their place in the request and in the policies. Audience and subject of
 * a token, which every issuer has, it knows of the issuers that IAM lists only: one of them stands for ours.
 */
function standIn(key: string): string {
  if (studioKeys.includes(key)) return `aws:PrincipalTag/${key}`;
  const claim = /^token\.actions\.githubusercontent\.com:(aud|sub)$/.exec(key)?.[1];
  if (claim !== undefined) return `accounts.google.com:${claim}`;
  return key.startsWith(encryptionContext)
    ? `aws:PrincipalTag/encryption-context:${key.slice(encryptionContext.length)}`
    : key;
}

/**
 * The simulator takes what stands before the first slash for the resource's type, in which no wildcard counts. ARNs of
 * `execute-api` have no type: an API's id stands there, and AWS lets a wildcard stand for it. A type in front of both the
 * request's and the policies' ARNs keeps them comparable.
 *
 * @see AWS, "Control access for invoking an API":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
function withType(resource: string): string {
  return resource.replace(/^(arn:[^:]*:execute-api:[^:]*:[^:]*:)/, "$1api/");
}

function withStandIns(original: PolicyDocument): PolicyDocument {
  const text = studioKeys.reduce(
    (json, key) => json.replaceAll(`\${${key}}`, `\${${standIn(key)}}`),
    JSON.stringify(original),
  );
  const document = JSON.parse(text) as PolicyDocument;
  return {
    ...document,
    Statement: document.Statement.map((statement) => ({
      ...statement,
      ...typed(statement, "Resource"),
      ...typed(statement, "NotResource"),
      ...(statement.Condition === undefined
        ? {}
        : {
            Condition: Object.fromEntries(
              Object.entries(statement.Condition).map(([operator, keys]) => [
                operator,
                Object.fromEntries(Object.entries(keys).map(([key, value]) => [standIn(key), value])),
              ]),
            ),
          }),
    })),
  };
}

function typed(statement: PolicyStatement, element: "Resource" | "NotResource"): Readonly<Record<string, unknown>> {
  const value = statement[element];
  if (typeof value === "string") return { [element]: withType(value) };
  return Array.isArray(value) ? { [element]: value.map((resource) => withType(String(resource))) } : {};
}
