import { defineControl } from "../control.js";

/** DATA-12: Delete guard. */
export const deleteGuard = defineControl({
  id: "DATA-12",
  title: "Delete guard",
  requirement:
    "Deleting a version of an artifact for good, or changing the versioning state, requires multi-factor proof.",
  tier: "data",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["B"],
  needs: ["DATA-10", "GOV-45"],
  rules: ["data-s3-delete-guard", "data-s3-delete-guard-linked"],
  acceptance: {
    refused: ["The machine learning engineer's role deletes a version of an artifact."],
    works: [
      "The same role adds a delete marker, which can be undone.",
      "The break-glass role purges a version, and its session raises the alarm.",
    ],
  },
  remediation:
    "Deny `s3:DeleteObjectVersion` and `s3:PutBucketVersioning` on the artifacts bucket without `aws:MultiFactorAuthPresent` or with an `aws:MultiFactorAuthAge` above 900, excepting break-glass, or lock the bucket. Never set mfa on `aws.s3.BucketVersioning` and never combine `mfaDelete` with a lifecycle.",
  frameworks: {},
  references: [
    {
      title: "AWS global condition context keys",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
