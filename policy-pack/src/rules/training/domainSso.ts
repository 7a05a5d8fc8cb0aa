import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * People sign in to Studio through IAM Identity Center, each as themselves. With IAM, whoever may ask for a link becomes
 * any profile that they name.
 *
 * @see AWS, "CreateDomain": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 */
export const trnDomainSso = defineResourceRule({
  name: "trn-domain-sso",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(read(props, "authMode"), {
      property: "authMode",
      accepts: (value) => value === "SSO",
      expected: "sign-in through IAM Identity Center",
      fix: 'set authMode to "SSO"',
    });
  },
});
