import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/**
 * The defaults that AWS makes with a VPC permit nothing.
 *
 * @see AWS, "Default security groups for your VPCs":
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export const netDefaultsLocked = defineResourceRule({
  name: "net-defaults-locked",
  types: [awsType.defaultSecurityGroup, awsType.defaultNetworkAcl, awsType.defaultRouteTable],
  check({ type, props }, verdict) {
    const isRouteTable = type === awsType.defaultRouteTable;
    for (const property of isRouteTable ? ["routes"] : ["ingress", "egress"]) {
      verdict.require(read(props, property), {
        property,
        accepts: isEmptyList,
        expected: "no rule at all",
        fix: `set ${property} to []`,
        // The provider empties group and ACL when it adopts them, but leaves a route table's routes as they are.
        absent: isRouteTable ? "violates" : "passes",
      });
    }
    if (isRouteTable) {
      verdict.require(read(props, "propagatingVgws"), {
        property: "propagatingVgws",
        accepts: isEmptyList,
        expected: "no routes from a virtual private gateway",
        fix: "remove propagatingVgws",
        absent: "passes",
      });
    }
  },
});
