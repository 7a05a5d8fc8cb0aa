import { expect, it } from "vitest";
import { isHit, readFault, type Fault } from "./fault.js";

const fault: Fault = { operation: "create", name: "trail", effect: "refused" };
const urn = "urn:pulumi:dev::shop::aws:cloudtrail/trail:Trail::trail";

it("reads the fault that the plugin has", () => {
  expect(readFault(JSON.stringify(fault))).toEqual(fault);
  expect([readFault(undefined), readFault("")]).toEqual([undefined, undefined]);
});

it("hits the one call that is meant", () => {
  expect(isHit(fault, "refused", "create", urn)).toBe(true);
  expect(isHit(undefined, "refused", "create", urn)).toBe(false);
  expect(isHit(fault, "engine-killed", "create", urn)).toBe(false);
  expect(isHit(fault, "refused", "update", urn)).toBe(false);
  expect(isHit(fault, "refused", "create", `${urn}-log`)).toBe(false);
});
