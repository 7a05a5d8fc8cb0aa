import { defineControl } from "../control.js";

/** TRN-06: Secrets for training data. */
export const secretsForTrainingData = defineControl({
  id: "TRN-06",
  title: "Secrets for training data",
  requirement:
    "Notebooks take database and API credentials from Secrets Manager at run time, and their rotation is scheduled. Code, images, hyperparameters and environment variables carry none.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["B"],
  needs: ["DATA-20"],
  rules: ["trn-job-env-no-secrets", "data-secret-cmk", "trn-role-no-secrets-star"],
  acceptance: {
    refused: ["A job's `environment` carries `DB_PASSWORD`.", "The training role reads a secret."],
    works: ["A data scientist reads the secret tagged for their project."],
  },
  remediation:
    "Remove secret values from `environment` and `hyperParameters`, which anyone who can describe the job reads, and store them in an `aws.secretsmanager.Secret` with `kmsKeyId`. Grant `secretsmanager:GetSecretValue` on that secret's ARN only.",
  frameworks: {},
  references: [],
  built: false,
});
