import { defineControl } from "../control.js";

/** DATA-19: Credentials in Secrets Manager only. */
export const managedSecrets = defineControl({
  id: "DATA-19",
  title: "Credentials in Secrets Manager only",
  requirement:
    "No credential stands in code, notebooks, images, environment variables or state. Workload roles fetch exactly the secrets that they need, at run time.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["DATA-01"],
  rules: ["data-secret-cmk", "data-secret-cmk-linked", "data-secret-policy", "data-no-inline-secrets"],
  acceptance: {
    refused: ["The inference role reads the training secret.", "A person's role reads any value outside break-glass."],
    works: ["The training role fetches its own secret inside the VPC."],
  },
  remediation:
    "Give `aws.secretsmanager.Secret` a `kmsKeyId` and `recoveryWindowInDays`, and an `aws.secretsmanager.SecretPolicy` with `blockPublicPolicy`. Use no `aws.secretsmanager.SecretVersion` with a value and no plain-string parameter; the value comes from the service or from the first rotation.",
  frameworks: { fsbp: ["SecretsManager.3"] },
  references: [
    {
      title: "Managed rotation for AWS Secrets Manager secrets",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
