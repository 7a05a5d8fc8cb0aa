import { defineControl } from "../control.js";

/** GOV-18: Config rules. */
export const configRules = defineControl({
  id: "GOV-18",
  title: "Config rules",
  requirement:
    "Machine learning resources are checked continuously against expectations for encryption, network and IAM.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-17"],
  rules: ["gov-ml-config-rules", "gov-conformance-pack-size"],
  acceptance: {
    refused: ["A template body is larger than 51,200 bytes.", "A pack does not depend on the recorder's status."],
    works: ["The set of rules passes."],
  },
  remediation:
    "Make an `aws.cfg.Rule` for each identifier of the list, or an `aws.cfg.ConformancePack` that holds them. Pass a template above 51,200 bytes by `templateS3Uri`.",
  frameworks: {
    fsbp: ["SageMaker.1", "SageMaker.2", "SageMaker.3", "SageMaker.4", "SageMaker.5"],
    nist80053: ["AC", "CP", "SA", "SC"],
    hipaa: ["(a)(1)", "(a)(2)(iv)", "(e)(1)", "(e)(2)(ii)"],
    gdpr: ["32"],
  },
  references: [],
  built: false,
});
