import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * A training job says how long it may run at most.
 *
 * @see AWS, "StoppingCondition":
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
 */
export const trnJobRuntimeCap = defineResourceRule({
  name: "trn-job-runtime-cap",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, ({ prefix, props }) => {
      verdict.require(read(props, "stoppingCondition.maxRuntimeInSeconds"), {
        property: `${prefix}stoppingCondition.maxRuntimeInSeconds`,
        accepts: (value) => typeof value === "number" && value > 0,
        expected: "a cap in seconds",
        fix: `set ${prefix}stoppingCondition.maxRuntimeInSeconds in seconds`,
      });
    });
  },
});
