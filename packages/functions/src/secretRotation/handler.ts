import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { readEvent, rotate, type Outcome, type RotationParts, type Target } from "./rotate.js";
import { isToken, newToken } from "./token.js";

/** Everything from outside that the handler uses. */
export interface HandlerParts {
  readonly client: SecretsManagerClient;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Structured log; it is given ARNs, steps and the words of our own errors, never a value. */
  readonly logger: Pick<Logger, "info" | "error">;
  /**
   * What the secrets open.
   * @defaultValue nothing of its own: whoever checks a token reads the current and the previous one
   */
  readonly target?: Target;
}

/** The environment is not what the function needs. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** A token is its own: whoever checks one reads it from the secret, so that there is nowhere else to set it. */
const selfContained: Target = { set: () => Promise.resolve(), test: () => Promise.resolve() };

/** Makes the Lambda handler from its parts. */
export function makeHandler(parts: HandlerParts) {
  return async function handler(event: unknown): Promise<Outcome> {
    const { client, logger, target = selfContained } = parts;
    const secretArnPrefix = readPrefix(parts.environment);
    const rotation: RotationParts = {
      client,
      secretArnPrefix,
      newValue: () => newToken(),
      isValue: isToken,
      target,
    };
    const step = readEvent(event, secretArnPrefix);
    const about = { secret: step.SecretId, version: step.ClientRequestToken, step: step.Step };
    try {
      const outcome = await rotate(step, rotation);
      logger.info("rotation step", { ...about, outcome });
      return outcome;
    } catch (error) {
      // The name alone: what a service says may quote what it was sent.
      logger.error("rotation step failed", { ...about, error: error instanceof Error ? error.name : "unknown" });
      throw error;
    }
  };
}

function readPrefix(environment: HandlerParts["environment"]): string {
  const prefix = environment["SECRET_ARN_PREFIX"];
  if (prefix === undefined || !/^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w+=.@/-]+$/.test(prefix)) {
    throw new SettingsError(
      "secret-rotation cannot start: SECRET_ARN_PREFIX must be the beginning of the ARNs of its secrets, " +
        'such as "arn:aws:secretsmanager:eu-central-1:111111111111:secret:acme-dev-"',
    );
  }
  return prefix;
}

let made: ReturnType<typeof makeHandler> | undefined;

/** Entry point of the Lambda function. Nothing is made at import, so that the file can be loaded anywhere. */
export async function handler(event: unknown): Promise<Outcome> {
  made ??= makeHandler({
    client: new SecretsManagerClient({ maxAttempts: 5 }),
    environment: process.env,
    logger: new Logger({ serviceName: "secret-rotation" }),
  });
  return await made(event);
}
