import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * Whoever works in a notebook instance is not root there, and cannot switch off what watches it. Left out, they are.
 *
 * @see AWS, "CreateNotebookInstance": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (`Enabled` by default)
 */
export const trnNbNoRoot = defineResourceRule({
  name: "trn-nb-no-root",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "rootAccess"), {
      property: "rootAccess",
      accepts: (value) => value === "Disabled",
      expected: "no root for whoever works in it",
      fix: 'set rootAccess to "Disabled"',
    });
  },
});
