import { cidrsOverlap, formatCidr, parseCidr, type Cidr } from "@secure-ml/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maximumZones, subnetPlan, subnetTiers, tierCidrBlock } from "./subnetPlan.js";

/** A range with no host bits set, /16 to /20, anywhere in 10.0.0.0/8. */
const vpcCidr = fc
  .tuple(fc.integer({ min: 16, max: 20 }), fc.nat({ max: 2 ** 24 - 1 }))
  .map(([prefixLength, offset]): Cidr => {
    const size = 2 ** (32 - prefixLength);
    return { first: 10 * 2 ** 24 + Math.floor(offset / size) * size, prefixLength };
  });
const zones = fc.uniqueArray(
  fc.integer({ min: 1, max: 9 }).map((number) => `euc1-az${number}`),
  { minLength: 1, maxLength: maximumZones },
);

describe("subnetPlan", { tags: ["NET-02"] }, () => {
  it("cuts a /16 into subnets of 2,048 addresses, tier by tier and zone by zone", () => {
    const plan = subnetPlan("10.64.0.0/16", ["euc1-az1", "euc1-az2", "euc1-az3"]);
    expect(plan.map(({ tier, zoneId, cidrBlock }) => `${tier} ${zoneId} ${cidrBlock}`)).toEqual([
      "training euc1-az1 10.64.0.0/21",
      "training euc1-az2 10.64.8.0/21",
      "training euc1-az3 10.64.16.0/21",
      "studio euc1-az1 10.64.32.0/21",
      "studio euc1-az2 10.64.40.0/21",
      "studio euc1-az3 10.64.48.0/21",
      "build euc1-az1 10.64.64.0/21",
      "build euc1-az2 10.64.72.0/21",
      "build euc1-az3 10.64.80.0/21",
      "inference euc1-az1 10.64.96.0/21",
      "inference euc1-az2 10.64.104.0/21",
      "inference euc1-az3 10.64.112.0/21",
      "functions euc1-az1 10.64.128.0/21",
      "functions euc1-az2 10.64.136.0/21",
      "functions euc1-az3 10.64.144.0/21",
      "endpoints euc1-az1 10.64.160.0/21",
      "endpoints euc1-az2 10.64.168.0/21",
      "endpoints euc1-az3 10.64.176.0/21",
      "data euc1-az1 10.64.192.0/21",
      "data euc1-az2 10.64.200.0/21",
      "data euc1-az3 10.64.208.0/21",
    ]);
  });

  it("cuts the smallest VPC into subnets of 128 addresses", () => {
    const plan = subnetPlan("192.168.16.0/20", ["a", "b", "c", "d"]);
    expect(plan).toHaveLength(28);
    expect(plan[0]?.cidrBlock).toBe("192.168.16.0/25");
    expect(plan[27]).toEqual({ tier: "data", zoneId: "d", cidrBlock: "192.168.29.128/25" });
  });

  it("keeps every subnet inside the VPC, apart from the others and out of the last eighth", () => {
    fc.assert(
      fc.property(vpcCidr, zones, (vpc, zoneIds) => {
        const plan = subnetPlan(formatCidr(vpc), zoneIds);
        expect(plan).toHaveLength(subnetTiers.length * zoneIds.length);
        const ranges = plan.map(({ cidrBlock }) => parseCidr(cidrBlock) ?? { first: -1, prefixLength: 0 });
        const size = 2 ** (32 - vpc.prefixLength);
        for (const [index, range] of ranges.entries()) {
          expect(range.prefixLength).toBe(vpc.prefixLength + 5);
          expect(range.first).toBeGreaterThanOrEqual(vpc.first);
          expect(range.first + 2 ** (32 - range.prefixLength)).toBeLessThanOrEqual(vpc.first + (size / 8) * 7);
          expect(ranges.slice(index + 1).some((other) => cidrsOverlap(range, other))).toBe(false);
        }
      }),
    );
  });

  it("keeps every subnet inside the range of its tier", () => {
    fc.assert(
      fc.property(vpcCidr, zones, (vpc, zoneIds) => {
        for (const { tier, cidrBlock } of subnetPlan(formatCidr(vpc), zoneIds)) {
          const range = parseCidr(tierCidrBlock(formatCidr(vpc), tier));
          const subnet = parseCidr(cidrBlock);
          expect(range?.prefixLength).toBe(vpc.prefixLength + 3);
          expect(range !== undefined && subnet !== undefined && cidrsOverlap(range, subnet)).toBe(true);
        }
      }),
    );
    expect(() => tierCidrBlock("10.0.0.1/16", "data")).toThrow(RangeError);
  });

  it("moves nothing when a zone is added at the end", () => {
    fc.assert(
      fc.property(vpcCidr, zones, (vpc, zoneIds) => {
        const after = subnetPlan(formatCidr(vpc), zoneIds);
        const before = subnetPlan(formatCidr(vpc), zoneIds.slice(0, -1));
        expect(after.filter(({ zoneId }) => zoneId !== zoneIds.at(-1))).toEqual(before);
      }),
    );
  });

  it.each([
    ["10.64.0.1/16", ["euc1-az1"], '"10.64.0.1/16" is not an IPv4 range such as "10.20.0.0/16"'],
    ["10.64.0.0/28", ["euc1-az1"], "10.64.0.0/31 has no part 0 of 4"],
    ["10.64.0.0/16", ["a", "b", "c", "d", "e"], "10.64.0.0/19 has no part 4 of 4"],
  ])("refuses %s over %j", (cidrBlock, zoneIds, message) => {
    expect(() => subnetPlan(cidrBlock, zoneIds)).toThrow(new RangeError(message));
  });
});
