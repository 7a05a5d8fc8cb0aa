import { defineControl } from "../control.js";

/** DATA-20: Secret rotation. */
export const secretRotation = defineControl({
  id: "DATA-20",
  title: "Secret rotation",
  requirement: "Stored credentials rotate automatically at least every 30 days.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["DATA-19", "NET-07"],
  rules: ["data-secret-rotated", "data-secret-rotated-linked", "gov-lambda-permission-scoped"],
  acceptance: {
    refused: ["A secret of another account invokes the rotation function."],
    works: ["After a forced rotation the old password fails and the workload reconnects."],
  },
  remediation:
    "Give each secret an `aws.secretsmanager.SecretRotation` of at most 30 days, or the tag managed-by=rds where the service rotates it. Do not set `rotationEnabled` to false, and make the `aws.lambda.Permission`, with `sourceAccount` and `sourceArn`, first.",
  frameworks: { fsbp: ["SecretsManager.1", "SecretsManager.2", "SecretsManager.4"] },
  references: [
    {
      title: "Rotation by Lambda function",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html",
      read: "2026-11-28",
    },
    {
      title: "Lambda rotation functions",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html",
      read: "2026-11-28",
    },
    {
      title: "Lambda rotation function execution role permissions for AWS Secrets Manager",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html",
      read: "2026-11-28",
    },
    {
      title: "RotateSecret",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
