import { defineControl } from "../control.js";

/** TRN-02: Personas. */
export const personas = defineControl({
  id: "TRN-02",
  title: "Personas",
  requirement:
    "People get access through one role per job function, never through user policies. Data scientists and engineers run with different execution roles.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["TRN-07"],
  rules: [
    "data-no-iam-users",
    "data-role-least-privilege",
    "data-role-least-privilege-linked",
    "trn-role-has-guardrail",
    "trn-profile-own-role",
    "trn-sso-profile-assigned",
  ],
  acceptance: {
    refused: [
      "A data scientist updates a user profile.",
      "A data scientist creates an app in another owner's space.",
      "An ML engineer sets a model package to Approved.",
    ],
    works: [
      "A data scientist creates an app in their own space on `ml.t3.medium`.",
      "The approver sets a model package to Rejected.",
    ],
  },
  remediation:
    "Give each `aws.sagemaker.UserProfile` a persona's role in `userSettings.executionRole`, never the domain's default role, and make it depend on an `aws.ssoadmin.ApplicationAssignment` of the user's group. Attach no full-access policy to a persona.",
  frameworks: {},
  references: [
    {
      title: "Amazon SageMaker AI identity-based policy examples",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
