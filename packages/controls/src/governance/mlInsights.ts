import { defineControl } from "../control.js";

/** GOV-14: ML insights. */
export const mlInsights = defineControl({
  id: "GOV-14",
  title: "ML insights",
  requirement:
    "Saved views show the risks of machine learning: notebooks outside a VPC, unencrypted buckets, exposed data. A finding's severity follows the data's classification.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-13"],
  rules: ["gov-ml-insights", "gov-no-blanket-suppression"],
  acceptance: {
    refused: ["A rule sets workflow.status SUPPRESSED without a control id."],
    works: ["The five insights pass."],
  },
  remediation:
    "Make the required `aws.securityhub.Insight` resources. Let no `aws.securityhub.AutomationRule` suppress findings by tag alone.",
  frameworks: {},
  references: [],
  built: false,
});
