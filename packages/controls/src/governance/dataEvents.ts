import { defineControl } from "../control.js";

/** GOV-02: Data events. */
export const dataEvents = defineControl({
  id: "GOV-02",
  title: "Data events",
  requirement:
    "Reads and writes of objects, endpoint invocations and other critical data-plane calls are recorded, so that each step of a pipeline can be attributed.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-01"],
  rules: ["gov-trail-data-events", "gov-endpoint-needs-invoke-logging"],
  acceptance: {
    refused: ["The selectors miss a SageMaker type.", "A selector records reads only."],
    works: [
      "All types are selected and the log buckets are excluded.",
      "An analyst's GetObject appears with role and VPC endpoint id.",
    ],
  },
  remediation:
    "Add one `advancedEventSelectors` entry with `eventCategory` Data per resource type to `aws.cloudtrail.Trail`. Exclude the log buckets with `notStartsWiths`, and add a NetworkActivity selector for VpceAccessDenied.",
  frameworks: {
    cis: ["3.8", "3.9"],
    securityHub: ["S3.22", "S3.23"],
    nist80053: ["AC", "AU", "CA", "CM", "SC", "SI"],
    hipaa: ["(b)"],
  },
  references: [
    {
      title: "Logging network activity events",
      url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html",
      read: "2026-11-24",
    },
    {
      title: "AWS::CloudTrail::Trail AdvancedFieldSelector",
      url: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cloudtrail-trail-advancedfieldselector.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
