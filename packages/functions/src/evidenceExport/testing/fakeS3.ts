import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";

/** One object in a {@link FakeS3}. */
export interface FakeObject {
  readonly body: Buffer;
  /** User metadata, without the `x-amz-meta-` part of the header's name. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What the fake was asked. */
export interface FakeRequest {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** An error that S3 answers. */
export interface FakeError {
  readonly status: number;
  readonly code: string;
}

interface HttpRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * S3 below the real SDK client: it speaks HTTP, so that headers, pagination, error codes and checksums are the SDK's own.
 * It lists in key order, pages by `pageSize`, owns its buckets by `owner`, and honours `If-None-Match: *`.
 */
export class FakeS3 {
  readonly buckets = new Map<string, Map<string, FakeObject>>();
  readonly requests: FakeRequest[] = [];
  owner = "111122223333";
  pageSize = 1000;
  /** Most requests that were being answered at the same time. */
  mostAtOnce = 0;
  /** When it answers an error, the request gets it. */
  fail: (request: FakeRequest) => FakeError | undefined = () => undefined;
  /** Waits before an answer. */
  delay: (request: FakeRequest) => Promise<void> = () => Promise.resolve();
  #atOnce = 0;

  client(): S3Client {
    return new S3Client({
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      requestHandler: {
        handle: async (request: unknown, options?: { abortSignal?: AbortSignal }) => {
          this.#atOnce += 1;
          this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
          try {
            return { response: await this.#answer(request as HttpRequest, options?.abortSignal) };
          } finally {
            this.#atOnce -= 1;
          }
        },
      } as never,
    });
  }

  async #answer(http: HttpRequest, signal?: AbortSignal) {
    const request: FakeRequest = {
      method: http.method,
      bucket: http.hostname.split(".s3.")[0] ?? "",
      key: decodeURIComponent(http.path.slice(1)),
      query: http.query ?? {},
      headers: Object.fromEntries(Object.entries(http.headers).map(([name, value]) => [name.toLowerCase(), value])),
    };
    this.requests.push(request);
    await Promise.race([
      this.delay(request),
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(Object.assign(new Error("Request aborted"), { name: "AbortError" }));
        });
      }),
    ]);
    const failure = this.fail(request);
    if (failure !== undefined) return error(failure.status, failure.code);
    const bucket = this.buckets.get(request.bucket);
    if (bucket === undefined) return error(404, "NoSuchBucket");
    if (request.headers["x-amz-expected-bucket-owner"] !== this.owner) return error(403, "AccessDenied");
    if (request.method === "PUT") {
      if (request.headers["if-none-match"] === "*" && bucket.has(request.key)) return error(412, "PreconditionFailed");
      bucket.set(request.key, { body: Buffer.from(http.body as string) });
      return { statusCode: 200, headers: { etag: '"e"' }, body: Readable.from([]) };
    }
    if (request.key === "") return this.#list(bucket, request.query);
    const object = bucket.get(request.key);
    if (object === undefined) return error(404, "NoSuchKey");
    const headers: Record<string, string> = { "content-length": String(object.body.byteLength) };
    for (const [name, value] of Object.entries(object.metadata ?? {})) headers[`x-amz-meta-${name}`] = value;
    return { statusCode: 200, headers, body: Readable.from([object.body]) };
  }

  #list(bucket: Map<string, FakeObject>, query: Readonly<Record<string, string>>) {
    const prefix = query["prefix"] ?? "";
    const after = query["continuation-token"] ?? query["start-after"] ?? "";
    const size = Math.min(this.pageSize, Number(query["max-keys"] ?? 1000));
    const keys = [...bucket.keys()].filter((key) => key.startsWith(prefix)).sort();
    let contents: string[] = [];
    let folders: string[] = [];
    let next: string | undefined;
    if (query["delimiter"] === "/") {
      const names = keys.map((key) => key.slice(prefix.length)).filter((rest) => rest.includes("/"));
      folders = [...new Set(names.map((rest) => `${prefix}${rest.slice(0, rest.indexOf("/") + 1)}`))];
    } else {
      const rest = keys.filter((key) => key > after);
      contents = rest.slice(0, size);
      next = rest.length > size ? contents.at(-1) : undefined;
    }
    const body =
      `<ListBucketResult><IsTruncated>${String(next !== undefined)}</IsTruncated>` +
      (next === undefined ? "" : `<NextContinuationToken>${next}</NextContinuationToken>`) +
      contents.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("") +
      folders.map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`).join("") +
      `</ListBucketResult>`;
    return { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(body)]) };
  }
}

function error(statusCode: number, code: string) {
  const body = `<Error><Code>${code}</Code><Message>${code} by the fake</Message></Error>`;
  return { statusCode, headers: {}, body: Readable.from([Buffer.from(body)]) };
}
