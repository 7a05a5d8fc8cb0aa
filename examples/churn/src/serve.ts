import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { customerFrom, featureNames, features, type Customer } from "./customer.ts";
import { modelFrom, score, type Model } from "./logisticRegression.ts";

/** Longest request that is read, in bytes: what the platform's inference proxy lets through. */
export const maximumRequestBytes = 65_536;

/** Most customers in one request. */
export const maximumInstances = 100;

/**
 * Makes the server that SageMaker asks for answers: `GET /ping` and `POST /invocations`. It has the model in memory before
 * it listens, so that whoever gets an answer to a ping can have predictions, too.
 *
 * No request is written to a log: it is somebody's data.
 *
 * @param root `/opt/ml` in a container of an endpoint
 */
export function makeServer(root: string): Server {
  const model = modelFrom(readFileSync(join(root, "model/model.json"), "utf8"), featureNames);
  const server = createServer((request, response) => {
    answer(model, request).then(
      ([status, body]) => {
        send(response, status, body);
      },
      () => {
        send(response, 500, { error: "internal error" });
      },
    );
  });
  // SageMaker waits 60 seconds for an answer; whoever is slower to ask has gone.
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  return server;
}

type Answer = readonly [status: number, body?: object];

async function answer(model: Model, request: IncomingMessage): Promise<Answer> {
  const route = `${request.method ?? ""} ${request.url ?? ""}`;
  if (route === "GET /ping") return [200];
  if (request.url === "/ping" || (request.url === "/invocations" && request.method !== "POST"))
    return refuse(405, "method not allowed");
  if (route !== "POST /invocations") return refuse(404, "not found");
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") return refuse(415, "the request must be application/json");
  const text = await read(request);
  if (text === undefined) return refuse(413, `the request must not be longer than ${maximumRequestBytes} bytes`);
  const customers = customersFrom(text);
  if (customers === undefined) {
    return refuse(400, `the request must be {"instances": […]} with 1 to ${maximumInstances} customers`);
  }
  return [
    200,
    {
      predictions: customers.map((customer) => {
        const leaves = score(model, features(customer));
        return leaves >= 0.5
          ? { predicted_label: "leave", score: leaves }
          : { predicted_label: "stay", score: 1 - leaves };
      }),
    },
  ];
}

function refuse(status: number, error: string): Answer {
  return [status, { error }];
}

/** Reads the request; undefined for one that is too long, of which the rest is read and dropped, so that the answer arrives. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maximumRequestBytes) chunks.push(chunk);
  }
  return length > maximumRequestBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}

function customersFrom(text: string): readonly Customer[] | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null || Object.keys(body).join() !== "instances") return undefined;
  const { instances } = body as { readonly instances: unknown };
  if (!Array.isArray(instances) || instances.length === 0 || instances.length > maximumInstances) return undefined;
  const customers = instances.map(customerFrom);
  return customers.every((customer) => customer !== undefined) ? customers : undefined;
}

function send(response: ServerResponse, status: number, body?: object): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}
