import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * The metadata service of a notebook instance answers sessions only (IMDSv2): a forged request to it then yields no
 * credentials. Left out, both versions answer.
 *
 * @see AWS, "CreateNotebookInstance": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html
 */
export const trnNbImdsv2 = defineResourceRule({
  name: "trn-nb-imdsv2",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion"), {
      property: "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion",
      accepts: (value) => value === "2",
      expected: "IMDSv2 alone",
      fix: 'set instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion to "2"',
    });
  },
});
