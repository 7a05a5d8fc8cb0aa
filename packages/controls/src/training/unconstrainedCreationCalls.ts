import { defineControl } from "../control.js";

/** TRN-08: Unconstrained creation calls. */
export const unconstrainedCreationCalls = defineControl({
  id: "TRN-08",
  title: "Unconstrained creation calls",
  requirement:
    "Calls that start compute but carry no usable condition keys are refused by name. Persona policies list the SageMaker create actions they need and use no wildcard.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["derived"],
  needs: ["TRN-07"],
  rules: ["trn-role-no-sagemaker-wildcard", "trn-no-serverless-training"],
  acceptance: {
    refused: ["A data scientist calls CreateCompilationJob, CreateCluster or StartSession."],
    works: ["A data scientist creates a compliant processing job."],
  },
  remediation:
    "Replace `sagemaker:*`, `sagemaker:Create*` and `NotAction` in Allow statements by the exact actions, and leave `serverlessJobConfig` unset on training jobs.",
  frameworks: {},
  references: [],
  built: false,
});
