import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A notebook instance runs on an operating system that still gets security patches: those with Amazon Linux 2 got their
 * last in June 2026. Left out, SageMaker takes one of them.
 *
 * @see AWS, "sagemaker-notebook-instance-platform-version":
 * https://docs.aws.amazon.com/config/latest/developerguide/sagemaker-notebook-instance-platform-version.html
 */
export const trnNbPlatform = defineResourceRule({
  name: "trn-nb-platform",
  types: [awsType.notebookInstance],
  check({ props }, verdict) {
    verdict.require(read(props, "platformIdentifier"), {
      property: "platformIdentifier",
      accepts: (value) => typeof value === "string" && /^notebook-al2023-/.test(value),
      expected: "a platform of Amazon Linux 2023",
      fix: 'set platformIdentifier to "notebook-al2023-v1"',
    });
  },
});
