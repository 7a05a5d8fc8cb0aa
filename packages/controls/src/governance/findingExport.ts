import { defineControl } from "../control.js";

/** GOV-11: Finding export. */
export const findingExport = defineControl({
  id: "GOV-11",
  title: "Finding export",
  requirement: "GuardDuty findings outlive the 90 days for which the service keeps them.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-04", "GOV-09"],
  rules: ["gov-guardduty-export"],
  acceptance: {
    refused: ["Production has no publishing destination."],
    works: ["A destination whose bucket policy is not known yet neither fails nor passes."],
  },
  remediation:
    "Make an `aws.guardduty.PublishingDestination` with `kmsKeyArn` to the findings bucket in the same Region, without a prefix.",
  frameworks: {},
  references: [],
  built: false,
});
