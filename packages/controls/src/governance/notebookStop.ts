import { defineControl } from "../control.js";

/** GOV-28: Notebook stop. */
export const notebookStop = defineControl({
  id: "GOV-28",
  title: "Notebook stop",
  requirement: "A notebook that is made with direct internet access or outside the VPC is stopped and reported.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: ["GOV-18", "GOV-26"],
  rules: [
    "trn-nb-no-internet",
    "trn-nb-in-vpc",
    "trn-nb-no-root",
    "trn-nb-imdsv2",
    "trn-nb-cmk",
    "trn-nb-platform",
    "gov-notebook-watch",
  ],
  acceptance: {
    refused: ["The event pattern matches only Enabled."],
    works: ["An event without the property matches.", "The handler ignores a compliant notebook."],
  },
  remediation:
    "Make an `aws.cloudwatch.EventRule` on CreateNotebookInstance, UpdateNotebookInstance and StartNotebookInstance that targets the state machine. Match anything but Disabled, absence included.",
  frameworks: {
    fsbp: ["SageMaker.1", "SageMaker.2", "SageMaker.3", "SageMaker.8"],
    securityHub: ["SageMaker.21"],
    nist80053: ["AC", "SC"],
    hipaa: ["(a)(1)", "(e)(1)"],
  },
  references: [],
  built: false,
});
