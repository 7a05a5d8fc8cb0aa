import { describe, expect, it, vi } from "vitest";
import { makeHandler } from "./handler.js";
import { steps } from "./rotate.js";
import { FakeSecretsManager } from "./testing/fakeSecretsManager.js";

const arn = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-intake-token-AbCdEf";
const environment = { SECRET_ARN_PREFIX: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-" };
const version = "00000000-0000-4000-8000-000000000002";

function set() {
  const service = new FakeSecretsManager(arn);
  const logger = { info: vi.fn(), error: vi.fn() };
  service.startRotation(version);
  const handler = makeHandler({ client: service.client(), environment, logger });
  const ask = (Step: string) => handler({ Step, SecretId: arn, ClientRequestToken: version });
  return { service, logger, ask };
}

describe("the handler of secret-rotation", { tags: ["DATA-20"] }, () => {
  it("rotates a token, and logs no value", async () => {
    const { service, logger, ask } = set();
    const outcomes: string[] = [];
    for (const step of steps) outcomes.push(await ask(step));
    // A first value is in use at once.
    expect(outcomes).toEqual(["done", "done", "done", "already-current"]);
    const value = service.labelled("AWSCURRENT")?.value ?? "";
    expect(value).not.toBe("");
    expect(logger.info.mock.calls).toEqual(
      steps.map((step, index) => ["rotation step", { secret: arn, version, step, outcome: outcomes[index] }]),
    );
    expect(JSON.stringify(logger.info.mock.calls)).not.toContain((JSON.parse(value) as { token: string }).token);
  });

  it("throws what went wrong, so that Secrets Manager asks again, and logs its name alone", async () => {
    const { logger, ask } = set();
    await expect(ask("finishSecret")).rejects.toThrow("the pending version holds no value");
    expect(logger.error.mock.calls).toEqual([
      ["rotation step failed", { secret: arn, version, step: "finishSecret", error: "RotationError" }],
    ]);
  });

  it.each([undefined, "", "secret", "arn:aws:secretsmanager:eu-central-1:111111111111:secret:"])(
    "refuses to start with SECRET_ARN_PREFIX %s",
    async (SECRET_ARN_PREFIX) => {
      const { service, logger } = set();
      const handler = makeHandler({ client: service.client(), environment: { SECRET_ARN_PREFIX }, logger });
      await expect(handler({})).rejects.toThrow("secret-rotation cannot start: SECRET_ARN_PREFIX must be");
      expect(service.requests).toEqual([]);
    },
  );
});
