import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";

const adopters = [
  { type: awsType.defaultSecurityGroup, path: "vpcId", identity: "id", kind: "aws.ec2.DefaultSecurityGroup" },
  {
    type: awsType.defaultNetworkAcl,
    path: "defaultNetworkAclId",
    identity: "defaultNetworkAclId",
    kind: "aws.ec2.DefaultNetworkAcl",
  },
  {
    type: awsType.defaultRouteTable,
    path: "defaultRouteTableId",
    identity: "defaultRouteTableId",
    kind: "aws.ec2.DefaultRouteTable",
  },
];

/** The three defaults of every VPC are taken over: what is not in the program keeps what AWS permits. */
export const netDefaultsLockedLinked = defineStackRule({
  name: "net-defaults-locked-linked",
  types: [awsType.vpc],
  check(vpc, stack, verdict) {
    for (const { type, path, identity, kind } of adopters) {
      const { linked, floating } = companionsOf(stack, vpc, type, path, [identity]);
      if (linked.length > 0) continue;
      if (floating.length > 0) {
        verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
        continue;
      }
      verdict.violation({
        property: kind,
        found: `no ${kind}`,
        expected: "the defaults of the VPC taken over and emptied",
        fix: `add an ${kind} with ${path} of this VPC and no rules`,
      });
    }
  },
});
