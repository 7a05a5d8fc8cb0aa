import { defineControl } from "../control.js";

/** TRN-34: Retraining door. */
export const retrainingDoor = defineControl({
  id: "TRN-34",
  title: "Retraining door",
  requirement:
    "Drift and quality alarms can start retraining through one queue only, so that an attacker cannot steer the model. The human gate before it is INF-37.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["TRN-21"],
  rules: ["trn-retrain-role-scoped", "trn-retrain-dlq", "trn-retrain-single-door"],
  acceptance: {
    refused: [
      "The role `retrain` starts another pipeline or creates a training job.",
      "An event rule starts the pipeline directly.",
      "A second message within the cooldown starts a run.",
    ],
    works: ["An approved request starts one run, whose version stays pending."],
  },
  remediation:
    "Send requests to the retraining queue instead of an `aws.cloudwatch.EventTarget` with `sagemakerPipelineTarget`. Give the queue a `redrivePolicy` and its role `sagemaker:StartPipelineExecution` on one pipeline.",
  frameworks: {},
  references: [],
  built: false,
});
