import { defineControl } from "../control.js";

/** GOV-29: Key misuse alarms. */
export const keyMisuseAlarms = defineControl({
  id: "GOV-29",
  title: "Key misuse alarms",
  requirement:
    "Disabling a key, scheduling its deletion or changing its policy alerts at once, and rotation is verified.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-25"],
  rules: ["gov-log-key-retained", "gov-kms-alarms"],
  acceptance: {
    refused: ["The key of production's archive is not protected."],
    works: ["A simulated event leads to a notification."],
  },
  remediation:
    "Set the protect option on the keys of logs in production. Make an `aws.cloudwatch.EventRule` on DisableKey, ScheduleKeyDeletion, DisableKeyRotation, PutKeyPolicy and CreateGrant.",
  frameworks: {
    cis: ["4.7"],
    fsbp: ["KMS.3"],
    securityHub: ["KMS.4", "CloudWatch.7"],
    nist80053: ["SC"],
    gdpr: ["25"],
  },
  references: [],
  built: false,
});
