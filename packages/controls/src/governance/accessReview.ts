import { defineControl } from "../control.js";

/** GOV-20: Access review. */
export const accessReview = defineControl({
  id: "GOV-20",
  title: "Access review",
  requirement:
    "A scheduled report lists, for each role, the services and actions unused for 90 days, stale credentials and a reduced policy as a proposal.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["GOV-06"],
  rules: ["gov-access-review-scheduled"],
  acceptance: {
    refused: ["The schedule's state is DISABLED."],
    works: ["Against a fake IAM API the report lists the unused service and evidence is written."],
  },
  remediation:
    "Make an `aws.scheduler.Schedule` with state ENABLED that invokes the access-review function: quarterly in development, monthly in production.",
  frameworks: { cis: ["1.11"], fsbp: ["IAM.8"], securityHub: ["IAM.22"], hipaa: ["(a)(1)"], gdpr: ["25"] },
  references: [],
  built: false,
});
