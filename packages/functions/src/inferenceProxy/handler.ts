import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { minimiseAnswer } from "./answer.js";
import type { DeploymentModule } from "./contract.js";
import { recordLine, type RequestRecord } from "./metrics.js";
import { givenAnswer, refusedAnswer, type ProxyAnswer, type Refusal } from "./refusal.js";
import { judgeRequest, type AcceptedRequest } from "./request.js";

/** Milliseconds that a model may take: API Gateway waits 29 seconds and the function may run 25. */
const modelMilliseconds = 20_000;

/** Milliseconds that are kept for the answer when the function's own time is short. */
const reserveMilliseconds = 2_000;

/** Everything from outside that the handler uses. */
export interface HandlerParts {
  readonly runtime: Pick<SageMakerRuntimeClient, "send">;
  readonly module: DeploymentModule;
  /** CloudWatch namespace of the function's metrics. */
  readonly metricNamespace: string;
  /** Current time, in milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line to standard output: `console.log` would wrap it, and the metrics would be lost. */
  readonly writeLine: (line: string) => void;
}

/** The part of Lambda's context that the handler uses. */
export interface HandlerContext {
  /** Milliseconds until Lambda ends the invocation. */
  getRemainingTimeInMillis(): number;
}

interface Outcome {
  readonly answer: ProxyAnswer;
  readonly record: Omit<RequestRecord, "extendedRequestId" | "tenant" | "model" | "status">;
}

/** Makes the Lambda handler from its parts. It never throws: an unforeseen error is an answer with a fixed text, too. */
export function makeHandler(parts: HandlerParts) {
  return async function handler(event: unknown, context: HandlerContext): Promise<ProxyAnswer> {
    let tenant = "none";
    let model = "none";
    let outcome: Outcome;
    try {
      const request = judgeRequest(event, parts.module.deployment, parts.module.validators);
      tenant = request.tenant?.id ?? tenant;
      model = request.model?.name ?? model;
      outcome =
        request.refusal === undefined
          ? await askModel(parts, request, context)
          : refused(request.refusal, countOf(request.refusal));
    } catch (error) {
      outcome = refused("internal_error", "modelError", error);
    }
    const { answer, record } = outcome;
    parts.writeLine(
      recordLine(parts.metricNamespace, parts.now(), {
        extendedRequestId: requestId(event),
        tenant,
        model,
        status: answer.statusCode,
        ...record,
      }),
    );
    return answer;
  };
}

async function askModel(parts: HandlerParts, request: AcceptedRequest, context: HandlerContext): Promise<Outcome> {
  const budget = Math.min(modelMilliseconds, context.getRemainingTimeInMillis() - reserveMilliseconds);
  if (budget <= 0) return refused("timeout", "modelError");
  const abortSignal = AbortSignal.timeout(budget);
  const started = parts.now();
  let bytes: Uint8Array;
  try {
    const { Body } = await parts.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: request.model.endpointName,
        ContentType: "application/json",
        Accept: "application/json",
        Body: request.body,
      }),
      { abortSignal },
    );
    bytes = Body;
  } catch (error) {
    const refusal = abortSignal.aborted ? "timeout" : refusalOf(error);
    return refused(refusal, "modelError", error, parts.now() - started);
  }
  const took = parts.now() - started;
  const { model, tenant, instances } = request;
  const predictions = minimiseAnswer(bytes, model.answer, instances, tenant.scores);
  if (predictions === undefined) return refused("model_error", "answerReject", undefined, took);
  return {
    answer: givenAnswer(JSON.stringify({ predictions })),
    record: { outcome: "answered", count: "answered", modelMilliseconds: took },
  };
}

function refused(refusal: Refusal, count: RequestRecord["count"], error?: unknown, took?: number): Outcome {
  return {
    answer: refusedAnswer(refusal),
    record: { outcome: refusal, count, error: errorName(error), modelMilliseconds: took },
  };
}

/** What a failed call means to the caller: come back later, or not at all. */
function refusalOf(error: unknown): Refusal {
  const name = errorName(error) ?? "";
  if (/Timeout/.test(name)) return "timeout";
  return /Throttl|TooManyRequests|ServiceUnavailable|InternalDependency|ModelNotReady/.test(name)
    ? "unavailable"
    : "model_error";
}

function countOf(refusal: Refusal): RequestRecord["count"] {
  if (refusal === "forbidden") return "tenantReject";
  return refusal === "invalid_request" ? "schemaReject" : "requestReject";
}

function errorName(error: unknown): string | undefined {
  return error instanceof Error && /^[A-Za-z]{1,64}$/.test(error.name) ? error.name : undefined;
}

/** The request's id; anything that does not look like one is not written to a log. */
function requestId(event: unknown): string {
  const id = (event as { requestContext?: { extendedRequestId?: unknown } } | null | undefined)?.requestContext
    ?.extendedRequestId;
  return typeof id === "string" && /^[\w=+/-]{1,64}$/.test(id) ? id : "none";
}

let made: Promise<ReturnType<typeof makeHandler>> | undefined;

/** Entry point of the Lambda function. Nothing is made at import, so that the file can be loaded anywhere. */
export async function handler(event: unknown, context: HandlerContext): Promise<ProxyAnswer> {
  made ??= start();
  return await (
    await made
  )(event, context);
}

async function start(): Promise<ReturnType<typeof makeHandler>> {
  // The stack puts the module beside the bundle; its name is put together so that the bundler leaves it alone.
  const address = new URL("./deployment.mjs", import.meta.url).href;
  const module = (await import(address)) as DeploymentModule;
  return makeHandler({
    runtime: new SageMakerRuntimeClient({
      // Each attempt is an invocation of the model that costs money.
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 2_000, socketTimeout: 18_000 },
    }),
    module,
    metricNamespace: process.env["METRIC_NAMESPACE"] ?? "inference-proxy",
    now: Date.now,
    writeLine: (line) => process.stdout.write(`${line}\n`),
  });
}
