import type { ProxiedTenant } from "./contract.js";
import type { JsonValue } from "./strictJson.js";

/** Account and role behind a session; a session's ARN has lost the role's path, and names are unique without it. */
const sessionArn = /^arn:[a-z-]+:sts::(?<account>\d{12}):assumed-role\/(?<role>[\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/;
const roleArn = /^arn:[a-z-]+:iam::(?<account>\d{12}):role\/(?:[\x21-\x7E]*\/)?(?<role>[\w+=,.@-]{1,64})$/;

/** Keys that name a tenant: `tenant`, `tenantId`, `x-tenant-id`, `custom:tenant` and their like. */
const tenantKey = /^x?(amz)?(custom)?tenant(id|name|key)?$/;

/** Deepest level of an authorizer's context that is looked at; Cognito puts its claims on the second. */
const contextDepth = 4;

/**
 * The tenant that a caller's role belongs to. Nothing else decides it: what a request says about itself is never asked.
 *
 * @param userArn ARN of the session that signed the request, as API Gateway verified it
 * @param accountId account of the caller, as API Gateway verified it
 */
export function tenantOf(
  tenants: readonly ProxiedTenant[],
  userArn: unknown,
  accountId: unknown,
): ProxiedTenant | undefined {
  const caller = typeof userArn === "string" ? sessionArn.exec(userArn)?.groups : undefined;
  if (caller?.["account"] !== accountId) return undefined;
  return tenants.find(({ roleArns }) =>
    roleArns.some((arn) => {
      const role = roleArn.exec(arn)?.groups;
      return role !== undefined && role["account"] === caller?.["account"] && role["role"] === caller?.["role"];
    }),
  );
}

/** Whether a key names a tenant, however it is written. */
export function namesTenant(key: string): boolean {
  return tenantKey.test(key.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
}

/**
 * Whether a body names another tenant than the caller's.
 *
 * @param body what {@link parseStrictJson} read, whose depth is bounded
 */
export function bodyNamesOther(body: JsonValue, tenantId: string): boolean {
  if (typeof body !== "object" || body === null) return false;
  if (Array.isArray(body)) return body.some((entry: JsonValue) => bodyNamesOther(entry, tenantId));
  return Object.entries(body).some(
    ([key, value]) =>
      (typeof value === "string" && namesTenant(key) && value !== tenantId) || bodyNamesOther(value, tenantId),
  );
}

/**
 * Whether headers, parameters or an authorizer's claims name another tenant than the caller's.
 *
 * @param values a map of texts, of lists of texts, or of further maps; anything else names nobody
 */
export function contextNamesOther(values: unknown, tenantId: string, depth = contextDepth): boolean {
  if (typeof values !== "object" || values === null || depth === 0) return false;
  return Object.entries(values).some(([key, value]: [string, unknown]) => {
    const texts = Array.isArray(value) ? value : [value];
    return (
      (namesTenant(key) && texts.some((text) => text !== tenantId)) || contextNamesOther(value, tenantId, depth - 1)
    );
  });
}

/** Whether a path leads through the name of another tenant. */
export function pathNamesOther(path: unknown, tenants: readonly ProxiedTenant[], tenantId: string): boolean {
  if (typeof path !== "string") return false;
  const segments = path.split(/[/\\;,]/).map((segment) => decodedSegment(segment).trim().toLowerCase());
  return tenants.some(({ id }) => id !== tenantId && segments.includes(id));
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
