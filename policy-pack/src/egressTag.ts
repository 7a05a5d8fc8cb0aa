import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "./awsTypes.js";
import type { Read } from "./known.js";
import { companionsOf, linkTo } from "./links.js";
import type { StackView } from "./stackView.js";
import { readTag } from "./tags.js";

/**
 * What the VPC of something declares in its tag `egress`.
 *
 * @param resource something with a `vpcId`, or with a `subnetId` or `routeTableId` that leads to one
 * @returns absent when no VPC of the program is its own
 */
export function egressOf(resource: PolicyResource, stack: StackView): Read {
  const vpc = vpcOf(resource, stack);
  return vpc === undefined ? { state: "absent" } : readTag(vpc, "egress");
}

/** The VPC of the program that something is in; where there is only one, it is that. */
export function vpcOf(resource: PolicyResource, stack: StackView): PolicyResource | undefined {
  const vpcs = stack.ofType(awsType.vpc);
  const own = vpcs.find((vpc) => linkTo(resource, "vpcId", vpc, ["id"]) === "linked");
  if (own !== undefined) return own;
  const holders: readonly (readonly [string, string])[] = [
    ["subnetId", awsType.subnet],
    ["routeTableId", awsType.routeTable],
    ["securityGroupId", awsType.securityGroup],
  ];
  for (const [path, type] of holders) {
    const holder = stack.ofType(type).find((candidate) => linkTo(resource, path, candidate, ["id"]) === "linked");
    if (holder !== undefined) return vpcOf(holder, stack);
  }
  return vpcs.length === 1 ? vpcs[0] : undefined;
}

/** Everything of one type in a VPC, by its `vpcId`. */
export function inVpc(vpc: PolicyResource, type: string, stack: StackView): readonly PolicyResource[] {
  return companionsOf(stack, vpc, type, "vpcId", ["id"]).linked;
}
