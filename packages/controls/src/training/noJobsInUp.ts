import { defineControl } from "../control.js";

/** TRN-35: No jobs in `up`. */
export const noJobsInUp = defineControl({
  id: "TRN-35",
  title: "No jobs in `up`",
  requirement: "Long-running work is no part of `pulumi up`: job resources exist only for smoke tests outside prod.",
  tier: "training",
  stacks: ["platform"],
  severity: "low",
  demandedBy: ["derived"],
  needs: ["TRN-07"],
  rules: ["trn-no-jobs-in-prod", "trn-job-no-package-delete"],
  noResource: "The control bans job resources from prod; nothing is created for it.",
  acceptance: {
    refused: ["A stack in prod declares a training job."],
    works: ["A compliant smoke-test job with unknown subnets passes in dev."],
  },
  remediation:
    "Replace `aws.sagemaker.TrainingJob` and `HyperParameterTuningJob` by an `aws.sagemaker.Pipeline`. On a smoke-test job leave `deleteModelPackagesOnDestroy` off.",
  frameworks: {},
  references: [],
  built: false,
});
