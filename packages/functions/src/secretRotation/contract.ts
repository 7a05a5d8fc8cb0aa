// What the stack must know about the function. Plain data without imports: a preview loads this file, not the handler's
// dependencies.

/** Names of the environment variables that the handler reads. */
export const settingNames = ["SECRET_ARN_PREFIX"] as const;

/** Name of an environment variable that the handler reads. */
export type SettingName = (typeof settingNames)[number];

/** What the function does to a secret, and nothing else: IAM actions on its exact ARN. */
export const secretActions = [
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
] as const;

/** What it does to the key of the secret, through Secrets Manager. */
export const keyActions = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
