import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A notebook instance has no way to the internet of its own. Left out, SageMaker gives it one.
 *
 * @see AWS, "CreateNotebookInstance": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (`Enabled` by default)
 */
export const trnNbNoInternet = defineResourceRule({
  name: "trn-nb-no-internet",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "directInternetAccess"), {
      property: "directInternetAccess",
      accepts: (value) => value === "Disabled",
      expected: "no way out past the VPC",
      fix: 'set directInternetAccess to "Disabled", with subnetId and securityGroups',
    });
  },
});
