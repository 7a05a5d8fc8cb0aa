import { unknownCheckingProxy, UnknownValueError } from "@pulumi/policy";
import { unknownValue } from "@secure-ml/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describe as render, isUnknownValue, read, readEach, readElements, readList } from "./known.js";

/** Properties as the SDK hands them to a rule. Its declarations leave the function out. */
const guarded = unknownCheckingProxy as (properties: object) => Record<string, unknown>;

const props = guarded({
  bucket: "raw",
  days: 0,
  enabled: false,
  empty: "",
  nothing: null,
  tags: { "data-zone": unknownValue, "a.b": "dotted" },
  rule: { defaultRetention: { mode: "GOVERNANCE", days: unknownValue } },
  whole: unknownValue,
  list: ["first", unknownValue, null, { inner: unknownValue, outer: 1 }],
  rules: [{ by: { key: "k1" } }, { by: unknownValue }, {}],
  none: [],
});

describe("read", () => {
  it.each([
    ["bucket", "raw"],
    ["days", 0],
    ["enabled", false],
    ["empty", ""],
    ["rule.defaultRetention.mode", "GOVERNANCE"],
    ["list.0", "first"],
    ["list.3.outer", 1],
  ])("knows %s", (path, value) => {
    expect(read(props, path)).toEqual({ state: "known", value });
  });

  it.each([
    "missing",
    "nothing",
    "bucket.length",
    "rule.missing.days",
    "list.9",
    "constructor",
    "list.length.x",
    "days.x",
  ])("finds %s absent", (path) => {
    expect(read(props, path)).toEqual({ state: "absent" });
  });

  it.each([
    ["whole", "whole"],
    ["whole.deep.down", "whole"],
    ["rule.defaultRetention.days", "rule.defaultRetention.days"],
    ["list.1", "list.1"],
    ["list.3.inner", "list.3.inner"],
  ])("finds %s unknown, and says at %s", (path, at) => {
    expect(read(props, path)).toEqual({ state: "unknown", path: at });
  });

  it("reads keys with dots by their segments", () => {
    expect(read(props, ["tags", "a.b"])).toEqual({ state: "known", value: "dotted" });
    expect(read(props, ["tags", "data-zone"])).toEqual({ state: "unknown", path: "tags.data-zone" });
  });

  it.each([undefined, null, "text", 7])("finds everything absent in %j", (container) => {
    expect(read(container, "anything")).toEqual({ state: "absent" });
  });

  it("hides no other error", () => {
    const broken = Object.defineProperty({}, "bad", {
      get: () => {
        throw new TypeError("broken");
      },
    });
    expect(() => read(broken, "bad")).toThrow(new TypeError("broken"));
  });

  it("never throws for whatever the proxy guards", () => {
    const leaf = fc.oneof(fc.constant(unknownValue), fc.string(), fc.integer(), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("tree")), fc.dictionary(fc.string(), tie("tree"))),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tree), fc.string(), (properties, path) => {
        const proxy = guarded(properties);
        for (const key of [path, ...Object.keys(properties)]) {
          expect(["known", "absent", "unknown"]).toContain(read(proxy, [key]).state);
          expect(render(proxy)).toEqual(expect.any(String));
          readList(proxy, [key]);
          readEach(proxy, `${path}[].${path}`);
        }
        expect(true).toBe(true);
      }),
    );
  });
});

describe("readList", () => {
  it("reads each element by itself", () => {
    const list = readList(props, "list");
    expect(list.state === "known" ? list.value.map(({ state }) => state) : list).toEqual([
      "known",
      "unknown",
      "absent",
      "known",
    ]);
    expect(list.state === "known" && list.value[1]).toEqual({ state: "unknown", path: "list.1" });
  });

  it("takes a single value for a list of one", () => {
    expect(readList(props, "bucket")).toEqual({ state: "known", value: [{ state: "known", value: "raw" }] });
  });

  it("says whether the list is absent, empty or unknown", () => {
    expect(readList(props, "missing")).toEqual({ state: "absent" });
    expect(readList(props, "none")).toEqual({ state: "known", value: [] });
    expect(readList(props, "whole")).toEqual({ state: "unknown", path: "whole" });
  });
});

describe("readElements", () => {
  it("gives each element by itself, and none of a list that is missing", () => {
    expect(readElements(props, "list").map(({ state }) => state)).toEqual(["known", "unknown", "absent", "known"]);
    expect(readElements(props, "missing")).toEqual([]);
    expect(readElements(props, "none")).toEqual([]);
    expect(readElements(props, "whole")).toEqual([{ state: "unknown", path: "whole" }]);
  });
});

describe("readEach", () => {
  it("reads a property of each element, unknown elements included", () => {
    expect(readEach(props, "rules[].by.key")).toEqual([
      { state: "known", value: "k1" },
      { state: "unknown", path: "by" },
      { state: "absent" },
    ]);
    expect(readEach(props, "list[].outer").map(({ state }) => state)).toEqual(["absent", "unknown", "absent", "known"]);
  });

  it("reads a plain path like any other", () => {
    expect(readEach(props, "bucket")).toEqual([{ state: "known", value: "raw" }]);
  });

  it("finds one absence where the list is missing or empty", () => {
    expect(readEach(props, "missing[].key")).toEqual([{ state: "absent" }]);
    expect(readEach(props, "none[].key")).toEqual([{ state: "absent" }]);
    expect(readEach(props, "whole[].key")).toEqual([{ state: "unknown", path: "whole" }]);
  });
});

describe("describe", () => {
  it("shows what is unknown inside a value", () => {
    expect(render(props["list"])).toBe('["first","(unknown)",null,{"inner":"(unknown)","outer":1}]');
    expect(render(undefined)).toBe("nothing");
  });

  it("cuts long values", () => {
    expect(render("x".repeat(200))).toBe(`"${"x".repeat(116)}...`);
    expect(render("x".repeat(118))).toBe(`"${"x".repeat(118)}"`);
  });
});

describe("isUnknownValue", () => {
  it("knows the SDK's error from others", () => {
    const Unknown = UnknownValueError as new (sentinel: string, path: string[]) => Error;
    expect(isUnknownValue(new Unknown(unknownValue, ["policy"]))).toBe(true);
    expect(isUnknownValue(new Error("policy"))).toBe(false);
  });
});
