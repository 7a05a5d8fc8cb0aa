import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf, listHolds, type Link } from "../../links.js";

/** Each subnet is in one network ACL of the program's own; in none, it falls back to the VPC's default one. */
export const netNaclExplicitLinked = defineStackRule({
  name: "net-nacl-explicit-linked",
  types: [awsType.subnet],
  check(subnet, stack, verdict) {
    const { linked, floating } = companionsOf(stack, subnet, awsType.networkAclAssociation, "subnetId", ["id"]);
    const lists = stack.ofType(awsType.networkAcl).map((acl) => ({ acl, link: listsSubnet(acl, subnet) }));
    const named = lists.filter(({ link }) => link === "linked").map(({ acl }) => acl);
    const open = [...floating, ...lists.filter(({ link }) => link === "unknown").map(({ acl }) => acl)];
    const holders = [...linked, ...named];
    if (holders.length === 1) return;
    if (holders.length === 0 && open.length > 0) {
      verdict.undecided(`whether ${open.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
      return;
    }
    verdict.violation({
      property: "aws.ec2.NetworkAcl",
      found:
        holders.length === 0
          ? "no aws.ec2.NetworkAcl that names it"
          : `several of them: ${holders.map(({ name }) => name).join(", ")}`,
      expected: "one network ACL for its tier",
      fix: "name it in subnetIds of one aws.ec2.NetworkAcl",
    });
  },
});

function listsSubnet(acl: PolicyResource, subnet: PolicyResource): Link {
  if (dependenciesOf(acl, "subnetIds").some(({ urn }) => urn === subnet.urn)) return "linked";
  const id = read(subnet.props, "id");
  const named = listHolds(acl.props, "subnetIds", (value) => id.state === "known" && value === id.value);
  if (named.state === "known") return named.value ? "linked" : "apart";
  // An unknown list that depends on other subnets is about those.
  return dependenciesOf(acl, "subnetIds").some(({ type }) => type === awsType.subnet) ? "apart" : "unknown";
}
