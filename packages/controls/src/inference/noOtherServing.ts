import { defineControl } from "../control.js";

/** INF-42: No other serving. */
export const noOtherServing = defineControl({
  id: "INF-42",
  title: "No other serving",
  requirement: "No container service, function URL or further API serves models: the front door is the only way in.",
  tier: "inference",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: [],
  rules: ["inf-no-public-serving", "inf-no-function-url"],
  noResource: "The control bans other ways to serve; nothing is created for it.",
  acceptance: {
    refused: [
      "A public load balancer, container service, cluster endpoint or further API stands in a stack without exemption.",
      "A port scan of the environment's public names finds another host than the API's.",
    ],
    works: ["Each of these types that has an internal form passes in it."],
  },
  remediation:
    "Remove the resource, or set `aws.lb.LoadBalancer.internal: true`, `assignPublicIp: false`, `isPubliclyAccessible: false` and `endpointPublicAccess: false`. HTTP and WebSocket APIs and `aws.ecs.ExpressGatewayService` need an exemption.",
  frameworks: { mitreAtlas: ["AML.T0040"] },
  references: [
    {
      title: "Internal Classic Load Balancers",
      url: "https://docs.aws.amazon.com/ElasticLoadBalancing/latest/DeveloperGuide/elb-internal-load-balancers.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
