import { defineResourceRule } from "../../defineRule.js";
import { eachJob, jobTypes } from "../../jobDefinitions.js";
import { read } from "../../known.js";

/**
 * A training job's containers reach no network of their own: AWS's default is that they do.
 *
 * @see AWS, "Run Training and Inference Containers in Internet-Free Mode":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
export const trnJobIsolated = defineResourceRule({
  name: "trn-job-isolated",
  types: jobTypes,
  check(resource, verdict) {
    eachJob(resource, verdict, ({ prefix, props }) => {
      verdict.require(read(props, "enableNetworkIsolation"), {
        property: `${prefix}enableNetworkIsolation`,
        accepts: (value) => value === true,
        expected: "containers without a network",
        fix: `set ${prefix}enableNetworkIsolation to true`,
      });
    });
  },
});
