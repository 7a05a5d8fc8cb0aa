import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { isFilledIn, jobsOf, readSteps, setting } from "../../pipelineSteps.js";

/** Every job of a pipeline has a role of its own; left out, it would have the pipeline's. */
export const trnPipeStepRoles = defineResourceRule({
  name: "trn-pipe-step-roles",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    const own = read(props, "roleArn");
    for (const { step, request, places } of jobsOf(readSteps(props, verdict) ?? [])) {
      if (places.role === undefined) continue;
      verdict.require(setting(request, places.role), {
        property: `step ${step.name}: ${places.role}`,
        accepts: (role) =>
          isFilledIn(role) || (typeof role === "string" && (own.state !== "known" || role !== own.value)),
        expected: "a role for this kind of job, not the pipeline's",
        fix: `set ${places.role} in step ${step.name}`,
      });
    }
  },
});
