import { defineControl } from "../control.js";

/** GOV-03: Account keys. */
export const accountKeys = defineControl({
  id: "GOV-03",
  title: "Account keys",
  requirement:
    "Logs, findings, queues and evidence of the account use customer managed keys that rotate every year. Each key's policy names exactly who may use or administer it.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-40"],
  rules: ["data-kms-rotation", "data-kms-policy-strict", "gov-account-keys"],
  acceptance: {
    refused: ["A key has no rotation.", "The statement for CloudTrail has no `aws:SourceArn`."],
    works: ["The rendered policies of the seven keys pass."],
  },
  remediation:
    "Make the seven keys audit, evidence, operations, supply-chain, volumes, catalog and backup with `enableKeyRotation`, `rotationPeriodInDays` 365, an inline policy and an `aws.kms.Alias` each. Put a source condition on every service principal.",
  frameworks: {
    cis: ["3.6"],
    fsbp: ["KMS.1", "KMS.2", "KMS.5"],
    securityHub: ["KMS.4"],
    nist80053: ["AC", "SC"],
    gdpr: ["25", "30"],
  },
  references: [
    {
      title: "Rotate AWS KMS keys",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
      read: "2026-11-24",
    },
    {
      title: "Key policies in AWS KMS",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
