import type { AttackCase, RequestContext } from "./attackCase.js";
import { documentId, registryDocumentId, type EmittedPolicies } from "./emittedPolicies.js";
import type { Estate } from "./estate.js";
import {
  decide,
  type AccessRequest,
  type Decision,
  type DecidingPolicies,
  type PolicyDocument,
} from "./expectAllowed.js";
import type { Principal } from "./principals.js";

/** One request of a case, with the ids of the emitted documents that have a say in it. */
export interface Call {
  readonly request: AccessRequest;
  readonly principal: Principal;
  /** The service of the VPC endpoint that the request goes through. */
  readonly through?: string | undefined;
  /** Whom the resource's owner lets in, whatever the emitted policy says. */
  readonly openTo?: AttackCase["openTo"];
  /** Ids of the documents; the emitted ones only. */
  readonly documentIds: readonly string[];
}

/** What AWS does to a key when it stores or opens something for a caller. */
const keyActions: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["kms:Decrypt"],
  "s3:PutObject": ["kms:GenerateDataKey"],
  ...Object.fromEntries(
    ["BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"].map((action) => [
      `dynamodb:${action}`,
      ["kms:Decrypt"],
    ]),
  ),
  "secretsmanager:GetSecretValue": ["kms:Decrypt"],
  "sns:Publish": ["kms:GenerateDataKey", "kms:Decrypt"],
  "sqs:SendMessage": ["kms:GenerateDataKey", "kms:Decrypt"],
};

/**
 * The attempts that a case stands for: each combination of principal, action and resource. An attempt succeeds when all
 * its calls are allowed; it has more than one when it goes through a key.
 */
export function attempts(attack: AttackCase, estate: Estate): readonly (readonly Call[])[] {
  return list(attack.principal).flatMap((principal) =>
    list(attack.action).flatMap((action) =>
      list(attack.resource).map((resource) => {
        const context = typeof attack.context === "function" ? attack.context(resource) : (attack.context ?? {});
        const first = call(estate, principal, action, resource, context, attack);
        return attack.throughKey === undefined
          ? [first]
          : [first, ...keyCalls(estate, principal, action, resource, context, attack.throughKey)];
      }),
    ),
  );
}

/** Judges an attempt by the given policies, which may differ from those that were emitted. */
export async function judge(calls: readonly Call[], policies: EmittedPolicies): Promise<Decision> {
  const decisions: Decision[] = [];
  for (const each of calls) {
    const decision = await decide(each.request, deciding(each, policies));
    decisions.push(decision);
    if (decision.verdict === "denied") break;
  }
  return {
    verdict: decisions.some(({ verdict }) => verdict === "denied") ? "denied" : "allowed",
    applied: decisions.flatMap(({ applied }) => applied),
    unmet: decisions.flatMap(({ unmet }) => unmet),
  };
}

function keyCalls(
  estate: Estate,
  principal: Principal,
  action: string,
  resource: string,
  context: RequestContext,
  more: RequestContext,
): readonly Call[] {
  const holder = action.startsWith("s3:") ? (resource.split("/")[0] ?? resource) : resource;
  const key = estate.policies.keyOf.get(holder);
  const actions = keyActions[action];
  if (key === undefined || actions === undefined) {
    throw new Error(`${action} on ${resource} goes through no key.`);
  }
  const service = action.split(":")[0] ?? "";
  const kept = Object.entries(context).filter(([name]) => /^aws:Source(Arn|Account)$/.test(name));
  return actions.map((keyAction) =>
    call(estate, principal, keyAction, key, {
      ...Object.fromEntries(kept),
      ...(isService(principal)
        ? {}
        : { "kms:ViaService": `${service}.${estate.region}.amazonaws.com`, "aws:ViaAWSService": "true" }),
      ...more,
    }),
  );
}

function call(
  estate: Estate,
  principal: Principal,
  action: string,
  resource: string,
  context: RequestContext,
  { through, openTo }: Pick<AttackCase, "through" | "openTo"> = {},
): Call {
  const request: AccessRequest = {
    principal: sessionOf(principal),
    action,
    resource,
    resourceAccount: resource.split(":")[4] || estate.accountId,
    context: merged({ ...givenContext(estate, principal, action), ...placeOf(estate, through) }, context),
  };
  const { documents, boundaryOf } = estate.policies;
  const boundary = principal.boundary ?? boundaryOf.get(principal.id);
  const ids = [
    documentId("identity", principal.id),
    ...managedBy(principal, estate.policies).map((arn) => documentId("managed", arn)),
    ...(typeof boundary === "string" ? [documentId("boundary", boundary)] : []),
    ...(openTo === undefined ? resourceDocumentIds(action, resource) : []),
    ...(through === undefined ? [] : [documentId("endpoint", through)]),
  ];
  return { request, principal, through, openTo, documentIds: ids.filter((id) => documents.has(id)) };
}

/** What AWS puts into a request that comes through the VPC's endpoint. */
function placeOf({ accountId, network }: Estate, through: string | undefined): RequestContext {
  const endpointIds: Readonly<Record<string, string>> = {
    s3: network.s3EndpointId,
    dynamodb: network.dynamodbEndpointId,
    secretsmanager: network.secretsEndpointId,
  };
  const endpointId = endpointIds[through ?? ""];
  return endpointId === undefined
    ? {}
    : { "aws:ResourceAccount": accountId, "aws:SourceVpc": network.vpcId, "aws:SourceVpce": endpointId };
}

/** What AWS puts into a request. Of service principals it redacts the transport keys, and they have no ARN. */
function givenContext(estate: Estate, principal: Principal, action: string): RequestContext {
  const service = action.split(":")[0];
  const region = { "aws:RequestedRegion": estate.region };
  const transport = {
    "aws:SecureTransport": "true",
    ...(service === "s3" ? { "s3:TlsVersion": "1.3" } : {}),
  };
  if (principal.id === "anonymous") {
    return { ...region, ...transport, "aws:PrincipalType": "Anonymous", "aws:PrincipalAccount": "anonymous" };
  }
  if (isService(principal)) {
    return { ...region, "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal.id };
  }
  const account = principal.id.split(":")[4] ?? "";
  return {
    ...region,
    ...transport,
    "aws:PrincipalArn": principal.id,
    "aws:PrincipalAccount": account,
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    ...(service === "kms" ? { "kms:CallerAccount": account } : {}),
  };
}

/** The policy of a resource whose owner lets somebody do everything. */
function openPolicy(principal: unknown): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "Open", Effect: "Allow", Principal: principal, Action: "*", Resource: "*" }],
  };
}

function deciding({ request, principal, through, openTo }: Call, policies: EmittedPolicies): DecidingPolicies {
  const { documents, boundaryOf } = policies;
  const identity = principal.identity ?? documents.get(documentId("identity", principal.id));
  if (identity === undefined && !isService(principal) && principal.id !== "anonymous") {
    throw new Error(`${principal.label} (${principal.id}) has no policies.`);
  }
  const managed = managedBy(principal, policies).map((arn) => {
    const document = documents.get(documentId("managed", arn));
    if (document === undefined) throw new Error(`The policy ${arn} of ${principal.label} does not exist.`);
    return document;
  });
  const carried = principal.boundary ?? boundaryOf.get(principal.id);
  const boundary = typeof carried === "string" ? documents.get(documentId("boundary", carried)) : carried;
  if (carried !== undefined && boundary === undefined) {
    throw new Error(`The boundary of ${principal.label} does not exist.`);
  }
  const account = principal.id.split(":")[4] ?? "";
  const resource =
    openTo === undefined
      ? together(resourceDocumentIds(request.action, request.resource).flatMap((id) => documents.get(id) ?? []))
      : openPolicy(openTo === "everybody" ? "*" : { AWS: `arn:aws:iam::${account}:root` });
  const added = principal.added === undefined ? [] : [principal.added];
  return {
    identity: [...(identity === undefined ? [] : [identity]), ...added, ...managed],
    boundary: boundary !== undefined && principal.openCeiling === true ? withOpenCeiling(boundary) : boundary,
    resource,
    endpoint: endpointDocument(documents, through),
  };
}

/** ARNs of the managed policies that a principal carries. */
function managedBy(principal: Principal, { attachedTo }: EmittedPolicies): readonly string[] {
  return principal.managed ?? attachedTo.get(principal.id) ?? [];
}

function endpointDocument(documents: EmittedPolicies["documents"], through?: string): PolicyDocument | undefined {
  if (through === undefined) return undefined;
  const document = documents.get(documentId("endpoint", through));
  if (document === undefined) throw new Error(`There is no endpoint for ${through}.`);
  return document;
}

function withOpenCeiling(boundary: PolicyDocument): PolicyDocument {
  const denies = boundary.Statement.filter(({ Effect }) => Effect === "Deny");
  return { ...boundary, Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, ...denies] };
}

/**
 * The documents on the resource's side: a role's trust policy, the policy of the bucket that an object is in or of the
 * table that an index is of, or those of an image repository and of its registry.
 */
const wholes = new Set(["s3", "execute-api"]);

function ownerOf(service: string | undefined, resource: string): string {
  if (wholes.has(service ?? "")) return resource.split("/")[0] ?? resource;
  return service === "dynamodb" ? resource.replace(/\/index\/.*$/, "") : resource;
}

function resourceDocumentIds(action: string, resource: string): readonly string[] {
  const service = action.split(":")[0];
  if (service === "sts") return [documentId("trust", resource)];
  const own = documentId("resource", ownerOf(service, resource));
  return service === "ecr" ? [own, registryDocumentId] : [own];
}

/** Policies that have the same say are judged as one. */
function together(documents: readonly PolicyDocument[]): PolicyDocument | undefined {
  const [first, ...others] = documents;
  if (first === undefined) return undefined;
  return { ...first, Statement: [first, ...others].flatMap(({ Statement }) => Statement) };
}

function sessionOf(principal: Principal): string {
  const [, partition, , , account, path] = principal.id.split(":");
  return path?.startsWith("role/") === true
    ? `arn:${partition}:sts::${account}:assumed-role/${path.split("/").at(-1)}/session`
    : principal.id;
}

function isService({ id }: Principal): boolean {
  return !id.startsWith("arn:") && id !== "anonymous";
}

function merged(given: RequestContext, own: RequestContext): AccessRequest["context"] {
  return Object.fromEntries(
    Object.entries({ ...given, ...own }).filter(
      (entry): entry is [string, string | readonly string[]] => entry[1] !== null,
    ),
  );
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
