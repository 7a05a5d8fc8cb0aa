import { defineControl } from "../control.js";

/** TRN-29: Rogue jobs stopped. */
export const rogueJobsStopped = defineControl({
  id: "TRN-29",
  title: "Rogue jobs stopped",
  requirement:
    "A job that slips past IAM, by a role without guardrail or by a new API, is found within minutes and, in prod, stopped.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A"],
  needs: ["GOV-01", "GOV-26"],
  rules: ["trn-detect-create-rule", "trn-eventpattern-exists-leaf", "trn-stopper-role-scoped"],
  acceptance: {
    refused: [
      "A sample CreateTrainingJob event without VPC configuration, or without a statement on isolation, goes undetected.",
      "A rogue job started by the break-glass role runs on.",
    ],
    works: ["A compliant sample event does not match."],
  },
  remediation:
    "Add an `aws.cloudwatch.EventRule` on the create calls in the trail, whose `exists` tests name leaf fields such as `requestParameters.vpcConfig.subnets`. Limit the role of `job-stopper` to describing and stopping jobs.",
  frameworks: {},
  references: [],
  built: false,
});
