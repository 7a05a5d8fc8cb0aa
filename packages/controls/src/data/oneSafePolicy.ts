import { defineControl } from "../control.js";

/** DATA-10: One safe policy. */
export const oneSafePolicy = defineControl({
  id: "DATA-10",
  title: "One safe policy",
  requirement:
    "Each bucket has exactly one policy, composed of typed statements, that protects its own settings and never excludes the deployer.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "critical",
  demandedBy: ["derived"],
  needs: ["DATA-03", "GOV-46"],
  rules: ["data-s3-single-policy", "data-s3-single-policy-linked"],
  acceptance: {
    refused: ["A workload role deletes the policy or suspends versioning."],
    works: ["The deployer updates the policy twice in a row without a difference."],
  },
  remediation:
    "Keep one `aws.s3.BucketPolicy` per bucket and no policy on the bucket itself. Deny changes of policy, encryption, versioning, lifecycle, ownership, logging, lock and public-access settings to everyone whose `aws:PrincipalArn` is not in the deployer and break-glass lists; avoid NotPrincipal and NotAction.",
  frameworks: { fsbp: ["S3.6"], nist80053: ["CA", "CM"] },
  references: [
    {
      title: "Bucket policies for Amazon S3",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
