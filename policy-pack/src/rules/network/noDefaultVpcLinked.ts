import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { dependenciesOf } from "../../links.js";
import { isPartOfVpc, vpcArguments } from "../../vpcArguments.js";

/** A VPC or subnet that is not known yet is at least one of this program's own, or handed over by another stack. */
export const netNoDefaultVpcLinked = defineStackRule({
  name: "net-no-default-vpc-linked",
  types: Object.keys(vpcArguments),
  check(resource, _stack, verdict) {
    const paths = vpcArguments[resource.type] ?? [];
    const isPlaced = paths.some((path) => {
      if (read(resource.props, path).state === "known") return true;
      return dependenciesOf(resource, path).some(({ type }) => isPartOfVpc(type));
    });
    if (isPlaced) return;
    // Of several ways to place it, those not taken may be unknown as well: AWS fills them in.
    const unknown = paths.filter((path) => read(resource.props, path).state === "unknown");
    if (unknown.length > 0) {
      verdict.undecided(`${unknown.join(" or ")} cannot be known yet and depends on no aws.ec2.Vpc or aws.ec2.Subnet`);
    }
  },
});
