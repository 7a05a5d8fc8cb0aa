import { defineControl } from "../control.js";

/** GOV-09: GuardDuty. */
export const guardDuty = defineControl({
  id: "GOV-09",
  title: "GuardDuty",
  requirement:
    "Threats are detected continuously over management events, flow logs, DNS, access to S3 objects, Lambda and AI workloads in every allowed Region.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: [],
  rules: ["gov-guardduty-on", "gov-guardduty-no-datasources", "gov-guardduty-one-runtime-feature"],
  acceptance: {
    refused: [
      "A detector uses datasources.",
      "A feature is DISABLED in production.",
      "A project role disables the detector.",
    ],
    works: ["A detector with its features passes.", "A sample finding reaches the topic."],
  },
  remediation:
    "Make an `aws.guardduty.Detector` in each allowed Region and one `aws.guardduty.DetectorFeature` with status ENABLED per required feature. Leave out datasources, and use `RUNTIME_MONITORING` without `EKS_RUNTIME_MONITORING`.",
  frameworks: {
    fsbp: [
      "GuardDuty.1",
      "GuardDuty.5",
      "GuardDuty.6",
      "GuardDuty.7",
      "GuardDuty.8",
      "GuardDuty.9",
      "GuardDuty.10",
      "GuardDuty.11",
      "GuardDuty.12",
      "GuardDuty.13",
    ],
    nist80053: ["AC", "AU", "CA", "CM", "RA", "SA", "SC", "SI"],
    hipaa: ["(b)", "(e)(2)(i)"],
  },
  references: [],
  built: false,
});
