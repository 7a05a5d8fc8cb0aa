import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readEach } from "../../known.js";

/**
 * Nobody opens a session on a model host.
 *
 * @see AWS, "ProductionVariant": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 * ("By default, SSM access is disabled for all production variants behind an endpoint")
 */
export const infEndpointconfigNoSsm = defineResourceRule({
  name: "inf-endpointconfig-no-ssm",
  types: [awsType.endpointConfiguration],
  check({ props }, verdict) {
    for (const list of ["productionVariants", "shadowProductionVariants"]) {
      for (const access of readEach(props, `${list}[].enableSsmAccess`)) {
        verdict.require(access, {
          property: `${list}[].enableSsmAccess`,
          accepts: (value) => value === false,
          expected: "false: nobody opens a session on a model host",
          fix: "set enableSsmAccess to false",
          // Disabled is AWS's default, cited above.
          absent: "passes",
        });
      }
    }
  },
});
