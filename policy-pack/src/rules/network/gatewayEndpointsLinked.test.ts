import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netGatewayEndpointsLinked as rule } from "./gatewayEndpointsLinked.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: "vpc-1" } });
const late = resource(awsType.vpc, "late", {}, { outputs: { id: unknown } });
const table = resource(awsType.routeTable, "table", { vpcId: "vpc-1" }, { outputs: { id: "rtb-1" } });
const lateTable = resource(awsType.routeTable, "late-table", { vpcId: unknown }, { outputs: { id: unknown } });
const endpoint = (service: string, changes: object = {}, from: Record<string, RecordedResource[]> = {}) =>
  resource(
    awsType.vpcEndpoint,
    service,
    {
      vpcId: "vpc-1",
      serviceName: `com.amazonaws.eu-central-1.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: ["rtb-1"],
      ...changes,
    },
    { propertyDependencies: from },
  );
const both = (changes: object = {}, from: Record<string, RecordedResource[]> = {}) =>
  ["s3", "dynamodb"].map((service) => endpoint(service, changes, from));
const noEndpoint = (service: string, name = "vpc"): string =>
  `mandatory ${name}: found no gateway endpoint for ${service}; expected gateway endpoints for s3 and dynamodb in each VPC; ` +
  "fix: add an aws.ec2.VpcEndpoint with its vpcId, vpcEndpointType Gateway and the service's name";
const noRoute = (service: string): string =>
  `mandatory table: found a route table that no gateway endpoint for ${service} names; ` +
  "expected every private route table in routeTableIds of the gateway endpoints; " +
  `fix: add its id to routeTableIds of the aws.ec2.VpcEndpoint for ${service}`;

describe("net-gateway-endpoints-linked", { tags: ["NET-06"] }, () => {
  it("passes both endpoints with every route table, by value and by dependency", async () => {
    expect(await reports(rule, [vpc, table, ...both()])).toEqual([]);
    expect(await reports(rule, [vpc, table, ...both({ vpcEndpointType: undefined })])).toEqual([]);
    const from = { vpcId: [late], routeTableIds: [lateTable] };
    expect(await reports(rule, [late, lateTable, ...both({ vpcId: unknown, routeTableIds: [unknown] }, from)])).toEqual(
      [],
    );
  });

  it("knows the service in every partition's spelling", async () => {
    const names = (service: string) => ({ serviceName: `cn.com.amazonaws.cn-north-1.${service}` });
    const chinese = [endpoint("s3", names("s3")), endpoint("dynamodb", names("dynamodb"))];
    expect(await reports(rule, [vpc, ...chinese])).toEqual([]);
  });

  it("passes associations beside the endpoint", async () => {
    const endpoints = ["s3", "dynamodb"].map((service) =>
      resource(
        awsType.vpcEndpoint,
        service,
        { vpcId: "vpc-1", serviceName: `com.amazonaws.eu-central-1.${service}`, vpcEndpointType: "Gateway" },
        { outputs: { id: `vpce-${service}` } },
      ),
    );
    const associations = ["s3", "dynamodb"].map((service) =>
      resource(awsType.vpcEndpointRouteTableAssociation, `${service}-table`, {
        vpcEndpointId: `vpce-${service}`,
        routeTableId: "rtb-1",
      }),
    );
    expect(await reports(rule, [vpc, table, ...endpoints, ...associations])).toEqual([]);
    expect(await reports(rule, [vpc, table, ...endpoints])).toEqual([noRoute("s3"), noRoute("dynamodb")]);
  });

  it("violates without endpoints, once for each service", async () => {
    expect(await reports(rule, [vpc])).toEqual([noEndpoint("s3"), noEndpoint("dynamodb")]);
    expect(await reports(rule, [vpc, endpoint("s3")])).toEqual([noEndpoint("dynamodb")]);
  });

  it("takes neither an interface endpoint nor another VPC's for it", async () => {
    const others = both({ vpcId: "vpc-2" });
    expect(await reports(rule, [vpc, ...others])).toEqual([noEndpoint("s3"), noEndpoint("dynamodb")]);
    const interfaces = both({ vpcEndpointType: "Interface" });
    expect(await reports(rule, [vpc, ...interfaces])).toEqual([noEndpoint("s3"), noEndpoint("dynamodb")]);
  });

  it("violates with a route table that an endpoint leaves out", async () => {
    expect(await reports(rule, [vpc, table, ...both({ routeTableIds: ["rtb-2"] })])).toEqual([
      noRoute("s3"),
      noRoute("dynamodb"),
    ]);
    expect(await reports(rule, [vpc, table, ...both({ routeTableIds: undefined })])).toEqual([
      noRoute("s3"),
      noRoute("dynamodb"),
    ]);
    const from = { routeTableIds: [lateTable] };
    expect(await reports(rule, [vpc, table, lateTable, ...both({ routeTableIds: [unknown] }, from)])).toEqual([
      noRoute("s3"),
      noRoute("dynamodb"),
    ]);
  });

  it.each(["egress", "firewall"])("asks nothing of a route table of the tier %s", async (tier) => {
    const subnet = resource(awsType.subnet, "subnet", { tags: { tier } }, { outputs: { id: "subnet-1" } });
    const link = resource(awsType.routeTableAssociation, "link", { subnetId: "subnet-1", routeTableId: "rtb-1" });
    expect(await reports(rule, [table, subnet, link])).toEqual([]);
    expect(await reasons(rule, [table, subnet, link])).toEqual(["The route table serves the way out"]);
    const inside = resource(awsType.subnet, "inside", { tags: { tier: "data" } }, { outputs: { id: "subnet-2" } });
    const second = resource(awsType.routeTableAssociation, "second", { subnetId: "subnet-2", routeTableId: "rtb-1" });
    expect(await reports(rule, [table, subnet, link, inside, second])).toHaveLength(2);
  });

  it("cannot decide while the endpoint, its service or its route tables are unknown", async () => {
    expect(await reports(rule, [vpc, endpoint("s3"), endpoint("dynamodb", { vpcId: unknown })])).toEqual([
      "advisory vpc: undecided: whether dynamodb is its gateway endpoint for dynamodb cannot be known yet",
    ]);
    expect(await reports(rule, [vpc, endpoint("s3"), endpoint("dynamodb", { serviceName: unknown })])).toEqual([
      "advisory vpc: undecided: whether dynamodb is its gateway endpoint for dynamodb cannot be known yet",
    ]);
    expect(await reports(rule, [table, ...both({ routeTableIds: [unknown] })])).toEqual([
      "advisory table: undecided: whether it leads to the gateway endpoint for s3 cannot be known yet",
      "advisory table: undecided: whether it leads to the gateway endpoint for dynamodb cannot be known yet",
    ]);
  });

  it("does not apply to a stack without a network", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [vpc]);
});
