import type { ResourceValidationArgs } from "@pulumi/policy";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import type { Requirement, Verdict } from "../../verdict.js";

type Demand = Requirement & {
  /** Where the value stands, when not at the property's own path. */
  readonly path: string;
};

const internal: Demand = {
  path: "internal",
  property: "internal",
  accepts: (value) => value === true,
  expected: "true: left out, the load balancer faces the internet",
  fix: "set internal to true",
};

/** What each type needs so that nobody outside reaches it; nothing helps where no demand is given. */
const serving: Readonly<Record<string, Demand | undefined>> = {
  "aws:lb/loadBalancer:LoadBalancer": internal,
  "aws:alb/loadBalancer:LoadBalancer": internal,
  "aws:elb/loadBalancer:LoadBalancer": internal,
  "aws:ecs/service:Service": {
    path: "networkConfiguration.assignPublicIp",
    property: "networkConfiguration.assignPublicIp",
    accepts: (value) => value === false,
    expected: "no public addresses",
    fix: "set networkConfiguration.assignPublicIp to false",
    // The provider's default is false.
    absent: "passes",
  },
  "aws:apprunner/service:Service": {
    path: "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
    property: "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
    accepts: (value) => value === false,
    expected: "false: left out, the service is public",
    fix: "set networkConfiguration.ingressConfiguration.isPubliclyAccessible to false",
  },
  "aws:eks/cluster:Cluster": {
    path: "vpcConfig.endpointPublicAccess",
    property: "vpcConfig.endpointPublicAccess",
    accepts: (value) => value === false,
    expected: "false: left out, the cluster's API is public",
    fix: "set vpcConfig.endpointPublicAccess to false and vpcConfig.endpointPrivateAccess to true",
  },
  // HTTP and WebSocket APIs take no resource policy and no firewall.
  "aws:apigatewayv2/api:Api": undefined,
  "aws:ecs/expressGatewayService:ExpressGatewayService": undefined,
};

/**
 * Nothing but the API serves models: whatever could is internal, or exempted.
 *
 * @see AWS, "Internal Classic Load Balancers":
 * https://docs.aws.amazon.com/ElasticLoadBalancing/latest/DeveloperGuide/elb-internal-load-balancers.html
 */
export const infNoPublicServing = defineResourceRule({
  name: "inf-no-public-serving",
  types: Object.keys(serving),
  check({ type, props }: ResourceValidationArgs, verdict: Verdict) {
    const demand = serving[type];
    if (demand !== undefined) {
      verdict.require(read(props, demand.path), demand);
      return;
    }
    const [, path = ""] = /^aws:(.*):/.exec(type) ?? [];
    verdict.violation({
      property: "type",
      found: `aws.${path.split("/")[0] ?? ""}.${type.slice(type.lastIndexOf(":") + 1)}, a way in beside the API`,
      expected: "the private REST API only",
      fix: "remove it, or exempt it with owner, reason and expiry",
    });
  },
});
