import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * The trail names the person behind each call, although everybody of a persona works with the same role.
 *
 * @see AWS, "Monitoring user resource access from SageMaker AI Studio Classic with sourceIdentity":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html
 */
export const trnDomainSourceIdentity = defineResourceRule({
  name: "trn-domain-source-identity",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(read(props, "domainSettings.executionRoleIdentityConfig"), {
      property: "domainSettings.executionRoleIdentityConfig",
      accepts: (value) => value === "USER_PROFILE_NAME",
      expected: "the profile's name in each call of its apps",
      fix: 'set domainSettings.executionRoleIdentityConfig to "USER_PROFILE_NAME"',
    });
  },
});
