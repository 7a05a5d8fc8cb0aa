import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Deployment, DeploymentModule } from "./contract.js";
import { makeHandler } from "./handler.js";
import { deploymentModule, type ModelSchema } from "./precompile.js";

/** Two tenants and two models: `acme` may call both, `globex` one. */
export const deployment: Deployment = {
  models: [
    { name: "churn", endpointName: "acmeml-dev-churn", answer: { kind: "class", classes: ["stay", "leave", 1] } },
    { name: "price", endpointName: "acmeml-dev-price", answer: { kind: "value", minimum: 0, maximum: 1000 } },
  ],
  tenants: [
    {
      id: "acme",
      roleArns: ["arn:aws:iam::111111111111:role/apps/web/acme-caller", "arn:aws:iam::222222222222:role/acme-batch"],
      models: ["churn", "price"],
      scores: true,
    },
    { id: "globex", roleArns: ["arn:aws:iam::111111111111:role/globex-caller"], models: ["churn"], scores: false },
  ],
};

export const churnSchema = {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  additionalProperties: false,
  required: ["instances"],
  properties: {
    instances: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["age", "plan"],
        properties: {
          age: { type: "integer", minimum: 0, maximum: 150 },
          spend: { type: "number", minimum: -1000, maximum: 1000 },
          plan: { type: "string", enum: ["basic", "plus"] },
          city: { type: "string", maxLength: 8, pattern: "^[a-zé]*$" },
          tenant: { type: "string", maxLength: 36 },
          active: { type: "boolean" },
        },
      },
    },
  },
} as const;

export const schemas: readonly ModelSchema[] = [
  { name: "churn", schema: churnSchema },
  {
    name: "price",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["size"],
      properties: { size: { type: "number", minimum: 0, maximum: 10_000 } },
    },
  },
];

/** Loads a generated module as the function does: from a file. */
export async function loadModule(text: string): Promise<DeploymentModule> {
  const folder = mkdtempSync(join(tmpdir(), "inference-proxy-"));
  try {
    writeFileSync(join(folder, "deployment.mjs"), text);
    return (await import(pathToFileURL(join(folder, "deployment.mjs")).href)) as DeploymentModule;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const module = await loadModule(deploymentModule(deployment, schemas));

/** A body that the model `churn` takes. */
export const validBody = { instances: [{ age: 42, plan: "basic", spend: 12.5, city: "liége", active: true }] };

export const acmeSession = "arn:aws:sts::111111111111:assumed-role/acme-caller/session";
export const globexSession = "arn:aws:sts::111111111111:assumed-role/globex-caller/session";

/** A valid request of `acme` to `churn`, as API Gateway hands it over; `changes` replace its fields. */
export function event(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    resource: "/churn",
    path: "/churn",
    httpMethod: "POST",
    headers: { "Content-Type": "application/json", Host: "api" },
    multiValueHeaders: { "Content-Type": ["application/json"], Host: ["api"] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: context(acmeSession),
    body: JSON.stringify(validBody),
    isBase64Encoded: false,
    ...changes,
  };
}

/** What API Gateway says about a request that it has authenticated by its signature. */
export function context(userArn: unknown, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const accountId = /::(\d{12}):/.exec(String(userArn))?.[1] ?? null;
  return {
    resourcePath: "/churn",
    httpMethod: "POST",
    stage: "dev",
    path: "/dev/churn",
    apiId: "a1b2c3d4e5",
    requestId: "chosen-by-the-caller",
    extendedRequestId: "AbCdEfGhIjKlMno=",
    identity: { userArn, accountId, caller: "AROAEXAMPLE:session", sourceIp: "10.64.0.10", vpceId: "vpce-1" },
    ...changes,
  };
}

/** Headers in both forms in which API Gateway hands them over. */
export function headers(values: Readonly<Record<string, string | readonly string[]>>): Record<string, unknown> {
  const multi = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value].flat()]));
  return {
    headers: Object.fromEntries(Object.entries(multi).map(([key, list]) => [key, list.at(-1)])),
    multiValueHeaders: multi,
  };
}

/** What a fake SageMaker was asked for. */
export interface Call {
  readonly EndpointName?: string;
  readonly ContentType?: string;
  readonly Accept?: string;
  readonly Body?: unknown;
}

/** Runs the handler before a fake SageMaker, and returns what it answered, asked and wrote. */
export async function run(
  request: unknown,
  reply: (signal: AbortSignal) => unknown = () =>
    answer({ predictions: [{ predicted_label: "stay", score: 0.987654 }] }),
  remainingMilliseconds = 25_000,
) {
  const calls: Call[] = [];
  const lines: string[] = [];
  let time = 1_000;
  const handler = makeHandler({
    runtime: {
      send: ((command: { input: Call }, { abortSignal }: { abortSignal: AbortSignal }) => {
        calls.push(command.input);
        time += 25;
        return Promise.resolve(reply(abortSignal));
      }) as never,
    },
    module,
    metricNamespace: "acmeml/dev",
    now: () => time,
    writeLine: (line) => lines.push(line),
  });
  const given = await handler(request, { getRemainingTimeInMillis: () => remainingMilliseconds });
  return { given, calls, lines, record: JSON.parse(lines[0] ?? "{}") as Record<string, unknown> };
}

/** An answer of SageMaker. */
export function answer(body: unknown): { Body: Uint8Array } {
  return { Body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)) };
}
