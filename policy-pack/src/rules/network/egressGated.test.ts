import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netEgressGated as rule } from "./egressGated.js";

const dev = { profile: "dev" };
const vpc = (egress: unknown) => resource(awsType.vpc, "vpc", { tags: { egress } }, { outputs: { id: "vpc-1" } });
const tier = (name: unknown): readonly RecordedResource[] => [
  resource(awsType.subnet, "subnet", { vpcId: "vpc-1", tags: { tier: name } }, { outputs: { id: "subnet-1" } }),
  resource(awsType.routeTable, "table", { vpcId: "vpc-1" }, { outputs: { id: "rtb-1" } }),
  resource(awsType.routeTableAssociation, "link", { subnetId: "subnet-1", routeTableId: "rtb-1" }),
];
const gateway = (inputs: object = {}) => resource(awsType.internetGateway, "part", { vpcId: "vpc-1", ...inputs });
const translator = resource(awsType.natGateway, "part", { subnetId: "subnet-1" });
const route = (inputs: object = {}) =>
  resource(awsType.route, "part", {
    routeTableId: "rtb-1",
    destinationCidrBlock: "0.0.0.0/0",
    natGatewayId: "nat-1",
    ...inputs,
  });
const worldRule = (inputs: object = {}) =>
  resource(awsType.securityGroupEgressRule, "part", { securityGroupId: "sg-1", cidrIpv4: "0.0.0.0/0", ...inputs });
const undeclared = (what: string, found: string) =>
  `mandatory part: found ${what} in a VPC whose tag egress is ${found}; expected that nothing leaves a VPC that does not declare it; fix: remove it, or set the tag egress of the VPC`;

describe("net-egress-gated", { tags: ["NET-12"] }, () => {
  it.each([
    ["none", {}],
    ["inspected", {}],
    ["nat", dev],
  ])("passes a VPC that declares %s", async (egress, settings) => {
    expect(await reports(rule, [vpc(egress)], settings)).toEqual([]);
  });

  it.each([
    [undefined, "no tag egress"],
    ["nat", 'tag egress "nat"'],
    ["open", 'tag egress "open"'],
  ])("violates in prod with the tag %s", async (egress, found) => {
    expect(await reports(rule, [vpc(egress)])).toEqual([
      `mandatory vpc: found ${found}; expected one of none, inspected; fix: set the tag egress of the VPC to none or inspected`,
    ]);
  });

  it.each<readonly [string, RecordedResource, string]>([
    ["an internet gateway", gateway(), "an internet gateway"],
    ["a NAT gateway", translator, "a NAT gateway"],
    ["a default route", route(), "a route to the internet"],
    [
      "a default route over IPv6",
      route({ destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/0" }),
      "a route to the internet",
    ],
    ["a rule for the world", worldRule(), "a rule that names the whole internet"],
  ])("admits %s only where the VPC declares it", async (_case, part, what) => {
    const around = tier("build");
    expect(await reports(rule, [vpc("nat"), ...around, part], dev)).toEqual([]);
    expect(await reports(rule, [vpc("inspected"), ...around, part])).toEqual([]);
    expect(await reports(rule, [vpc("none"), ...around, part])).toEqual([undeclared(what, '"none"')]);
    expect(await reports(rule, [...around, part])).toEqual([undeclared(what, "missing")]);
    expect(await reports(rule, [vpc(unknown), ...around, part])).toEqual([
      "advisory vpc: undecided: tag egress cannot be known yet",
      "advisory part: undecided: tag egress of its VPC cannot be known yet",
    ]);
  });

  it("demands that both tags are the same", async () => {
    expect(await reports(rule, [vpc("inspected"), gateway({ tags: { egress: "nat" } })])).toEqual([
      'mandatory part: found an internet gateway in a VPC whose tag egress is "inspected"; expected the tag egress inspected; fix: remove it, or set the tag egress of it like that of the VPC',
    ]);
  });

  it.each(["training", "inference", "functions", "endpoints", "data", undefined])(
    "lets no tier %s out",
    async (name) => {
      const found = name === undefined ? "subnets without the tag tier" : `the tier ${name}`;
      expect(await reports(rule, [vpc("inspected"), ...tier(name), route()])).toEqual([
        `mandatory part: found a way out for ${found}; expected one for the tiers build and studio only; fix: remove the route`,
      ]);
    },
  );

  it.each(["build", "studio", "egress", "firewall"])("lets the tier %s out", async (name) => {
    expect(await reports(rule, [vpc("inspected"), ...tier(name), route()])).toEqual([]);
  });

  it("cannot decide about an unknown tier", async () => {
    expect(await reports(rule, [vpc("inspected"), ...tier(unknown), route()])).toEqual([
      "advisory part: undecided: which subnets its route table serves cannot be known yet",
    ]);
  });

  it("does not apply to routes and rules inside", async () => {
    const inside = [route({ destinationCidrBlock: "10.0.0.0/8" }), worldRule({ cidrIpv4: "10.0.0.0/8" })];
    for (const part of inside) {
      expect(await reasons(rule, [part])).toEqual(["It does not lead to the internet"]);
    }
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [gateway(), vpc("none")]);
});
