import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList } from "../../known.js";
import type { Verdict } from "../../verdict.js";

/**
 * Hosted containers lie in subnets of our own, in two zones, and open no connection.
 *
 * @see AWS, "CreateModel": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html (without
 * VpcConfig the container lies in a VPC of SageMaker with access to the internet, and isolation is off)
 */
export const infModelIsolated = defineResourceRule({
  name: "inf-model-isolated",
  types: [awsType.model],
  check({ props }, verdict) {
    verdict.require(read(props, "enableNetworkIsolation"), {
      property: "enableNetworkIsolation",
      accepts: (value) => value === true,
      expected: "true, so that the container opens no connection",
      fix: "set enableNetworkIsolation to true",
    });
    const vpcConfig = read(props, "vpcConfig");
    if (vpcConfig.state === "unknown") verdict.undecided("vpcConfig cannot be known yet");
    else if (vpcConfig.state === "absent") {
      verdict.violation({
        property: "vpcConfig",
        found: "no vpcConfig",
        expected: "subnets and security groups of the platform's VPC",
        fix: "set vpcConfig.subnets and vpcConfig.securityGroupIds",
      });
    } else {
      requireElements(vpcConfig.value, "subnets", 2, verdict);
      requireElements(vpcConfig.value, "securityGroupIds", 1, verdict);
    }
  },
});

/** Elements are counted, not read: their ids are known only later. */
function requireElements(vpcConfig: unknown, name: string, least: number, verdict: Verdict): void {
  const property = `vpcConfig.${name}`;
  const list = readList(vpcConfig, name);
  if (list.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
  else if (list.state === "absent" || list.value.length < least) {
    verdict.violation({
      property,
      found: list.state === "absent" ? `no ${property}` : `${list.value.length} in ${property}`,
      expected: `${least} or more`,
      fix: `list ${least === 1 ? "a security group" : "subnets of two zones"} in ${property}`,
    });
  }
}
