import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netDefaultsLocked as rule } from "./defaultsLocked.js";

const anything = [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }];
const line = (found: string, property: string): string =>
  `mandatory it: found ${found}; expected no rule at all; fix: set ${property} to []`;

describe("net-defaults-locked", { tags: ["NET-03"] }, () => {
  describe.each([awsType.defaultSecurityGroup, awsType.defaultNetworkAcl])("%s", (type) => {
    it("passes without rules, written out or not", async () => {
      expect(await reports(rule, [resource(type, "it", { ingress: [], egress: [] }), resource(type, "it")])).toEqual(
        [],
      );
    });

    it.each(["ingress", "egress"])("violates with %s", async (property) => {
      const [message] = await reports(rule, [resource(type, "it", { [property]: anything })]);
      expect(message).toMatch(new RegExp(`^mandatory it: found ${property} \\[\\{.*; expected no rule at all; `));
    });

    it.each(["ingress", "egress"])("cannot decide an unknown %s", async (property) => {
      expect(await reports(rule, [resource(type, "it", { [property]: unknown })])).toEqual([
        `advisory it: undecided: ${property} cannot be known yet`,
      ]);
    });
  });

  describe(awsType.defaultRouteTable, () => {
    const table = (inputs: object) => resource(awsType.defaultRouteTable, "it", { ...inputs });

    it("passes with an empty list", async () => {
      expect(await reports(rule, [table({ routes: [] }), table({ routes: [], propagatingVgws: [] })])).toEqual([]);
    });

    it("violates with routes, or with none said, which leaves those that are there", async () => {
      expect(await reports(rule, [table({}), table({ routes: [{ gatewayId: "igw-1" }] })])).toEqual([
        line("no routes", "routes"),
        line('routes [{"gatewayId":"igw-1"}]', "routes"),
      ]);
    });

    it("violates with routes from a private gateway", async () => {
      expect(await reports(rule, [table({ routes: [], propagatingVgws: ["vgw-1"] })])).toEqual([
        'mandatory it: found propagatingVgws ["vgw-1"]; expected no routes from a virtual private gateway; fix: remove propagatingVgws',
      ]);
    });

    it("cannot decide unknown routes", async () => {
      expect(await reports(rule, [table({ routes: unknown })])).toEqual([
        "advisory it: undecided: routes cannot be known yet",
      ]);
    });

    it("does not mind rules of the other kinds", async () => {
      expect(await reports(rule, [table({ routes: [], ingress: anything })])).toEqual([]);
    });
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource(awsType.defaultRouteTable, "it")]);
});
