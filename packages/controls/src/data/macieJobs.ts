import { defineControl } from "../control.js";

/** DATA-25: Macie jobs. */
export const macieJobs = defineControl({
  id: "DATA-25",
  title: "Macie jobs",
  requirement:
    "Buckets are inventoried and scanned automatically for personal and other sensitive data, with identifiers for the jurisdictions at hand.",
  tier: "data",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["GOV-12"],
  rules: ["data-macie-jobs", "data-macie-jobs-linked"],
  acceptance: {
    refused: ["A workload role suspends Macie."],
    works: ["A planted file with fake identity numbers produces a finding within one cycle."],
  },
  remediation:
    "Name every bucket tagged personal-data in the `s3JobDefinition` of some `aws.macie2.ClassificationJob`, except quarantine. Give an `aws.macie.FindingsFilter` with action ARCHIVE a tag that states its reason.",
  frameworks: {},
  references: [
    {
      title: "Running sensitive data discovery jobs",
      url: "https://docs.aws.amazon.com/macie/latest/user/discovery-jobs.html",
      read: "2026-11-28",
    },
    {
      title: "Analyzing encrypted S3 objects with Amazon Macie",
      url: "https://docs.aws.amazon.com/macie/latest/user/discovery-supported-encryption-types.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
