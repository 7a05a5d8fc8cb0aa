import { defineControl } from "../control.js";

/** TRN-22: Gated registration. */
export const gatedRegistration = defineControl({
  id: "TRN-22",
  title: "Gated registration",
  requirement:
    "A model version is registered only when its evaluation passes the thresholds, and always as pending. A different person approves it, and nothing deploys before.",
  tier: "training",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["TRN-21"],
  rules: ["trn-pipe-register-pending", "trn-pipe-register-in-condition", "trn-approver-only-updates"],
  acceptance: {
    refused: [
      "An ML engineer creates a model package as Approved or without a status.",
      "An ML engineer or the pipeline role updates a model package.",
      "The approver creates a model package.",
    ],
    works: [
      "The pipeline role registers a model package as pending.",
      "The approver sets a model package to Approved.",
    ],
  },
  remediation:
    "Place the RegisterModel step inside the condition's `IfSteps` with `ModelApprovalStatus: \"PendingManualApproval\"`. Allow `sagemaker:UpdateModelPackage` to the approver's role only.",
  frameworks: { mitreAtlas: ["AML.T0018", "AML.T0020"] },
  references: [
    {
      title: "Events that Amazon SageMaker AI sends to Amazon EventBridge",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
