import { defineControl } from "../control.js";

/** GOV-45: Break-glass role. */
export const breakGlass = defineControl({
  id: "GOV-45",
  title: "Break-glass role",
  requirement: "Emergency access exists, is narrow in time and loudly visible.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["derived"],
  needs: ["GOV-08"],
  rules: ["gov-breakglass-alarmed", "gov-breakglass-trust"],
  acceptance: {
    refused: ["Sessions last 12 hours.", "The role has no alarm."],
    works: ["The role and its alarm pass together."],
  },
  remediation:
    "Set `maxSessionDuration` 3600 and a trust without * on the break-glass `aws.iam.Role`, and make the metric filter and alarm on AssumeRole of its ARN.",
  frameworks: { hipaa: ["(a)(2)(ii)"] },
  references: [],
  built: false,
});
