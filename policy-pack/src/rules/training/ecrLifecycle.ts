import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireImageLifecycle } from "../../imageLifecycle.js";
import { read } from "../../known.js";

/** A lifecycle of images expires them by their tags only. */
export const trnEcrLifecycle = defineResourceRule({
  name: "trn-ecr-lifecycle",
  types: [awsType.ecrLifecyclePolicy],
  check({ props }, verdict) {
    requireImageLifecycle(read(props, "policy"), "policy", verdict);
  },
});
