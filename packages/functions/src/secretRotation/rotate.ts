import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import * as z from "zod";

/** Steps of a rotation, in the order in which Secrets Manager asks for them. */
export const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

const eventSchema = z.object({
  Step: z.enum(steps),
  SecretId: z.string(),
  ClientRequestToken: z.string().regex(/^[A-Za-z0-9-]{32,64}$/),
});

/** What Secrets Manager asks for. */
export type RotationEvent = z.infer<typeof eventSchema>;

/** The event is not what Secrets Manager sends, or is about a secret that is not ours. */
export class EventError extends Error {
  override readonly name = "EventError";
}

/** The secret is in a state in which the step must not go on. */
export class RotationError extends Error {
  override readonly name = "RotationError";
}

/** What a secret's value opens. Every call may come again, after it was made already or was cut off on its way. */
export interface Target {
  /**
   * Makes a new value valid. The current one stays valid, since readers have it until the rotation is finished.
   * @param pending the new value
   * @param current the value in use; absent at the first rotation
   */
  readonly set: (pending: string, current: string | undefined) => Promise<void>;
  /** Throws unless the new value opens what it is for. */
  readonly test: (pending: string) => Promise<void>;
}

/** Everything from outside that a rotation uses. */
export interface RotationParts {
  readonly client: SecretsManagerClient;
  /** Beginning of the ARNs of the secrets that are ours. */
  readonly secretArnPrefix: string;
  /** Makes a new value. */
  readonly newValue: () => string;
  /** Whether a text has the form of a value. */
  readonly isValue: (text: string) => boolean;
  readonly target: Target;
}

/** What a step came to. */
export type Outcome =
  /** The step was carried out, or had been before. */
  | "done"
  /** The version is in use already, so that nothing is left to make or to put in use. */
  | "already-current"
  /** Secrets Manager tries out a new schedule, with a version that holds nothing or the value in use. */
  | "nothing-to-test";

/**
 * Reads an event.
 * @throws EventError when it is not one of Secrets Manager, or is about a secret that is not ours; it quotes no content
 */
export function readEvent(event: unknown, secretArnPrefix: string): RotationEvent {
  const result = eventSchema.safeParse(event);
  if (!result.success) {
    const wrong = [...new Set(result.error.issues.map(({ path }) => String(path[0] ?? "the event itself")))];
    throw new EventError(`the event is no step of a rotation: wrong are ${wrong.join(", ")}`);
  }
  if (!result.data.SecretId.startsWith(secretArnPrefix)) {
    throw new EventError("the event is about a secret that this function does not rotate");
  }
  return result.data;
}

/**
 * Carries out one step of a rotation. Each step looks first at what is there, and does only what is missing: it may be cut
 * off at any point and asked for again, by the same or a second invocation, and ends in the same state. The value in use is
 * never touched; the last call of all puts the new one in its place.
 *
 * The first value that a secret ever gets is in use as soon as it is written: Secrets Manager says so itself. It is set and
 * tested all the same.
 *
 * @throws RotationError for a secret in which the version is not pending, or whose value is missing or malformed
 * @see AWS, "Lambda rotation functions":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export async function rotate(event: RotationEvent, parts: RotationParts): Promise<Outcome> {
  const { client } = parts;
  const { SecretId, ClientRequestToken: version } = event;
  const secret = await client.send(new DescribeSecretCommand({ SecretId }));
  if (secret.RotationEnabled !== true) throw new RotationError("the secret has no rotation");
  const stages = secret.VersionIdsToStages ?? {};
  const ofVersion = stages[version];
  if (ofVersion === undefined) throw new RotationError("the version is none of the secret's");
  const isCurrent = ofVersion.includes("AWSCURRENT");
  if (isCurrent && (event.Step === "createSecret" || event.Step === "finishSecret")) return "already-current";
  if (!isCurrent && !ofVersion.includes("AWSPENDING")) throw new RotationError("the version is not pending");
  const currentVersion = Object.keys(stages).find((id) => id !== version && stages[id]?.includes("AWSCURRENT"));

  if (event.Step === "createSecret") {
    await create(event, parts);
    return "done";
  }
  const pending = await readVersion(client, SecretId, version);
  if (pending === undefined) {
    // A rotation that is set up without starting at once is tried out by this step alone.
    if (event.Step === "testSecret") return "nothing-to-test";
    throw new RotationError("the pending version holds no value");
  }
  if (!parts.isValue(pending)) throw new RotationError("the pending version is malformed");
  const current = currentVersion === undefined ? undefined : await readVersion(client, SecretId, currentVersion);
  if (pending === current) {
    if (event.Step === "testSecret") return "nothing-to-test";
    throw new RotationError("the pending version is the same as the current one");
  }
  switch (event.Step) {
    case "setSecret":
      await parts.target.set(pending, current);
      return "done";
    case "testSecret":
      await parts.target.test(pending);
      return "done";
    case "finishSecret":
      // One call moves both labels: at no moment is there none or a second current version.
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: "AWSCURRENT",
          MoveToVersionId: version,
          ...(currentVersion === undefined ? {} : { RemoveFromVersionId: currentVersion }),
        }),
      );
      return "done";
  }
}

async function create({ SecretId, ClientRequestToken }: RotationEvent, parts: RotationParts): Promise<void> {
  const { client, isValue, newValue } = parts;
  const made = await readVersion(client, SecretId, ClientRequestToken);
  if (made !== undefined) {
    if (!isValue(made)) throw new RotationError("the pending version is malformed");
    return;
  }
  try {
    await client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken,
        SecretString: newValue(),
        VersionStages: ["AWSPENDING"],
      }),
    );
  } catch (error) {
    // A second invocation was faster: its value stands, and this one's was never seen by anybody.
    if (!(error instanceof Error && error.name === "ResourceExistsException")) throw error;
  }
}

/** The value of a version; nothing for one that holds none. */
async function readVersion(
  client: SecretsManagerClient,
  SecretId: string,
  VersionId: string,
): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionId }));
    return SecretString;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}
