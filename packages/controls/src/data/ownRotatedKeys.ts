import { defineControl } from "../control.js";

/** DATA-01: Own rotated keys. */
export const ownRotatedKeys = defineControl({
  id: "DATA-01",
  title: "Own rotated keys",
  requirement:
    "Everything sensitive is encrypted under a customer managed key of its own data domain. The key material rotates automatically at least once a year.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-02"],
  rules: ["data-kms-rotation", "data-kms-customer-managed", "data-kms-customer-managed-linked", "data-glue-metadata"],
  acceptance: {
    refused: [
      "A data scientist's role calls ScheduleKeyDeletion or DisableKeyRotation.",
      "A role of another domain decrypts with this key.",
    ],
    works: ["Objects written before an on-demand rotation are still readable."],
  },
  remediation:
    "Set `enableKeyRotation` to true and `rotationPeriodInDays` to at most 365 on `aws.kms.Key`. Give every encryption argument the ARN of such a key, never an alias of an AWS managed key, and every job and crawler of Glue a `securityConfiguration` with such keys.",
  frameworks: { cis: ["3.6"], securityHub: ["KMS.4"], nist80053: ["SC"] },
  references: [
    {
      title: "Rotate AWS KMS keys",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
      read: "2026-11-24",
    },
    {
      title: "Encrypting data written by AWS Glue",
      url: "https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
