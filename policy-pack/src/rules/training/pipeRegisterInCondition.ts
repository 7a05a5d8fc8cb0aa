import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readSteps } from "../../pipelineSteps.js";

/** A pipeline registers a model version only behind a condition that the evaluation has met. */
export const trnPipeRegisterInCondition = defineResourceRule({
  name: "trn-pipe-register-in-condition",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    for (const { name, type, conditional } of readSteps(props, verdict) ?? []) {
      if (type !== "RegisterModel" || conditional) continue;
      verdict.violation({
        property: `step ${name}`,
        found: `step ${name}, which registers a model whatever its evaluation says`,
        expected: "RegisterModel steps in the IfSteps of a Condition step",
        fix: `put step ${name} into the IfSteps of a Condition step that compares a metric`,
      });
    }
  },
});
