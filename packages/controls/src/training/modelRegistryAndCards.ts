import { defineControl } from "../control.js";

/** TRN-23: Model registry and cards. */
export const modelRegistryAndCards = defineControl({
  id: "TRN-23",
  title: "Model registry and cards",
  requirement:
    "Each model has one package group and a model card. Named deployment accounts can read the group, nobody can read it publicly, and it is never deleted by accident.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["TRN-22"],
  rules: [
    "trn-group-has-card",
    "trn-mpg-policy-no-star",
    "trn-mpg-policy-no-update",
    "trn-modelcard-cmk",
    "trn-mpg-protect",
  ],
  acceptance: {
    refused: ["An unknown account describes a model package.", "The deployment account deletes a model version."],
    works: ["The deployment account describes a model package."],
  },
  remediation:
    "Name accounts in `aws.sagemaker.ModelPackageGroupPolicy` with read actions only, add an `aws.sagemaker.ModelCard` with `securityConfig.kmsKeyId` for each group, and protect groups in prod.",
  frameworks: { mitreAtlas: ["AML.T0018", "AML.T0035"] },
  references: [],
  built: false,
});
