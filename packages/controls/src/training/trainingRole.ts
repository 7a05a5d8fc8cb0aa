import { defineControl } from "../control.js";

/** TRN-09: Training role. */
export const trainingRole = defineControl({
  id: "TRN-09",
  title: "Training role",
  requirement:
    "The role that a training job assumes reads one input prefix, writes one output prefix, uses exactly the keys involved, and has only the plumbing that SageMaker cannot work without. It is reviewed against its history of use.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-22"],
  rules: [
    "data-role-least-privilege",
    "data-role-least-privilege-linked",
    "trn-training-role-readonly-input",
    "trn-role-creategrant-conditioned",
  ],
  acceptance: {
    refused: [
      "The training role reads its output prefix or writes its input prefix.",
      "The training role lists the bucket without a prefix.",
      "The training role assumes another role.",
      "The training role creates a key grant that is not for an AWS resource.",
    ],
    works: ["Each call that the role's policy lists is allowed.", "One isolated job runs from end to end."],
  },
  remediation:
    "Limit `s3:GetObject` to the input prefix and `s3:PutObject` to the output prefix, name key ARNs with `kms:ViaService`, and allow `kms:CreateGrant` only with `Bool kms:GrantIsForAWSResource true`.",
  frameworks: { mitreAtlas: ["AML.T0020", "AML.T0035"] },
  references: [
    {
      title: "How to use SageMaker AI execution roles",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
