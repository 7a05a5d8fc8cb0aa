import { defineControl } from "../control.js";

/** GOV-12: Macie session. */
export const macieSession = defineControl({
  id: "GOV-12",
  title: "Macie session",
  requirement:
    "Macie discovers and classifies sensitive data in the buckets, inventories exposure and encryption, and exports its results.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-04"],
  rules: ["gov-macie-on", "gov-macie-not-locked-out"],
  acceptance: {
    refused: [
      "The session's status is PAUSED.",
      "A bucket policy that denies all but the VPC does not exempt Macie's role.",
    ],
    works: ["A session with its export passes."],
  },
  remediation:
    "Make an `aws.macie2.Account` with status ENABLED and an `aws.macie2.ClassificationExportConfiguration` to the findings bucket, which has no lock. Exempt Macie's service-linked role in every bucket policy that denies access from outside the VPC.",
  frameworks: { cis: ["2.1.3"], fsbp: ["Macie.1"], nist80053: ["CA", "RA", "SA", "SI"] },
  references: [
    {
      title: "Storing and retaining sensitive data discovery results",
      url: "https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html",
      read: "2026-11-28",
    },
    {
      title: "Allowing Macie to access S3 buckets and objects",
      url: "https://docs.aws.amazon.com/macie/latest/user/monitoring-restrictive-s3-buckets.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
