import { defineControl } from "../control.js";

/** TRN-21: Training pipeline. */
export const trainingPipeline = defineControl({
  id: "TRN-21",
  title: "Training pipeline",
  requirement:
    "Processing, training, tuning, evaluation and registration run as one declared pipeline, in which every step states its VPC, isolation, peer encryption, keys, limits and own role.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-07", "TRN-09"],
  rules: [
    "trn-pipe-steps-private",
    "trn-pipe-no-security-params",
    "trn-pipe-step-roles",
    "trn-pipe-s3-version",
    "trn-pipe-role",
  ],
  acceptance: {
    refused: [
      "A step without `VpcConfig` is given to the builder of definitions.",
      "A parameter `SubnetId` feeds a step's `VpcConfig`.",
      "The pipeline role creates a job in a foreign subnet.",
    ],
    works: ["A full run of the pipeline completes."],
  },
  remediation:
    "In the definition of `aws.sagemaker.Pipeline` give every step `VpcConfig`, isolation where its API has it, keys, a run-time limit and a role, and parameterise none of them. Set `roleArn`, and `versionId` when the definition is read from S3.",
  frameworks: {},
  references: [
    {
      title: "Pipelines overview",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-overview.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
