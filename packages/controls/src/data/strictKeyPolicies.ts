import { defineControl } from "../control.js";

/** DATA-02: Strict key policies. */
export const strictKeyPolicies = defineControl({
  id: "DATA-02",
  title: "Strict key policies",
  requirement:
    "A key policy names exactly who administers and who uses the key. Administrators cannot decrypt, users cannot administer, and services act only for the account's own resources.",
  tier: "data",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["GOV-40"],
  rules: ["data-kms-policy-strict"],
  acceptance: {
    refused: [
      "An account administrator whose IAM policy allows `kms:*` decrypts an object of the lake.",
      "A user of the key calls `kms:Decrypt` directly instead of through S3.",
      "A trail of another account uses the key.",
    ],
    works: ["The training role reads through S3.", "Log delivery arrives in the encrypted bucket."],
  },
  remediation:
    "Write the policy inline on `aws.kms.Key`: no `kms:*` and no wildcard principal without account conditions, no cryptographic action for root or administrators, a source condition on every service principal. Leave `bypassPolicyLockoutSafetyCheck` unset.",
  frameworks: { fsbp: ["KMS.5"] },
  references: [
    {
      title: "Key policies in AWS KMS",
      url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
