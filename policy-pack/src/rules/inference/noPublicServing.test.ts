import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { infNoPublicServing as rule } from "./noPublicServing.js";

const balancers = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elb/loadBalancer:LoadBalancer",
];
const ecs = "aws:ecs/service:Service";
const appRunner = "aws:apprunner/service:Service";
const eks = "aws:eks/cluster:Cluster";
const ingress = (isPubliclyAccessible: unknown) => ({
  networkConfiguration: { ingressConfiguration: { isPubliclyAccessible } },
});
const balancer = "expected true: left out, the load balancer faces the internet; fix: set internal to true";
const runner =
  "expected false: left out, the service is public; fix: set networkConfiguration.ingressConfiguration.isPubliclyAccessible to false";
const cluster =
  "expected false: left out, the cluster's API is public; fix: set vpcConfig.endpointPublicAccess to false and vpcConfig.endpointPrivateAccess to true";
const other =
  "a way in beside the API; expected the private REST API only; fix: remove it, or exempt it with owner, reason and expiry";

describe("inf-no-public-serving", { tags: ["INF-42"] }, () => {
  it.each<readonly [string, object]>([
    ...balancers.map((type) => [type, { internal: true }] as const),
    [ecs, {}],
    [ecs, { networkConfiguration: { subnets: [unknown] } }],
    [ecs, { networkConfiguration: { assignPublicIp: false } }],
    [appRunner, ingress(false)],
    [eks, { vpcConfig: { endpointPublicAccess: false, subnetIds: unknown } }],
  ])("passes an internal %s: %j", async (type, props) => {
    expect(await reports(rule, [resource(type, "way", { ...props })])).toEqual([]);
  });

  it.each<readonly [string, object, string]>([
    ...balancers.flatMap((type) => [
      [type, {}, `found no internal; ${balancer}`] as const,
      [type, { internal: false }, `found internal false; ${balancer}`] as const,
    ]),
    [
      ecs,
      { networkConfiguration: { assignPublicIp: true } },
      "found networkConfiguration.assignPublicIp true; expected no public addresses; fix: set networkConfiguration.assignPublicIp to false",
    ],
    [appRunner, {}, `found no networkConfiguration.ingressConfiguration.isPubliclyAccessible; ${runner}`],
    [appRunner, ingress(true), `found networkConfiguration.ingressConfiguration.isPubliclyAccessible true; ${runner}`],
    [eks, { vpcConfig: { subnetIds: [] } }, `found no vpcConfig.endpointPublicAccess; ${cluster}`],
    [eks, { vpcConfig: { endpointPublicAccess: true } }, `found vpcConfig.endpointPublicAccess true; ${cluster}`],
    ["aws:apigatewayv2/api:Api", { protocolType: "HTTP" }, `found aws.apigatewayv2.Api, ${other}`],
    ["aws:ecs/expressGatewayService:ExpressGatewayService", {}, `found aws.ecs.ExpressGatewayService, ${other}`],
  ])("violates with a public %s: %j", async (type, props, message) => {
    const line = `mandatory way: ${message}`;
    expect(await reports(rule, [resource(type, "way", { ...props })])).toEqual([line]);
    expect(await reports(rule, [resource(type, "way", { ...props })], { profile: "dev" })).toEqual([line]);
  });

  it.each([
    ["aws:lb/loadBalancer:LoadBalancer", { internal: unknown }, "internal"],
    [ecs, { networkConfiguration: unknown }, "networkConfiguration.assignPublicIp"],
    [appRunner, ingress(unknown), "networkConfiguration.ingressConfiguration.isPubliclyAccessible"],
    [eks, { vpcConfig: unknown }, "vpcConfig.endpointPublicAccess"],
  ])("cannot decide %s: %j", async (type, props, property) => {
    expect(await reports(rule, [resource(type, "way", { ...props })])).toEqual([
      `advisory way: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("decides what has no internal form by its type alone", async () => {
    expect(await reports(rule, [resource("aws:apigatewayv2/api:Api", "way", { protocolType: unknown })])).toHaveLength(
      1,
    );
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "bucket")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource("aws:lb/loadBalancer:LoadBalancer", "way", { internal: false })]);
});
