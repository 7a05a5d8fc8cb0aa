import { defineControl } from "../control.js";

/** INF-05: Guarded rollout. */
export const guardedRollout = defineControl({
  id: "INF-05",
  title: "Guarded rollout",
  requirement:
    "New models take traffic in steps under the watch of alarms and are withdrawn automatically. The state never claims a version that is not serving.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-35"],
  rules: ["inf-endpoint-guardrails"],
  acceptance: {
    refused: [
      "A model whose container answers 500 keeps its traffic.",
      "The check after a deployment passes although the old configuration serves.",
    ],
    works: ["A good model reaches all of the traffic.", "The notification of a rollback arrives."],
  },
  remediation:
    "On `aws.sagemaker.Endpoint` set `deploymentConfig.blueGreenUpdatePolicy` to canary or linear traffic shifting, and `autoRollbackConfiguration.alarms` to dedicated alarms.",
  frameworks: {},
  references: [],
  built: false,
});
