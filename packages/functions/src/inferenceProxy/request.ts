import {
  maximumDepth,
  maximumRequestBytes,
  type Deployment,
  type ProxiedModel,
  type ProxiedTenant,
  type Validator,
} from "./contract.js";
import type { Refusal } from "./refusal.js";
import { parseStrictJson, type JsonValue } from "./strictJson.js";
import { bodyNamesOther, contextNamesOther, pathNamesOther, tenantOf } from "./tenant.js";

/** A request that may go to its model. */
export interface AcceptedRequest {
  readonly refusal?: never;
  readonly tenant: ProxiedTenant;
  readonly model: ProxiedModel;
  /** The body written anew: what the model reads is what was checked. */
  readonly body: string;
  /** Answers that the model owes. */
  readonly instances: number;
}

/** A request that was refused, and who made it, as far as that is known. */
export interface RefusedRequest {
  readonly refusal: Refusal;
  readonly tenant?: ProxiedTenant | undefined;
  readonly model?: ProxiedModel | undefined;
}

type Values = Readonly<Record<string, unknown>>;

const jsonType = /^application\/json[\t ]*(;[\t ]*charset="?utf-8"?[\t ]*)?$/i;

/**
 * Judges a request as API Gateway hands it over: who calls, for which tenant, which model, and whether the body is what
 * the model's schema declares. API Gateway has asked most of this before; it is not trusted alone.
 *
 * @param event the event of a Lambda proxy integration
 * @see AWS, "Lambda proxy integrations in API Gateway":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function judgeRequest(
  event: unknown,
  { models, tenants }: Deployment,
  validators: Readonly<Record<string, Validator>>,
): AcceptedRequest | RefusedRequest {
  const request = valuesOf(event);
  const context = valuesOf(request["requestContext"]);
  const identity = valuesOf(context["identity"]);
  const tenant = tenantOf(tenants, identity["userArn"], identity["accountId"]);
  if (tenant === undefined) return { refusal: "forbidden" };

  const named = [
    request["headers"],
    request["multiValueHeaders"],
    request["queryStringParameters"],
    request["multiValueQueryStringParameters"],
    request["pathParameters"],
    request["stageVariables"],
    context["authorizer"],
  ];
  if (
    named.some((values) => contextNamesOther(values, tenant.id)) ||
    pathNamesOther(request["path"], tenants, tenant.id)
  ) {
    return { refusal: "forbidden", tenant };
  }

  const model = models.find(({ name }) => request["resource"] === `/${name}` && tenant.models.includes(name));
  const validate = model === undefined ? undefined : validators[model.name];
  // Whether a model exists is nobody's business who may not call it.
  if (model === undefined || validate === undefined) return { refusal: "not_found", tenant };
  const refuse = (refusal: Refusal): RefusedRequest => ({ refusal, tenant, model });
  if (request["httpMethod"] !== "POST") return refuse("method_not_allowed");
  if ([request["queryStringParameters"], request["pathParameters"]].some(isNotEmpty)) return refuse("invalid_request");

  const types = headerValues(request, "content-type");
  const encodings = headerValues(request, "content-encoding");
  if (types.length !== 1 || !types.every((type) => jsonType.test(type)) || encodings.length > 0) {
    return refuse("unsupported_media_type");
  }
  if (request["isBase64Encoded"] === true) return refuse("unsupported_media_type");
  const text = request["body"];
  if (typeof text !== "string") return refuse("invalid_request");
  // Before anything reads it: a long body costs nothing but this.
  if (text.length > maximumRequestBytes || Buffer.byteLength(text) > maximumRequestBytes) {
    return refuse("request_too_large");
  }
  const value = parseStrictJson(text, maximumDepth);
  if (value === undefined) return refuse("invalid_request");
  if (bodyNamesOther(value, tenant.id)) return refuse("forbidden");
  if (!validate(value)) return refuse("invalid_request");
  const body = JSON.stringify(value);
  // Normalisation can make a text longer.
  if (Buffer.byteLength(body) > maximumRequestBytes) return refuse("request_too_large");
  return { tenant, model, body, instances: instancesOf(value) };
}

/** Number of instances that a body holds; a body without a list of them is one. */
function instancesOf(body: JsonValue): number {
  const instances = valuesOf(body)["instances"];
  return Array.isArray(instances) ? instances.length : 1;
}

/** Every value of a header, whatever the case of its name. */
function headerValues(request: Values, name: string): readonly string[] {
  const pick = (headers: unknown): unknown[] =>
    Object.entries(valuesOf(headers))
      .filter(([key]) => key.toLowerCase() === name)
      .flatMap(([, value]) => value);
  const several = pick(request["multiValueHeaders"]);
  return (several.length > 0 ? several : pick(request["headers"])).map(String);
}

function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

function isNotEmpty(values: unknown): boolean {
  return Object.keys(valuesOf(values)).length > 0;
}
