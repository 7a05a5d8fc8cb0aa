import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * A training job runs in subnets and under security groups that it names.
 *
 * @see AWS, "Give SageMaker AI Training Jobs Access to Resources in Your Amazon VPC":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html
 */
export const trnJobVpc = defineResourceRule({
  name: "trn-job-vpc",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, ({ prefix, props }) => {
      for (const list of ["vpcConfig.subnets", "vpcConfig.securityGroupIds"]) {
        verdict.require(read(props, list), {
          property: prefix + list,
          accepts: (value) => Array.isArray(value) && value.length > 0,
          expected: "at least one of the platform's own",
          fix: `set ${prefix}${list}`,
        });
      }
    });
  },
});
