import { defineControl } from "../control.js";

/** GOV-30: Control-plane watch. */
export const controlPlaneWatch = defineControl({
  id: "GOV-30",
  title: "Control-plane watch",
  requirement: "Sensitive SageMaker calls are routed to responders with their actor and source.",
  tier: "governance",
  stacks: ["account"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-01", "GOV-25"],
  rules: ["gov-sagemaker-watch"],
  acceptance: {
    refused: ["An unknown role deletes a model without the event being matched."],
    works: ["The pipeline's role is not matched."],
  },
  remediation:
    "Make an `aws.cloudwatch.EventRule` on the CloudTrail events of aws.sagemaker that delete, stop, update or presign, with the pipeline and deployer roles left out by anything-but.",
  frameworks: {},
  references: [],
  built: false,
});
