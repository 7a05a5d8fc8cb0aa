import { defineControl } from "../control.js";

/** TRN-33: Poisoning checks. */
export const poisoningChecks = defineControl({
  id: "TRN-33",
  title: "Poisoning checks",
  requirement:
    "The pipeline validates training data before it is used and hardens models with perturbed examples, and their robustness is measured.",
  tier: "training",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["TRN-21", "DATA-26"],
  rules: ["trn-pipe-has-validation", "trn-pipe-has-robustness", "trn-pipe-condition-two-metrics"],
  acceptance: {
    refused: ["A pipeline definition has no robustness metric.", "A dataset with flipped labels gets past validation."],
    works: ["A clean run registers its model as pending."],
  },
  remediation:
    "Put a data validation step before training and a robustness evaluation before RegisterModel, and let the condition test both accuracy and `robust_accuracy`.",
  frameworks: { mitreAtlas: ["AML.T0015", "AML.T0020", "AML.T0043", "AML.T0059"] },
  references: [],
  built: false,
});
