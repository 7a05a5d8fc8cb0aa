import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFilledIn, readSteps, record, setting } from "../../pipelineSteps.js";

/** A pipeline registers model versions that wait for a person. */
export const trnPipeRegisterPending = defineResourceRule({
  name: "trn-pipe-register-pending",
  types: [awsType.pipeline],
  check({ props }, verdict) {
    for (const { name, type, values } of readSteps(props, verdict) ?? []) {
      if (type !== "RegisterModel") continue;
      verdict.require(setting(record(values["Arguments"]), "ModelApprovalStatus"), {
        property: `step ${name}: ModelApprovalStatus`,
        accepts: (status) => isFilledIn(status) || status === "PendingManualApproval",
        expected: "versions that wait for a person",
        fix: `set ModelApprovalStatus in step ${name} to PendingManualApproval`,
      });
    }
  },
});
