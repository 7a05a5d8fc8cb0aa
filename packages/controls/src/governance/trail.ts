import { defineControl } from "../control.js";

/** GOV-01: Multi-Region trail. */
export const trail = defineControl({
  id: "GOV-01",
  title: "Multi-Region trail",
  requirement:
    "One trail records every read and write management event of all Regions and of the global services, with signed digests, our own key and a live copy in CloudWatch Logs.",
  tier: "governance",
  stacks: ["account"],
  severity: "critical",
  demandedBy: ["A", "B"],
  needs: ["GOV-03", "GOV-04"],
  rules: ["gov-trail-baseline", "gov-trail-exists"],
  acceptance: {
    refused: ["A trail leaves out `enableLogFileValidation`.", "The advanced event selectors hold only Data events."],
    works: ["A trail with all settings passes."],
  },
  remediation:
    "Set `isMultiRegionTrail`, `includeGlobalServiceEvents`, `enableLogFileValidation` and `enableLogging` to true on `aws.cloudtrail.Trail`. Give it `kmsKeyId`, `cloudWatchLogsGroupArn`, `cloudWatchLogsRoleArn` and an unfiltered Management selector.",
  frameworks: {
    cis: ["3.1", "3.2", "3.5"],
    fsbp: ["CloudTrail.1", "CloudTrail.2", "CloudTrail.4", "CloudTrail.5"],
    nist80053: ["AC", "AU", "CA", "CM", "SA", "SC", "SI"],
    hipaa: ["(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)", "(e)(2)(ii)"],
    gdpr: ["25", "30", "32"],
  },
  references: [
    {
      title: "Amazon S3 bucket policy for CloudTrail",
      url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
