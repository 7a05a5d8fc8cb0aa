import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A notebook instance is in a subnet of ours. Left out, it is in a network of SageMaker's.
 *
 * @see AWS, "CreateNotebookInstance": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html
 */
export const trnNbInVpc = defineResourceRule({
  name: "trn-nb-in-vpc",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "subnetId"), {
      property: "subnetId",
      accepts: (value) => typeof value === "string" && value !== "",
      expected: "a private subnet of the environment",
      fix: "set subnetId to the id of a private aws.ec2.Subnet",
      // A subnet made in the same update: net-no-default-vpc-linked decides by what it depends on.
      unknown: "passes",
    });
  },
});
