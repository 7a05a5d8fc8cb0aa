import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * Apps of Studio reach nothing but through our VPC. Left out, SageMaker gives each a way to the internet.
 *
 * @see AWS, "CreateDomain": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html (`PublicInternetOnly` by default)
 */
export const trnDomainVpcOnly = defineResourceRule({
  name: "trn-domain-vpc-only",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(read(props, "appNetworkAccessType"), {
      property: "appNetworkAccessType",
      accepts: (value) => value === "VpcOnly",
      expected: "all traffic of apps through the VPC",
      fix: 'set appNetworkAccessType to "VpcOnly"',
    });
  },
});
