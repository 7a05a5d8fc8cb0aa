import { Readable } from "node:stream";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

interface Version {
  value?: string;
  readonly stages: Set<string>;
}

/** One request to the fake. */
export interface FakeRequest {
  /** Such as `PutSecretValue`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Thrown where a test ends an invocation, as Lambda does at its timeout. */
export class Killed extends Error {
  override readonly name = "Killed";
}

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One secret in Secrets Manager below the real SDK client: labels, versions and errors behave as AWS describes them. */
export class FakeSecretsManager {
  readonly versions = new Map<string, Version>();
  readonly requests: FakeRequest[] = [];
  rotationEnabled = true;
  /** Ends the invocation before a request is carried out, or after it was and before its answer. */
  kill: (request: FakeRequest, when: "before" | "after") => boolean = () => false;
  /** Waits before a request is carried out. */
  delay: (request: FakeRequest) => Promise<void> = () => Promise.resolve();

  readonly arn: string;

  constructor(arn: string) {
    this.arn = arn;
  }

  client(): SecretsManagerClient {
    return new SecretsManagerClient({
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      requestHandler: {
        handle: async (request: unknown) => ({ response: await this.#answer(request as HttpRequest) }),
      } as never,
    });
  }

  /** Starts a rotation, as `RotateSecret` does: a version that is pending and holds nothing yet. */
  startRotation(version: string): void {
    for (const { stages } of this.versions.values()) stages.delete("AWSPENDING");
    const known = this.versions.get(version) ?? { stages: new Set<string>() };
    known.stages.add("AWSPENDING");
    this.versions.set(version, known);
  }

  /** Puts a value in use, as an earlier rotation did. */
  setCurrent(version: string, value: string): void {
    this.versions.set(version, { value, stages: new Set(["AWSCURRENT"]) });
  }

  /** Version and value that carry a label; nothing when none does. */
  labelled(stage: string): { readonly version: string; readonly value: string | undefined } | undefined {
    const found = [...this.versions].filter(([, { stages }]) => stages.has(stage));
    if (found.length > 1) throw new Error(`${stage} stands at ${found.length} versions`);
    const [first] = found;
    return first === undefined ? undefined : { version: first[0], value: first[1].value };
  }

  async #answer(http: HttpRequest) {
    const target = http.headers["x-amz-target"] ?? "";
    const request: FakeRequest = {
      operation: target.slice(target.indexOf(".") + 1),
      input: JSON.parse(String(http.body)) as Record<string, unknown>,
    };
    await this.delay(request);
    this.requests.push(request);
    if (this.kill(request, "before")) throw new Killed("before the request");
    const answer = this.#carryOut(request);
    if (this.kill(request, "after")) throw new Killed("after the request");
    return answer;
  }

  #carryOut({ operation, input }: FakeRequest) {
    if (input["SecretId"] !== this.arn) return failure("ResourceNotFoundException");
    switch (operation) {
      case "DescribeSecret":
        return success({
          ARN: this.arn,
          RotationEnabled: this.rotationEnabled,
          VersionIdsToStages: Object.fromEntries([...this.versions].map(([id, { stages }]) => [id, [...stages]])),
        });
      case "GetSecretValue": {
        const version = this.versions.get(String(input["VersionId"]));
        if (version?.value === undefined) return failure("ResourceNotFoundException");
        return success({ ARN: this.arn, SecretString: version.value });
      }
      case "PutSecretValue": {
        const id = String(input["ClientRequestToken"]);
        const version = this.versions.get(id) ?? { stages: new Set<string>() };
        // The same request again is answered as before; another value under the same token is refused.
        if (version.value !== undefined && version.value !== input["SecretString"]) {
          return failure("ResourceExistsException");
        }
        version.value = String(input["SecretString"]);
        this.versions.set(id, version);
        for (const stage of input["VersionStages"] as readonly string[]) this.#move(stage, id);
        // A first value is in use at once, whatever labels were asked for.
        if (this.labelled("AWSCURRENT") === undefined) this.#move("AWSCURRENT", id);
        return success({ ARN: this.arn, VersionId: id });
      }
      case "UpdateSecretVersionStage": {
        const from = input["RemoveFromVersionId"];
        const stage = String(input["VersionStage"]);
        const holder = this.labelled(stage)?.version;
        // A label that stands elsewhere is moved only from where the caller says that it stands.
        if (holder !== from) return failure("InvalidParameterException");
        this.#move(stage, String(input["MoveToVersionId"]));
        return success({ ARN: this.arn });
      }
      default:
        return failure("InvalidRequestException");
    }
  }

  #move(stage: string, to: string): void {
    const holder = this.labelled(stage)?.version;
    if (holder === to) return;
    if (holder !== undefined) {
      this.versions.get(holder)?.stages.delete(stage);
      // Whatever loses AWSCURRENT becomes AWSPREVIOUS.
      if (stage === "AWSCURRENT") this.#move("AWSPREVIOUS", holder);
    }
    this.versions.get(to)?.stages.add(stage);
  }
}

function success(body: object) {
  return { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(JSON.stringify(body))]) };
}

function failure(code: string) {
  const body = JSON.stringify({ __type: code, message: `${code} by the fake` });
  return { statusCode: 400, headers: { "x-amzn-errortype": code }, body: Readable.from([Buffer.from(body)]) };
}
