import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireImageEncryption } from "../../imageEncryption.js";

/** The images of a repository are encrypted under a key of KMS, which is decided once, when the repository is made. */
export const trnEcrCmk = defineResourceRule({
  name: "trn-ecr-cmk",
  types: [awsType.ecrRepository],
  check({ props }, verdict) {
    requireImageEncryption(props, verdict);
  },
});
