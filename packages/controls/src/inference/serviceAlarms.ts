import { defineControl } from "../control.js";

/** INF-35: Service alarms. */
export const serviceAlarms = defineControl({
  id: "INF-35",
  title: "Service alarms",
  requirement:
    "Latency, number of invocations, and client and server errors of gateway, proxy and endpoint alert people.",
  tier: "inference",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-25"],
  rules: ["inf-endpoint-alarms", "inf-alarm-actions"],
  acceptance: {
    refused: ["Forced server errors or a slow container page nobody within five minutes."],
    works: ["The alarm's message is received."],
  },
  remediation:
    "Add an `aws.cloudwatch.MetricAlarm` for each required metric of endpoint, API and function. Set `alarmActions` to the alert topic and leave `actionsEnabled` on.",
  frameworks: {},
  references: [],
  built: false,
});
