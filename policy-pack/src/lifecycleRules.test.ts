import { unknownCheckingProxy } from "@pulumi/policy";
import { unknownValue } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { read } from "./known.js";
import { isForWholeBucket } from "./lifecycleRules.js";

const guarded = unknownCheckingProxy as (properties: object) => Record<string, unknown>;
const enabled = { status: "Enabled" };

describe("isForWholeBucket", () => {
  it.each([
    ["an empty filter", { ...enabled, filter: {} }, true],
    ["no filter", enabled, true],
    ["an empty prefix", { ...enabled, prefix: "" }, true],
    ["a filter of an empty prefix", { ...enabled, filter: { prefix: "" } }, true],
    ["a disabled rule", { status: "Disabled", filter: {} }, false],
    ["no status", { filter: {} }, false],
    ["a prefix", { ...enabled, prefix: "tmp/" }, false],
    ["a filter of a prefix", { ...enabled, filter: { prefix: "tmp/" } }, false],
    ["a filter of a tag", { ...enabled, filter: { tag: { key: "a", value: "b" } } }, false],
    ["a filter of a size", { ...enabled, filter: { objectSizeGreaterThan: 128 } }, false],
    ["no rule", undefined, false],
  ])("%s", (_case, rule, expected) => {
    expect(isForWholeBucket(read(guarded({ rule }), "rule"))).toEqual({ state: "known", value: expected });
  });

  it.each([
    ["rule", unknownValue],
    ["status", { status: unknownValue }],
    ["prefix", { ...enabled, prefix: unknownValue }],
    ["filter", { ...enabled, filter: unknownValue }],
    ["prefix", { ...enabled, filter: { prefix: unknownValue } }],
  ])("cannot tell while %s is unknown", (path, rule) => {
    expect(isForWholeBucket(read(guarded({ rule }), "rule"))).toEqual({ state: "unknown", path });
  });
});
