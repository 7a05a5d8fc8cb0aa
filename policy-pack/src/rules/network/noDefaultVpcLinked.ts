import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { dependenciesOf } from "../../links.js";
import { isPartOfVpc, vpcArguments } from "../../vpcArguments.js";

/** A VPC or subnet that is not known yet is at least one of this program's own, or handed over by another stack. */
export const netNoDefaultVpcLinked = defineStackRule({
  name: "net-no-default-vpc-linked",
  types: Object.keys(vpcArguments),
  check(resource, _stack, verdict) {
    for (const path of vpcArguments[resource.type] ?? []) {
      const isUnknown = read(resource.props, path).state === "unknown";
      const isOwn = dependenciesOf(resource, path).some(({ type }) => isPartOfVpc(type));
      if (isUnknown && !isOwn && resource.propertyDependencies[path.split(".")[0] ?? path] !== undefined) {
        verdict.undecided(`${path} cannot be known yet and depends on no aws.ec2.Vpc or aws.ec2.Subnet`);
      }
    }
  },
});
