import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { deployerName, isAnyDeployerBoundary, isBoundaryOfDeployer } from "../../deployerRole.js";
import { read } from "../../known.js";

/**
 * Every role has a permissions boundary of our own: a policy that AWS manages changes without us. The boundary of a deployer
 * is for that deployer only.
 *
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const govRoleHasBoundary = defineResourceRule({
  name: "gov-role-has-boundary",
  types: [awsType.role],
  check({ urn, props }, verdict) {
    const deployer = deployerName(urn, read(props, "name"));
    verdict.require(read(props, "permissionsBoundary"), {
      property: "permissionsBoundary",
      accepts: (value) =>
        typeof value === "string" &&
        /^arn:[^:]+:iam::\d{12}:policy\/.+$/.test(value) &&
        (!isAnyDeployerBoundary(value) || (deployer !== undefined && isBoundaryOfDeployer(value, deployer))),
      expected: "the ARN of the platform's boundary, a customer managed policy",
      fix: "set permissionsBoundary to the boundary's ARN",
    });
  },
});
