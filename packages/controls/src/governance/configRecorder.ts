import { defineControl } from "../control.js";

/** GOV-17: Config recorder. */
export const configRecorder = defineControl({
  id: "GOV-17",
  title: "Config recorder",
  requirement:
    "The configuration of every supported resource is recorded, its history is kept and snapshots are delivered.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-04"],
  rules: ["gov-config-recording", "gov-config-slr"],
  acceptance: {
    refused: ["The recorder's status is absent.", "The list of resource types leaves out SageMaker."],
    works: ["Recorder, channel and status pass together."],
  },
  remediation:
    "Make `aws.cfg.Recorder` with the service-linked role and `allSupported`, `aws.cfg.DeliveryChannel` to the findings bucket and `aws.cfg.RecorderStatus` with `isEnabled` true in each Region. Set `includeGlobalResourceTypes` in exactly one.",
  frameworks: { cis: ["3.3"], fsbp: ["Config.1"], nist80053: ["CM"], gdpr: ["25", "30"] },
  references: [],
  built: false,
});
