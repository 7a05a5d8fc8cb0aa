import { describe, expect, it } from "vitest";
import { maximumRequestBytes } from "./contract.js";
import { refusals, type Refusal } from "./refusal.js";
import { acmeSession, context, event, globexSession, headers, run, validBody } from "./testing.fixture.js";

type Changes = Readonly<Record<string, unknown>>;

const instance = { age: 42, plan: "basic" };
const body = (...instances: unknown[]): Changes => ({ body: JSON.stringify({ instances }) });
const raw = (text: string): Changes => ({ body: text });
const one = (fields: string): Changes => raw(`{"instances":[{"age":42,"plan":"basic",${fields}}]}`);
const json = { "Content-Type": "application/json" };
const from = (userArn: unknown, changes: Changes = {}): Changes => ({ requestContext: context(userArn, changes) });
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const identity = (changes: Changes): Changes => {
  const given = context(acmeSession);
  return { requestContext: { ...given, identity: { ...(given["identity"] as object), ...changes } } };
};

/** What is sent, and the only answer that it may get. */
const rows: readonly (readonly [what: string, changes: Changes, refusal: Refusal])[] = [
  // Who calls.
  ["nobody who signed", from(null), "forbidden"],
  ["no identity at all", { requestContext: {} }, "forbidden"],
  ["no context at all", { requestContext: null }, "forbidden"],
  ["a role that is no tenant's", from("arn:aws:sts::111111111111:assumed-role/other/session"), "forbidden"],
  [
    "a tenant's role name in another account",
    from("arn:aws:sts::999999999999:assumed-role/acme-caller/s1"),
    "forbidden",
  ],
  ["a tenant's role name with another account beside it", identity({ accountId: "999999999999" }), "forbidden"],
  ["a tenant's role without an account beside it", identity({ accountId: undefined }), "forbidden"],
  [
    "a role whose name begins like a tenant's",
    from("arn:aws:sts::111111111111:assumed-role/acme-caller2/s1"),
    "forbidden",
  ],
  [
    "a session named like a tenant's role",
    from("arn:aws:sts::111111111111:assumed-role/other/acme-caller"),
    "forbidden",
  ],
  ["a user", from("arn:aws:iam::111111111111:user/acme-caller"), "forbidden"],
  ["the root user", from("arn:aws:iam::111111111111:root"), "forbidden"],
  ["a federated user", from("arn:aws:sts::111111111111:federated-user/acme-caller"), "forbidden"],
  ["a role instead of a session", from("arn:aws:iam::111111111111:role/apps/web/acme-caller"), "forbidden"],
  ["a list of sessions", from([acmeSession]), "forbidden"],
  ["two ARNs in one", from(`${acmeSession} ${globexSession}`), "forbidden"],

  // Another tenant's id, in every place that a request has.
  ["another tenant in the body", body({ ...instance, tenant: "globex" }), "forbidden"],
  ["another tenant at the top of the body", raw(JSON.stringify({ ...validBody, tenantId: "globex" })), "forbidden"],
  ["another tenant in a field the schema lacks", body({ ...instance, "x-tenant-id": "globex" }), "forbidden"],
  ["another tenant in a field with escapes", raw('{"instances":[],"\\u0074enant":"globex"}'), "forbidden"],
  ["another tenant deep in the body", body({ ...instance, city: { tenant_id: "globex" } }), "forbidden"],
  ["another tenant in the path", { path: "/globex/churn" }, "forbidden"],
  ["another tenant in the path, in capitals", { path: "/GLOBEX/churn" }, "forbidden"],
  ["another tenant in the path, escaped", { path: "/%67lobex/churn" }, "forbidden"],
  ["another tenant in the path, as a parameter of it", { path: "/churn;globex" }, "forbidden"],
  ["another tenant in a path parameter", { pathParameters: { tenant: "globex" } }, "forbidden"],
  ["another tenant in the query", { queryStringParameters: { tenantId: "globex" } }, "forbidden"],
  [
    "another tenant as the second value of a parameter",
    { multiValueQueryStringParameters: { tenant: ["acme", "globex"] } },
    "forbidden",
  ],
  ["another tenant in a header", headers({ ...json, "X-Tenant-Id": "globex" }), "forbidden"],
  ["another tenant in Lambda's own header", headers({ ...json, "X-Amz-Tenant-Id": "globex" }), "forbidden"],
  ["another tenant as a header's first value", headers({ ...json, "x-tenant": ["globex", "acme"] }), "forbidden"],
  ["both tenants in one header", headers({ ...json, tenant: "acme, globex" }), "forbidden"],
  ["another tenant in a stage variable", { stageVariables: { tenant: "globex" } }, "forbidden"],
  ["another tenant in an authorizer's answer", from(acmeSession, { authorizer: { tenantId: "globex" } }), "forbidden"],
  [
    "another tenant in a claim",
    from(acmeSession, { authorizer: { claims: { "custom:tenant": "globex" } } }),
    "forbidden",
  ],
  [
    "another tenant in a nested claim",
    from(acmeSession, { authorizer: { claims: { app: { tenant_id: "globex" } } } }),
    "forbidden",
  ],
  [
    "a claim of being a tenant, from no tenant's role",
    {
      requestContext: {
        ...context("arn:aws:sts::111111111111:assumed-role/other/session"),
        authorizer: { claims: { "custom:tenant": "acme" } },
      },
    },
    "forbidden",
  ],
  [
    "a tenant's header, from no tenant's role",
    { ...from(null), ...headers({ ...json, "x-tenant-id": "acme" }) },
    "forbidden",
  ],

  // Where to.
  ["a model that does not exist", { resource: "/other", path: "/other" }, "not_found"],
  ["a model of others", { ...from(globexSession), resource: "/price", path: "/price" }, "not_found"],
  ["the root", { resource: "/", path: "/" }, "not_found"],
  ["a path that only looks like a model's", { resource: "/churn/" }, "not_found"],
  ["a proxy resource", { resource: "/{proxy+}", pathParameters: { proxy: "churn" } }, "not_found"],
  ["no resource", { resource: undefined }, "not_found"],
  ["a property that every object has", { resource: "/constructor", path: "/constructor" }, "not_found"],
  ["a read", { httpMethod: "GET" }, "method_not_allowed"],
  ["a method in lower case", { httpMethod: "post" }, "method_not_allowed"],
  ["a query", { queryStringParameters: { debug: "1" } }, "invalid_request"],
  ["a path parameter", { pathParameters: { id: "1" } }, "invalid_request"],

  // What it says it is.
  ["no content type", headers({}), "unsupported_media_type"],
  ["no headers", { headers: null, multiValueHeaders: null }, "unsupported_media_type"],
  ["plain text", headers({ "content-type": "text/plain" }), "unsupported_media_type"],
  ["CSV", headers({ "content-type": "text/csv" }), "unsupported_media_type"],
  ["a form", headers({ "content-type": "application/x-www-form-urlencoded" }), "unsupported_media_type"],
  ["JSON with a suffix", headers({ "content-type": "application/json-patch+json" }), "unsupported_media_type"],
  ["pickled objects", headers({ "content-type": "application/x-pickle" }), "unsupported_media_type"],
  ["JSON in Latin 1", headers({ "content-type": "application/json; charset=iso-8859-1" }), "unsupported_media_type"],
  ["JSON in UTF-7", headers({ "content-type": "application/json; charset=utf-7" }), "unsupported_media_type"],
  [
    "a further parameter",
    headers({ "content-type": "application/json; charset=utf-8; q=1" }),
    "unsupported_media_type",
  ],
  ["two content types", headers({ "Content-Type": ["application/json", "text/plain"] }), "unsupported_media_type"],
  ["two content types in two spellings", headers({ ...json, "content-type": "text/plain" }), "unsupported_media_type"],
  [
    "two content types in one value",
    headers({ "Content-Type": "application/json, text/plain" }),
    "unsupported_media_type",
  ],
  ["a compressed body", headers({ ...json, "Content-Encoding": "gzip" }), "unsupported_media_type"],
  ["a body in base64", { isBase64Encoded: true, body: btoa(JSON.stringify(validBody)) }, "unsupported_media_type"],

  // How large it is.
  ["one byte too many", raw(" ".repeat(maximumRequestBytes + 1)), "request_too_large"],
  ["few characters, many bytes", raw(`"${"é".repeat(maximumRequestBytes / 2)}"`), "request_too_large"],
  ["ten megabytes of brackets", raw(nested(5_000_000)), "request_too_large"],
  ["brackets as deep as the size allows", raw(nested(maximumRequestBytes / 2)), "invalid_request"],
  ["brackets that never close", raw("[".repeat(maximumRequestBytes)), "invalid_request"],
  ["objects in one another", raw('{"instances":'.repeat(11) + "1" + "}".repeat(11)), "invalid_request"],
  ["eleven levels", raw(nested(11)), "invalid_request"],

  // What JSON it is.
  ["no body", raw(undefined as never), "invalid_request"],
  ["a null body", { body: null }, "invalid_request"],
  ["a body that was parsed already", { body: validBody }, "invalid_request"],
  ["an empty body", raw(""), "invalid_request"],
  ["white space", raw(" \n"), "invalid_request"],
  ["half a body", raw('{"instances":[{"age":42'), "invalid_request"],
  ["two bodies", raw(`${JSON.stringify(validBody)}{}`), "invalid_request"],
  ["a trailing comma", raw('{"instances":[{"age":42,"plan":"basic"},]}'), "invalid_request"],
  ["a comment", raw(`/* */${JSON.stringify(validBody)}`), "invalid_request"],
  ["single quotes", raw("{'instances':[]}"), "invalid_request"],
  ["NaN", one('"spend":NaN'), "invalid_request"],
  ["Infinity", one('"spend":Infinity'), "invalid_request"],
  ["minus Infinity", one('"spend":-Infinity'), "invalid_request"],
  ["a number that overflows", one('"spend":1e999'), "invalid_request"],
  ["a negative number that overflows", one('"spend":-1e999'), "invalid_request"],
  ["NaN as text", one('"spend":"NaN"'), "invalid_request"],
  ["a hexadecimal number", one('"spend":0x10'), "invalid_request"],
  ["a leading zero", one('"spend":012'), "invalid_request"],
  ["a leading plus", one('"spend":+1'), "invalid_request"],
  ["a key twice", one('"age":43'), "invalid_request"],
  ["a key twice, once escaped", one('"\\u0061ge":43'), "invalid_request"],
  ["a key twice, in two normalisation forms", raw('{"\u00e9":1,"e\u0301":2}'), "invalid_request"],
  ["a key twice at the top", raw('{"instances":[],"instances":[{"age":42,"plan":"basic"}]}'), "invalid_request"],
  ["__proto__", one('"__proto__":{"admin":true}'), "invalid_request"],
  ["__proto__, escaped", one('"\\u005f_proto__":{"admin":true}'), "invalid_request"],
  ["__proto__ at the top", raw('{"__proto__":{"instances":[{"age":42,"plan":"basic"}]}}'), "invalid_request"],
  [
    "__proto__ that holds what is required",
    raw('{"instances":[{"__proto__":{"age":42,"plan":"basic"}}]}'),
    "invalid_request",
  ],
  ["constructor.prototype", one('"constructor":{"prototype":{"admin":true}}'), "invalid_request"],
  ["a byte order mark", raw(`\uFEFF${JSON.stringify(validBody)}`), "invalid_request"],
  ["bytes that were no UTF-8", one('"city":"li\uFFFDge"'), "invalid_request"],
  ["bytes that were no UTF-8, escaped", one('"city":"li\\ufffdge"'), "invalid_request"],
  ["half a character", one('"city":"\uD83D"'), "invalid_request"],
  ["half a character, escaped", one('"city":"\\ud83d"'), "invalid_request"],
  ["a null character", one('"city":"a\\u0000"'), "invalid_request"],
  ["an escape sequence of terminals", one('"city":"\\u001b[2J"'), "invalid_request"],
  ["a raw line break in a string", one('"city":"a\nb"'), "invalid_request"],

  // What the schema says.
  ["text at the top", raw('"instances"'), "invalid_request"],
  ["a number at the top", raw("42"), "invalid_request"],
  ["null at the top", raw("null"), "invalid_request"],
  ["a list at the top", raw("[]"), "invalid_request"],
  ["an empty object", raw("{}"), "invalid_request"],
  ["no instances", body(), "invalid_request"],
  ["more instances than declared", body(instance, instance, instance, instance), "invalid_request"],
  ["instances as an object", raw('{"instances":{"0":{"age":42,"plan":"basic"},"length":1}}'), "invalid_request"],
  ["an instance that is a list", body([42, "basic"]), "invalid_request"],
  ["an instance that is null", body(null), "invalid_request"],
  ["an extra field", body({ ...instance, extra: 1 }), "invalid_request"],
  ["an extra field at the top", raw(JSON.stringify({ ...validBody, explain: true })), "invalid_request"],
  ["a field that every object has", body({ ...instance, toString: 1 }), "invalid_request"],
  ["a missing field", body({ age: 42 }), "invalid_request"],
  ["a number as text", body({ ...instance, age: "42" }), "invalid_request"],
  ["a number as a list of one", body({ ...instance, age: [42] }), "invalid_request"],
  ["a fraction for an integer", body({ ...instance, age: 42.5 }), "invalid_request"],
  ["a number below its range", body({ ...instance, age: -1 }), "invalid_request"],
  ["a number above its range", body({ ...instance, age: 151 }), "invalid_request"],
  ["true for a number", body({ ...instance, age: true }), "invalid_request"],
  ["null for a field", body({ ...instance, spend: null }), "invalid_request"],
  ["a class that is not listed", body({ ...instance, plan: "gold" }), "invalid_request"],
  ["an object for a text", body({ ...instance, city: { $gt: "" } }), "invalid_request"],
  ["a text that is too long", body({ ...instance, city: "abcdefghi" }), "invalid_request"],
  ["a text that its pattern refuses", body({ ...instance, city: "'; drop" }), "invalid_request"],
];

describe("a hostile request", { tags: ["INF-26", "INF-09"] }, () => {
  it.each(rows)("is refused: %s", async (_, changes, refusal) => {
    const { given, calls, record, lines } = await run(event(changes));
    expect(given).toEqual({
      statusCode: refusals[refusal],
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
      },
      body: `{"error":"${refusal}"}`,
    });
    expect(calls).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(record["outcome"]).toBe(refusal);
    const counts = { forbidden: "TenantReject", invalid_request: "SchemaReject" } as Record<string, string>;
    expect(record[counts[refusal] ?? "RequestReject"]).toBe(1);
    expect(Object.prototype).not.toHaveProperty("admin");
  });

  it.each([undefined, null, 1, "text", [], {}, { requestContext: "text" }, { requestContext: { identity: [] } }])(
    "is refused when it is no request of API Gateway at all: %j",
    async (request) => {
      expect((await run(request)).given).toMatchObject({ statusCode: 403, body: '{"error":"forbidden"}' });
    },
  );

  it("gets the same answer however it differs, so that refusals tell nothing", async () => {
    const bodies = await Promise.all(
      [one('"age":43'), body({ age: 42 }), raw("{"), body({ ...instance, plan: "gold" })].map(
        async (changes) => (await run(event(changes))).given.body,
      ),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  it("leaves no trace of what it carried in the log", async () => {
    const marks = ["secret-body", "secret-header", "secret-path", "secret-query", "secret-id"];
    const { lines } = await run(
      event({
        ...headers({ ...json, "X-Note": "secret-header" }),
        ...body({ ...instance, city: "secret-body" }),
        path: "/secret-path",
        queryStringParameters: { note: "secret-query" },
        requestContext: context(acmeSession, {
          extendedRequestId: 'secret-id"\n{"status":200}',
          requestId: "secret-id",
        }),
      }),
    );
    for (const mark of marks) expect(lines.join("")).not.toContain(mark);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ extendedRequestId: "none", tenant: "acme", model: "churn" });
  });
});

describe("an ordinary request", { tags: ["INF-26"] }, () => {
  it.each<readonly [string, Changes]>([
    ["as it is", {}],
    ["with a character set", headers({ "content-type": 'application/json; charset="UTF-8"' })],
    ["with headers in the single form only", { headers: json, multiValueHeaders: null }],
    ["with its own tenant in a header", headers({ ...json, "x-tenant-id": "acme" })],
    ["with its own tenant in a claim", from(acmeSession, { authorizer: { claims: { "custom:tenant": "acme" } } })],
    ["with its own tenant in the body", body({ ...instance, tenant: "acme" })],
    ["from the tenant's role in another account", from("arn:aws:sts::222222222222:assumed-role/acme-batch/job@1")],
    ["under the base path of a domain", { path: "/inference/churn" }],
    ["as large as allowed", raw(JSON.stringify({ instances: [instance] }).padEnd(maximumRequestBytes))],
    ["with a text that is no key but looks like one", body({ ...instance, city: "a" })],
  ])("is answered %s", async (_, changes) => {
    const { given, calls } = await run(event(changes));
    expect(given.statusCode).toBe(200);
    expect(calls).toHaveLength(1);
  });

  it("reaches the model as it was checked: written anew, in normalisation form C", async () => {
    const decomposed = '{ "instances" : [ {"age":4.2e1,"plan":"basic","city":"lie\\u0301ge", "spend":-0} ] }';
    const { calls } = await run(event(raw(decomposed)));
    expect(calls).toEqual([
      {
        EndpointName: "acmeml-dev-churn",
        ContentType: "application/json",
        Accept: "application/json",
        Body: '{"instances":[{"age":42,"plan":"basic","city":"liége","spend":0}]}',
      },
    ]);
  });

  it("is recorded with who asked which model, and with nothing of what was asked or answered", async () => {
    const { lines, record } = await run(event());
    expect(lines).toHaveLength(1);
    expect(record).toEqual({
      _aws: {
        Timestamp: 1_025,
        CloudWatchMetrics: [
          {
            Namespace: "acmeml/dev",
            Dimensions: [[], ["model"]],
            Metrics: [
              { Name: "Answered", Unit: "Count" },
              { Name: "ModelLatency", Unit: "Milliseconds" },
            ],
          },
        ],
      },
      extendedRequestId: "AbCdEfGhIjKlMno=",
      tenant: "acme",
      model: "churn",
      status: 200,
      outcome: "answered",
      Answered: 1,
      ModelLatency: 25,
    });
  });
});
