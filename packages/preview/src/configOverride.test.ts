import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overrideValue, parseConfigOverride, type ConfigOverride } from "./configOverride.js";

describe("parseConfigOverride", () => {
  it.each<[string, ConfigOverride]>([
    ["owner=me", { key: "owner", path: [], value: "me" }],
    ["owner=a=b c", { key: "owner", path: [], value: "a=b c" }],
    ["owner=", { key: "owner", path: [], value: "" }],
    ["accountId=012345678901", { key: "accountId", path: [], value: "012345678901" }],
    ["aws:region=eu-west-1", { key: "aws:region", path: [], value: "eu-west-1" }],
    ["regions=[a, b]", { key: "regions", path: [], value: ["a", "b"] }],
    ['archive={"lockDays": 1}', { key: "archive", path: [], value: { lockDays: 1 } }],
    ["archive.lockDays=1", { key: "archive", path: ["lockDays"], value: 1 }],
    ["secure-ml-account:trail.insights=false", { key: "secure-ml-account:trail", path: ["insights"], value: false }],
    ["a.b.c=x", { key: "a", path: ["b", "c"], value: "x" }],
  ])("reads %s", (text, override) => {
    expect(parseConfigOverride(text)).toEqual(override);
  });

  it.each(["owner", "=x", "a:b:c=x", "a..b=x", ".a=x", "a b=x", ""])("refuses %j", (text) => {
    expect(parseConfigOverride(text)).toBe(
      `--config "${text}" must be key=value, such as network.cidrBlock=10.66.0.0/16`,
    );
  });

  it("refuses a structure that is not YAML", () => {
    expect(parseConfigOverride("regions=[a")).toMatch(
      /^--config "regions=\[a" has a value that is neither text nor YAML: /,
    );
  });

  it("reads back every text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]+$/), fc.string(), (key, value) => {
        fc.pre(!/^\s*[[{]/.test(value));
        expect(parseConfigOverride(`${key}=${value}`)).toEqual({ key, path: [], value });
      }),
    );
  });
});

describe("overrideValue", () => {
  const config = { "p:network": { cidrBlock: "10.0.0.0/16", flowLogs: { seconds: 60 } }, "p:owner": "me" };

  it("replaces a whole value, and adds one", () => {
    expect(overrideValue(config, { key: "p:owner", path: [], value: "you" }, "f")).toEqual({
      ...config,
      "p:owner": "you",
    });
    expect(overrideValue({}, { key: "p:owner", path: [], value: "you" }, "f")).toEqual({ "p:owner": "you" });
  });

  it("replaces one entry of a structured value and leaves the file's values as they are", () => {
    const result = overrideValue(config, { key: "p:network", path: ["flowLogs", "seconds"], value: 600 }, "f");

    expect(result["p:network"]).toEqual({ cidrBlock: "10.0.0.0/16", flowLogs: { seconds: 600 } });
    expect(config["p:network"].flowLogs.seconds).toBe(60);
  });

  it("makes the maps on the way", () => {
    expect(overrideValue({}, { key: "p:a", path: ["b", "c"], value: 1 }, "f")).toEqual({ "p:a": { b: { c: 1 } } });
  });

  it("does not reach through a value that is not a map", () => {
    expect(() => overrideValue(config, { key: "p:owner", path: ["name"], value: 1 }, "Pulumi.dev.yaml")).toThrow(
      `--config p:owner.name: p:owner is "me" in Pulumi.dev.yaml, not a map with "name" in it.`,
    );
  });
});
