import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netPrivateSubnets as rule } from "./privateSubnets.js";

const compliant = {
  vpcId: "vpc-1",
  mapPublicIpOnLaunch: false,
  assignIpv6AddressOnCreation: false,
  tags: { tier: "training" },
} satisfies aws.ec2.SubnetArgs;
const subnet = (changes: object = {}) => resource(awsType.subnet, "subnet", { ...compliant, ...changes });
const flags = ["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"];

describe("net-private-subnets", { tags: ["NET-02"] }, () => {
  it("passes a private subnet, and AWS's own default", async () => {
    const defaults = subnet({ mapPublicIpOnLaunch: undefined, assignIpv6AddressOnCreation: undefined });
    expect(await reports(rule, [subnet(), defaults, subnet({ tags: undefined })])).toEqual([]);
  });

  it.each(flags)("violates with %s, whatever the tier but egress", async (flag) => {
    const line = `mandatory subnet: found ${flag} true; expected private addresses only; fix: set ${flag} to false, or tag the subnet tier=egress if it holds NAT gateways only`;
    expect(await reports(rule, [subnet({ [flag]: true }), subnet({ [flag]: true, tags: undefined })])).toEqual([
      line,
      line,
    ]);
  });

  it("does not apply to the way out, nor to other types", async () => {
    const egress = subnet({ mapPublicIpOnLaunch: true, tags: { tier: "egress" } });
    expect(await reports(rule, [egress])).toEqual([]);
    expect(await reasons(rule, [egress])).toEqual(["The subnet is the way out"]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  it.each(flags)("cannot decide an unknown %s", async (flag) => {
    expect(await reports(rule, [subnet({ [flag]: unknown })])).toEqual([
      `advisory subnet: undecided: ${flag} cannot be known yet`,
    ]);
  });

  it("cannot decide public addresses while the tier is unknown", async () => {
    const tags = { tier: unknown };
    expect(await reports(rule, [subnet({ tags, mapPublicIpOnLaunch: true })])).toEqual([
      "advisory subnet: undecided: tag tier cannot be known yet",
    ]);
    expect(await reports(rule, [subnet({ tags })])).toEqual([]);
  });

  it("cannot decide routes of a table that are unknown, and leaves the others to the rule about links", async () => {
    const table = (routes: unknown) => resource(awsType.routeTable, "table", { routes });
    const line = "advisory table: undecided: routes cannot be known yet";
    expect(await reports(rule, [table(unknown), table([unknown, {}])])).toEqual([line, line]);
    expect(await reports(rule, [table(undefined), table([]), table([{ gatewayId: unknown }])])).toEqual([]);
  });

  itHonoursExemptions(rule, [subnet({ mapPublicIpOnLaunch: true })]);
});
