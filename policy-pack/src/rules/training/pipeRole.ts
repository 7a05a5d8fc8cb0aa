import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** A pipeline has a role of its own. */
export const trnPipeRole = defineResourceRule({
  name: "trn-pipe-role",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    verdict.require(read(props, "roleArn"), {
      property: "roleArn",
      accepts: (value) => typeof value === "string" && value !== "",
      expected: "a role that the pipeline runs as",
      fix: "set roleArn to the ARN of a role that is made for pipelines",
      // It is there, and its policy is judged where it is made.
      unknown: "passes",
    });
  },
});
