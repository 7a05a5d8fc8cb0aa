import { defineControl } from "../control.js";

/** INF-04: Bounded autoscaling. */
export const boundedAutoscaling = defineControl({
  id: "INF-04",
  title: "Bounded autoscaling",
  requirement: "Capacity follows load inside hard limits, so that neither an outage nor runaway cost can be provoked.",
  tier: "inference",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["INF-03"],
  rules: ["inf-autoscaling-bounds"],
  acceptance: {
    refused: ["An endpoint in prod has no scaling target."],
    works: ["A load test scales the endpoint out, and idleness scales it back to two instances."],
  },
  remediation:
    "Add an `aws.appautoscaling.Target` for `sagemaker:variant:DesiredInstanceCount` whose `maxCapacity` is at most the configured ceiling, and an `aws.appautoscaling.Policy` of type `TargetTrackingScaling`.",
  frameworks: {},
  references: [],
  built: false,
});
