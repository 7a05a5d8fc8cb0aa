import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { describe } from "../../known.js";
import { isFilledIn, jobsOf, readSteps, record, setting, type Values } from "../../pipelineSteps.js";
import type { Verdict } from "../../verdict.js";

/** Nobody who starts a run, and no step before, chooses what protects a job or a model. */
export const trnPipeNoSecurityParams = defineResourceRule({
  name: "trn-pipe-no-security-params",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    const steps = readSteps(props, verdict) ?? [];
    for (const { step, request, places } of jobsOf(steps)) {
      const { resources, ...others } = places;
      const paths = [
        ...Object.values(others),
        ...(resources === undefined ? [] : [`${resources}.InstanceType`, `${resources}.VolumeKmsKeyId`]),
      ];
      for (const path of paths) refuse(step.name, request, path, verdict);
    }
    for (const { name, type, values } of steps) {
      if (type !== "RegisterModel") continue;
      const request = record(values["Arguments"]);
      refuse(name, request, "ModelApprovalStatus", verdict);
      refuse(name, request, "ModelPackageGroupName", verdict);
      const containers = record(request["InferenceSpecification"])["Containers"];
      for (const container of Array.isArray(containers) ? containers : [])
        refuse(name, record(container), "Image", verdict);
    }
  },
});

function refuse(step: string, request: Values, path: string, verdict: Verdict): void {
  const value = setting(request, path);
  // Blocks such as VpcConfig are objects themselves; what a run fills in is inside them, or in their place.
  if (value.state !== "known" || !isChosen(value.value)) return;
  verdict.violation({
    property: `step ${step}: ${path}`,
    found: `${path} ${describe(value.value)} in step ${step}`,
    expected: "a value that no run can change",
    fix: `write the value of ${path} into the definition`,
  });
}

function isChosen(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilledIn);
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.some((key) => key === "Get" || key.startsWith("Std:")) || Object.values(value).some(isChosen);
}
