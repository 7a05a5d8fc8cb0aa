import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * Machines of a training job encrypt what they tell each other: AWS's default is that they do not.
 *
 * @see AWS, "Protect Communications Between ML Compute Instances in a Distributed Training Job":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html
 */
export const trnJobIntercontainer = defineResourceRule({
  name: "trn-job-intercontainer",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, ({ prefix, props }) => {
      verdict.require(read(props, "enableInterContainerTrafficEncryption"), {
        property: `${prefix}enableInterContainerTrafficEncryption`,
        accepts: (value) => value === true,
        expected: "encrypted traffic between machines",
        fix: `set ${prefix}enableInterContainerTrafficEncryption to true`,
      });
    });
  },
});
