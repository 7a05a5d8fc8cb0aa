import { defineControl } from "../control.js";

/** TRN-32: Budget and capacity limits. */
export const budgetAndCapacityLimits = defineControl({
  id: "TRN-32",
  title: "Budget and capacity limits",
  requirement: "Stolen credentials cannot burn unlimited compute.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["derived"],
  needs: ["TRN-02", "GOV-43"],
  rules: ["gov-budget-present", "trn-budget-action", "trn-tuning-limits"],
  acceptance: {
    refused: [
      "A tuning job states no `maxNumberOfTrainingJobs`.",
      "A data scientist creates a training job after the budget action ran.",
    ],
    works: ["A tuning job within its stated limits is created."],
  },
  remediation:
    "Add an `aws.budgets.Budget` with an `aws.budgets.BudgetAction` of type `APPLY_IAM_POLICY` on the persona roles. Set `resourceLimits` on tuning jobs.",
  frameworks: {},
  references: [],
  built: false,
});
