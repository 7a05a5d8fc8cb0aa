import { defineControl } from "../control.js";

/** DATA-05: Wrong key refused. */
export const wrongKeyRefused = defineControl({
  id: "DATA-05",
  title: "Wrong key refused",
  requirement:
    "Bucket policies refuse uploads that ask for another algorithm or for a key other than the bucket's own.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-04"],
  rules: ["data-s3-deny-wrong-key", "data-s3-deny-wrong-key-linked"],
  acceptance: {
    refused: [
      "A PUT asks for AES256.",
      "A PUT asks for `aws:kms` without a key id.",
      "A PUT names another key of the same account.",
    ],
    works: [
      "A PUT names the bucket's key by ARN.",
      "A PUT without encryption headers succeeds unless explicit headers are required.",
    ],
  },
  remediation:
    "Put the statements DenyOtherAlgorithm, DenyOtherKey, DenyKmsWithoutKey, DenySseC and DenyReencrypt into the policy of `aws.s3.BucketPolicy`. Use StringNotEqualsIfExists and the full key ARN, so that writers without headers still pass.",
  frameworks: { securityHub: ["S3.17"], nist80053: ["SC"] },
  references: [
    {
      title: "Blocking or unblocking SSE-C for a general purpose bucket",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
