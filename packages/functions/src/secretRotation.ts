import { functionBundle, type FunctionBundle } from "./functionBundle.js";
import { keyActions, secretActions, settingNames, type SettingName } from "./secretRotation/contract.js";

/** The `secret-rotation` function: its bundle and everything the stack must know to run it (DATA-20). */
export interface SecretRotationBundle extends FunctionBundle {
  /** What its role may do to each secret. */
  readonly secretActions: readonly string[];
  /** What its role may do to the key of the secrets, through Secrets Manager. */
  readonly keyActions: readonly string[];
  /** Environment variables that the handler reads. */
  readonly environmentVariables: readonly SettingName[];
  /** The function's `timeout`, in seconds. */
  readonly timeoutSeconds: 60;
  /** The function's `memorySize`, in MiB. */
  readonly memoryMiB: 256;
}

/**
 * Rotates tokens: Secrets Manager asks for the four steps of a rotation, one after another. Each may be cut off anywhere and
 * asked for again. A token that was replaced stays readable as the previous version until the next rotation.
 * @see AWS, "Lambda rotation functions":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export const secretRotation: SecretRotationBundle = functionBundle("secret-rotation", {
  secretActions,
  keyActions,
  environmentVariables: settingNames,
  timeoutSeconds: 60,
  memoryMiB: 256,
});
