/** Every way in which a request ends without an answer, and the status that the caller gets. */
export const refusals = {
  invalid_request: 400,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_too_large: 413,
  unsupported_media_type: 415,
  internal_error: 500,
  model_error: 502,
  unavailable: 503,
  timeout: 504,
} as const;

/** Code of a refusal, which is all that the caller is told. */
export type Refusal = keyof typeof refusals;

/** What API Gateway takes as the answer of a Lambda proxy integration. */
export interface ProxyAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Nobody but the caller may keep an answer, and the caller only as what it is. */
const headers = {
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
} as const;

/** The answer to a refused request: a fixed text, which never quotes the request or the model. */
export function refusedAnswer(refusal: Refusal): ProxyAnswer {
  return { statusCode: refusals[refusal], headers, body: JSON.stringify({ error: refusal }) };
}

/** The answer to a request that a model has answered. */
export function givenAnswer(body: string): ProxyAnswer {
  return { statusCode: 200, headers, body };
}
