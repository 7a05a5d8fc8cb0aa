import { defineControl } from "../control.js";

/** GOV-43: Spend guard. */
export const spendGuard = defineControl({
  id: "GOV-43",
  title: "Spend guard",
  requirement: "Unusual spending on machine learning alerts within a day and can cut permissions.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-25"],
  rules: ["gov-budget-present"],
  acceptance: {
    refused: ["A budget has no subscriber."],
    works: ["The policies of key and topic admit both publishers."],
  },
  remediation:
    "Make an `aws.budgets.Budget` with notifications and an `aws.costexplorer.AnomalySubscription`, and admit both publishers in the policies of the topic and its key.",
  frameworks: {},
  references: [],
  built: false,
});
