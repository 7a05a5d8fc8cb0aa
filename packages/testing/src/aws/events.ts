import { policyDocument } from "./commonChecks.js";
import type { ResourceContext, ResourceModel } from "./resourceModel.js";

/** The event bus part of a rule's identity, which is left out for the default bus. */
function busPrefix(resource: ResourceContext): string {
  const bus = resource.inputs["eventBusName"];
  return typeof bus === "string" && bus !== "default" ? `${bus}/` : "";
}

/** EventBridge rules and schedules. */
export const events: Readonly<Record<string, ResourceModel>> = {
  "aws:cloudwatch/eventRule:EventRule": {
    taggable: true,
    autoName: { property: "name", maximumLength: 64 },
    defaults: { eventBusName: "default", forceDestroy: false },
    check: (rule) => policyDocument(rule, "eventPattern"),
    id: (rule) => `${busPrefix(rule)}${rule.text("name")}`,
    computed: { arn: (rule) => rule.arn("events", `rule/${busPrefix(rule)}${rule.text("name")}`) },
    forceNew: ["eventBusName", "name", "namePrefix"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    defaults: { eventBusName: "default", forceDestroy: false },
    id: (target) => `${busPrefix(target)}${target.text("rule")}-${target.hex(26, "target")}`,
    computed: { targetId: (target) => `terraform-${target.hex(26, "target")}` },
    forceNew: ["eventBusName", "rule", "targetId"],
  },
  "aws:scheduler/schedule:Schedule": {
    autoName: { property: "name", maximumLength: 64 },
    defaults: { scheduleExpressionTimezone: "UTC", state: "ENABLED" },
    id: (schedule) => `${groupOf(schedule)}/${schedule.text("name")}`,
    computed: {
      arn: (schedule) => schedule.arn("scheduler", `schedule/${groupOf(schedule)}/${schedule.text("name")}`),
      groupName: () => "default",
      actionAfterCompletion: () => "NONE",
    },
    forceNew: ["groupName", "name", "namePrefix"],
  },
};

/** The group that a schedule lives in. */
function groupOf(schedule: ResourceContext): string {
  const group = schedule.inputs["groupName"];
  return typeof group === "string" ? group : "default";
}
