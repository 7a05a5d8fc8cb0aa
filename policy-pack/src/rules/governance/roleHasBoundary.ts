import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * Every role has a permissions boundary of our own: a policy that AWS manages changes without us.
 *
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const govRoleHasBoundary = defineResourceRule({
  name: "gov-role-has-boundary",
  types: [awsType.role],
  check({ props }, verdict) {
    verdict.require(read(props, "permissionsBoundary"), {
      property: "permissionsBoundary",
      accepts: (value) => typeof value === "string" && /^arn:[^:]+:iam::\d{12}:policy\/.+$/.test(value),
      expected: "the ARN of the platform's boundary, a customer managed policy",
      fix: "set permissionsBoundary to the boundary's ARN",
    });
  },
});
