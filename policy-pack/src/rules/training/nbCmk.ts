import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read } from "../../known.js";

/**
 * The volume of a notebook instance is under a key of our own, which can only be chosen when it is made.
 *
 * @see AWS, "CreateNotebookInstance": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html
 */
export const trnNbCmk = defineResourceRule({
  name: "trn-nb-cmk",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "kmsKeyId"), {
      property: "kmsKeyId",
      accepts: (value) => typeof value === "string" && value !== "" && !isAwsManagedKey(value),
      expected: "a volume under a key of our own",
      fix: "set kmsKeyId to the ARN of an aws.kms.Key",
    });
  },
});
