import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netPrivateSubnetsLinked as rule } from "./privateSubnetsLinked.js";

const vpc = resource(awsType.vpc, "vpc", {}, { outputs: { id: unknown } });
const gateway = resource(awsType.internetGateway, "gateway", {}, { outputs: { id: unknown } });
const dev = { profile: "dev" };

/** A subnet with a route table of its own, linked while ids are unknown. */
function subnet(
  zone: unknown,
  tier: unknown = "training",
  name = `${String(tier)}-${String(zone)}`,
): RecordedResource[] {
  const it = resource(
    awsType.subnet,
    name,
    { vpcId: unknown, availabilityZoneId: zone, tags: { tier } },
    { propertyDependencies: { vpcId: [vpc] }, outputs: { id: unknown } },
  );
  const table = resource(awsType.routeTable, `${name}-table`, { vpcId: unknown }, { outputs: { id: unknown } });
  const propertyDependencies = { subnetId: [it], routeTableId: [table] };
  const inputs = { subnetId: unknown, routeTableId: unknown };
  return [it, table, resource(awsType.routeTableAssociation, `${name}-link`, inputs, { propertyDependencies })];
}
const zones = (tier: string, ...names: string[]): RecordedResource[] => names.flatMap((name) => subnet(name, tier));
const private_ = [vpc, gateway, ...zones("training", "az1", "az2", "az3")];
const tableOf = (stack: readonly RecordedResource[], name: string): RecordedResource => {
  const table = stack.find((candidate) => candidate.name === `${name}-table`);
  if (table === undefined) throw new Error(name);
  return table;
};
const route = (table: RecordedResource, gatewayId: unknown, from: RecordedResource[] = []) =>
  resource(
    awsType.route,
    "route",
    { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", gatewayId },
    { propertyDependencies: { routeTableId: [table], gatewayId: from } },
  );
const internet =
  "found a route to an internet gateway; expected such a route only for subnets with the tag tier=egress; " +
  "fix: remove the route, and reach AWS services through endpoints";

describe("net-private-subnets-linked", { tags: ["NET-02"] }, () => {
  it("passes subnets in three zones, each with a route table", async () => {
    expect(await reports(rule, private_)).toEqual([]);
  });

  it("passes two zones in dev", async () => {
    expect(await reports(rule, [vpc, ...zones("training", "az1", "az2")], dev)).toEqual([]);
  });

  it("violates with fewer zones, once for each tier", async () => {
    const stack = [
      vpc,
      ...zones("training", "az1", "az2"),
      ...zones("build", "az1"),
      ...zones("data", "az1", "az2", "az3"),
    ];
    const fix = "fix: add subnets of the tier in further zones, each with its availabilityZoneId";
    expect(await reports(rule, stack)).toEqual([
      `mandatory training-az1: found tier training in 2 zones (az1, az2); expected at least 3 zones; ${fix}`,
      `mandatory build-az1: found tier build in 1 zone (az1); expected at least 3 zones; ${fix}`,
    ]);
    expect(await reports(rule, stack, dev)).toEqual([
      `mandatory build-az1: found tier build in 1 zone (az1); expected at least 2 zones; ${fix}`,
    ]);
  });

  it("counts zones, not subnets, and takes names of zones as well", async () => {
    const twice = [...subnet("az1", "training", "a"), ...subnet("az1", "training", "b")];
    const [line] = await reports(rule, [vpc, ...twice], dev);
    expect(line).toMatch(/^mandatory a: found tier training in 1 zone \(az1\); /);
    const named = ["eu-central-1a", "eu-central-1b"].map((availabilityZone) =>
      resource(awsType.subnet, availabilityZone, { vpcId: "vpc-1", availabilityZone, tags: { tier: "training" } }),
    );
    const lines = await reports(rule, named, dev);
    expect(lines.filter((message) => message.includes("zone"))).toEqual([]);
  });

  it("counts each VPC by itself", async () => {
    const stack = ["vpc-1", "vpc-2"].map((vpcId) =>
      resource(awsType.subnet, vpcId, { vpcId, availabilityZoneId: `az-${vpcId}`, tags: { tier: "training" } }),
    );
    const lines = await reports(rule, stack, dev);
    expect(lines.filter((message) => message.includes("in 1 zone"))).toHaveLength(2);
  });

  it("takes subnets whose VPC comes from the same resource for those of one", async () => {
    const one = (zone: string, vpcId: unknown, from: RecordedResource[]) =>
      resource(
        awsType.subnet,
        zone,
        { vpcId, availabilityZoneId: zone, tags: { tier: "training" } },
        { propertyDependencies: { vpcId: from } },
      );
    const stack = [vpc, gateway, one("az1", "vpc-1", [vpc]), one("az2", unknown, [gateway, vpc])];
    const lines = await reports(rule, stack, dev);
    expect(lines.filter((line) => line.includes("zone"))).toEqual([]);
  });

  it("counts subnets without a tier together", async () => {
    const untagged = resource(awsType.subnet, "bare", { vpcId: "vpc-1", availabilityZoneId: "az1" });
    const lines = await reports(rule, [untagged], dev);
    expect(lines[1]).toMatch(/found subnets without the tag tier in 1 zone \(az1\); expected at least 2 zones/);
  });

  it("cannot decide while zones or tiers are unknown", async () => {
    expect(await reports(rule, [vpc, ...subnet("az1"), ...subnet(unknown, "training", "late")], dev)).toEqual([
      "advisory training-az1: undecided: the zones of its tier cannot be known yet",
    ]);
    expect(await reports(rule, [vpc, ...subnet("az1", unknown, "late")], dev)).toEqual([
      "advisory late: undecided: tag tier cannot be known yet",
    ]);
  });

  it("violates with a subnet that uses the VPC's main route table", async () => {
    const stack = private_.filter(({ name }) => name !== "training-az2-link");
    expect(await reports(rule, stack)).toEqual([
      "mandatory training-az2: found no aws.ec2.RouteTableAssociation; expected a route table of the subnet's own tier, instead of the VPC's main one; fix: add an aws.ec2.RouteTableAssociation with its subnetId",
    ]);
  });

  it("cannot decide while an association could be for the subnet", async () => {
    const floating = resource(awsType.routeTableAssociation, "floating", { subnetId: unknown });
    const stack = [...private_.filter(({ name }) => name !== "training-az2-link"), floating];
    expect(await reports(rule, stack)).toEqual([
      "advisory training-az2: undecided: whether floating is for it cannot be known yet",
    ]);
  });

  describe("routes", () => {
    const egress = zones("egress", "az1", "az2", "az3");
    const table = tableOf(private_, "training-az1");

    it.each([
      ["an unknown gateway of this program", unknown, [gateway]],
      ["the id of a gateway", "igw-0a1b", []],
    ])("violate with %s", async (_case, id, from) => {
      expect(await reports(rule, [...private_, route(table, id, from)])).toEqual([`mandatory route: ${internet}`]);
    });

    it("violate inline as well", async () => {
      const inline = (routes: unknown, from: RecordedResource[]) =>
        resource(awsType.routeTable, "inline", { routes }, { propertyDependencies: { routes: from } });
      expect(await reports(rule, [...private_, inline([{ gatewayId: "igw-0a1b" }], [])])).toEqual([
        `mandatory inline: ${internet}`,
      ]);
      expect(await reports(rule, [...private_, inline([{ gatewayId: unknown }], [gateway])])).toEqual([
        `mandatory inline: ${internet}`,
      ]);
      expect(await reports(rule, [...private_, inline([{ natGatewayId: "nat-1" }, {}], [])])).toEqual([]);
    });

    it("may lead out for the tier egress alone", async () => {
      const stack = [...private_, ...egress];
      const table_ = tableOf(stack, "egress-az1");
      expect(await reports(rule, [...stack, route(table_, unknown, [gateway])])).toEqual([]);
      const second = stack.filter(({ name }) => name === "egress-az2");
      const propertyDependencies = { subnetId: second, routeTableId: [table_] };
      const inputs = { subnetId: unknown, routeTableId: unknown };
      const link = resource(awsType.routeTableAssociation, "second", inputs, { propertyDependencies });
      expect(await reports(rule, [...stack, link, route(table_, unknown, [gateway])])).toEqual([]);
    });

    it("may not lead out for a table that also serves others, or nobody", async () => {
      const stack = [...private_, ...egress];
      const shared = tableOf(stack, "egress-az1");
      const [training] = zones("training", "az1");
      const propertyDependencies = { subnetId: training === undefined ? [] : [training], routeTableId: [shared] };
      const link = resource(
        awsType.routeTableAssociation,
        "shared",
        { subnetId: unknown, routeTableId: unknown },
        { propertyDependencies },
      );
      expect(await reports(rule, [...stack, link, route(shared, unknown, [gateway])])).toEqual([
        `mandatory route: ${internet}`,
      ]);
      const lonely = resource(awsType.routeTable, "lonely");
      expect(await reports(rule, [...stack, lonely, route(lonely, unknown, [gateway])])).toEqual([
        `mandatory route: ${internet}`,
      ]);
    });

    it("may lead elsewhere", async () => {
      expect(await reports(rule, [...private_, route(table, "vgw-1"), route(table, undefined)])).toEqual([]);
    });

    it("stay undecided while the gateway, or the tier that they serve, is unknown", async () => {
      expect(await reports(rule, [...private_, route(table, unknown)])).toEqual([
        "advisory route: undecided: gatewayId cannot be known yet",
      ]);
      const late = [...private_, ...subnet("az1", unknown, "late")];
      expect(await reports(rule, [...late, route(tableOf(late, "late"), "igw-1")])).toEqual([
        "advisory late: undecided: tag tier cannot be known yet",
        "advisory route: undecided: which subnets its route table serves cannot be known yet",
      ]);
      // AWS fills in what a table without routes has; unknown routes of a program, net-private-subnets reports.
      const filledIn = resource(awsType.routeTable, "a", {}, { outputs: { routes: unknown } });
      expect(await reports(rule, [...private_, filledIn])).toEqual([]);
    });
  });

  it("does not apply to a stack without a network", async () => {
    expect(await reasons(rule, [vpc])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [...zones("training", "az1"), vpc]);
});
