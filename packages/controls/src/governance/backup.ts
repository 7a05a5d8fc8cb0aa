import { defineControl } from "../control.js";

/** GOV-44: Backup. */
export const backup = defineControl({
  id: "GOV-44",
  title: "Backup",
  requirement: "Stateful stores have encrypted, tested and tamper-resistant backups.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["derived"],
  needs: ["GOV-03"],
  rules: ["gov-stateful-in-backup", "gov-vault-cmk", "gov-vault-compliance-flag"],
  acceptance: {
    refused: [
      "`changeableForDays` is set without the irreversible flag.",
      "A rule's `deleteAfter` is below the vault's minimum.",
    ],
    works: ["The plan passes."],
  },
  remediation:
    "Tag each stateful store with backup: personal where personal-data is true. Give `aws.backup.Vault` a `kmsKeyArn`, and set `changeableForDays` on `aws.backup.VaultLockConfiguration` only with the flag that accepts an irreversible lock.",
  frameworks: { fsbp: ["Backup.1"], nist80053: ["CP", "SC", "SI"], hipaa: ["(a)(2)(ii)"], gdpr: ["32"] },
  references: [],
  built: false,
});
