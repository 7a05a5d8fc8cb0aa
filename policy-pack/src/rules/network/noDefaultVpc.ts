import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import { urnPlace } from "../../stackView.js";
import { vpcArguments } from "../../vpcArguments.js";

const defaults: readonly string[] = [awsType.defaultVpc, awsType.defaultSubnet];

/**
 * Nothing lives in the default VPC, whose subnets are public.
 *
 * @see AWS, "Default VPCs": https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 */
export const netNoDefaultVpc = defineResourceRule({
  name: "net-no-default-vpc",
  types: [...defaults, ...Object.keys(vpcArguments)],
  check({ type, urn, props }, verdict) {
    if (defaults.includes(type)) {
      if (urnPlace(urn).project === currentSettings().accountProject) return;
      verdict.violation({
        property: "type",
        found: "the Region's default VPC, which this also creates where there is none",
        expected: "a VPC of the environment's own",
        fix: "use an aws.ec2.Vpc; lock or remove the default VPC in the account stack",
      });
      return;
    }
    const paths = vpcArguments[type] ?? [];
    const values = paths.map((path) => ({ path, value: read(props, path) }));
    const [first = ""] = paths;
    if (values.every(({ value }) => value.state === "absent")) {
      verdict.violation({
        property: first,
        found: `no ${paths.join(" or ")}`,
        expected: "a VPC of the environment's own, since left out it means the default VPC",
        fix: `set ${first}`,
      });
    }
    for (const { path, value } of values) {
      if (value.state !== "known" || value.value !== "default") continue;
      verdict.violation({
        property: path,
        found: `${path} "default", the subnet group of the default VPC`,
        expected: "a subnet group of the environment's own VPC",
        fix: `set ${path} to a subnet group of your own`,
      });
    }
  },
});
