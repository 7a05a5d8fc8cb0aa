import { defineControl } from "../control.js";

/** DATA-17: Encrypted private RDS databases. */
export const rdsDatabases = defineControl({
  id: "DATA-17",
  title: "Encrypted private RDS databases",
  requirement:
    "Relational databases are encrypted under our own key, snapshots and insights included. They are never public, and nobody types a master password.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["DATA-01", "NET-04"],
  rules: ["data-rds-encrypted", "data-rds-encrypted-linked"],
  acceptance: {
    refused: [
      "A database is made from an unencrypted snapshot.",
      "A client connects from outside the data security groups.",
    ],
    works: ["A snapshot shows our key."],
  },
  remediation:
    "Set `storageEncrypted`, `kmsKeyId`, `manageMasterUserPassword` and `masterUserSecretKmsKeyId`, and `publiclyAccessible` false, on `aws.rds.Instance` or `aws.rds.Cluster`. Leave out password and `passwordWo`, and in production set `deletionProtection`, `multiAz` and `backupRetentionPeriod`.",
  frameworks: {
    fsbp: [
      "RDS.1",
      "RDS.2",
      "RDS.3",
      "RDS.4",
      "RDS.5",
      "RDS.6",
      "RDS.7",
      "RDS.8",
      "RDS.9",
      "RDS.10",
      "RDS.11",
      "RDS.12",
      "RDS.13",
      "RDS.15",
      "RDS.16",
      "RDS.17",
      "RDS.23",
      "RDS.24",
      "RDS.25",
      "RDS.27",
      "RDS.35",
      "RDS.36",
      "RDS.37",
      "RDS.46",
      "RDS.47",
      "RDS.50",
    ],
  },
  references: [
    {
      title: "Managed rotation for AWS Secrets Manager secrets",
      url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html",
      read: "2026-11-28",
    },
    {
      title: "Password management with Amazon Aurora and AWS Secrets Manager",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.md",
      read: "2026-11-28",
    },
  ],
  built: true,
});
