import { matches } from "./commonChecks.js";
import type { CheckFailure, ResourceContext, ResourceModel } from "./resourceModel.js";

const nameOf = (resource: ResourceContext) =>
  matches(resource, "name", /^[\w .-]{1,255}$/, "the name must be 1 to 255 letters, digits, spaces and _.-");

/** The provider refuses a capacity beside machines; Glue refuses fewer than two of them for Spark. */
function capacity(job: ResourceContext): readonly CheckFailure[] {
  const { maxCapacity, numberOfWorkers, workerType } = job.inputs;
  return [
    ...(maxCapacity !== undefined && (numberOfWorkers !== undefined || workerType !== undefined)
      ? [{ property: "maxCapacity", reason: "conflicts with numberOfWorkers and workerType" }]
      : []),
    ...(typeof numberOfWorkers === "number" && numberOfWorkers < 2
      ? [
          {
            property: "numberOfWorkers",
            reason: `expected number_of_workers to be at least (2), got ${numberOfWorkers}`,
          },
        ]
      : []),
  ];
}

/** AWS Glue. */
export const glue: Readonly<Record<string, ResourceModel>> = {
  "aws:glue/connection:Connection": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { connectionType: "JDBC" },
    check: nameOf,
    id: (connection) => `${connection.facts.accountId}:${connection.text("name")}`,
    computed: {
      arn: (connection) => connection.arn("glue", `connection/${connection.text("name")}`),
      catalogId: (connection) => connection.facts.accountId,
    },
    forceNew: ["catalogId", "name"],
  },
  "aws:glue/job:Job": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    check: (job) => [...nameOf(job), ...capacity(job)],
    id: "name",
    computed: {
      arn: (job) => job.arn("glue", `job/${job.text("name")}`),
      defaultArguments: () => ({}),
      executionProperty: () => ({ maxConcurrentRuns: 1 }),
      glueVersion: () => "0.9",
      jobMode: () => "SCRIPT",
      maxCapacity: (job) => Number(job.inputs["numberOfWorkers"] ?? 10),
      nonOverridableArguments: () => ({}),
      notificationProperty: () => ({}),
      numberOfWorkers: () => 10,
      timeout: () => 2880,
      workerType: () => "G.1X",
    },
    forceNew: ["name"],
  },
  "aws:glue/securityConfiguration:SecurityConfiguration": {
    autoName: { property: "name", maximumLength: 255 },
    check: nameOf,
    id: "name",
    forceNew: ["encryptionConfiguration", "name"],
  },
  "aws:glue/trigger:Trigger": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    defaults: { enabled: true },
    check: nameOf,
    id: "name",
    computed: {
      arn: (trigger) => trigger.arn("glue", `trigger/${trigger.text("name")}`),
      state: () => "ACTIVATED",
    },
    forceNew: ["name", "type", "workflowName"],
  },
  "aws:glue/workflow:Workflow": {
    taggable: true,
    autoName: { property: "name", maximumLength: 255 },
    check: nameOf,
    id: "name",
    computed: { arn: (workflow) => workflow.arn("glue", `workflow/${workflow.text("name")}`) },
    forceNew: ["name"],
  },
};
