import { defineControl } from "../control.js";

/** INF-30: Monitoring backend. */
export const monitoringBackend = defineControl({
  id: "INF-30",
  title: "Monitoring backend",
  requirement:
    "The four monitors (data quality, model quality, bias, attribution) exist on either backend, the pipeline or Model Monitor, because AWS closed Model Monitor to new customers.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["INF-29", "TRN-12"],
  rules: ["inf-endpoint-monitored", "inf-monitor-job-secure"],
  acceptance: {
    refused: ["An endpoint in prod has three of the four monitors."],
    works: ["The first scheduled run completes and yields at least one datapoint per monitor."],
  },
  remediation:
    "Declare all four monitors for each endpoint. In every definition set the volume and output keys, VPC, inter-container traffic encryption and `maxRuntimeInSeconds`.",
  frameworks: { fsbp: ["SageMaker.9", "SageMaker.10", "SageMaker.13", "SageMaker.14", "SageMaker.15"] },
  references: [],
  built: false,
});
