import { defineControl } from "../control.js";

/** TRN-11: Key use. */
export const keyUse = defineControl({
  id: "TRN-11",
  title: "Key use",
  requirement:
    "Studio and notebook volumes, job volumes, outputs, images, packages and logs use customer-managed keys with yearly rotation, whose policies name users and services narrowly.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-01", "GOV-03"],
  rules: ["data-kms-rotation", "data-kms-policy-strict", "trn-kms-grant-condition"],
  acceptance: {
    refused: [
      "The training role decrypts with the key `studio`.",
      "A principal of another account uses one of the keys.",
    ],
    works: ["An app starts, a job starts, an image is pushed and a log is written under their keys."],
  },
  remediation:
    "Set `enableKeyRotation: true` on `aws.kms.Key`, name the using roles in its policy, and put `Bool kms:GrantIsForAWSResource true` on `kms:CreateGrant` only.",
  frameworks: { mitreAtlas: ["AML.T0035"] },
  references: [
    {
      title: "Actions, resources, and condition keys for AWS Key Management Service",
      url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
