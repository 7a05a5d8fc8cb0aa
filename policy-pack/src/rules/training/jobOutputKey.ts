import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes, requireKeyArn } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * What a training job writes is encrypted under a key of our own.
 *
 * @see AWS, "OutputDataConfig": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html
 */
export const trnJobOutputKey = defineResourceRule({
  name: "trn-job-output-key",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, ({ prefix, props }) => {
      requireKeyArn(read(props, "outputDataConfig.kmsKeyId"), `${prefix}outputDataConfig.kmsKeyId`, verdict);
    });
  },
});
