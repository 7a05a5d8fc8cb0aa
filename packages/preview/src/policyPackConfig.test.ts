import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./testFolders.fixture.js";
import { readPolicyPackConfig, reconcilePolicyPackConfig, type ConfigurableRule } from "./policyPackConfig.js";

function configFile(text: string): string {
  const directory = temporaryFolder();
  const file = path.join(directory, "dev.json");
  writeFileSync(file, text);
  return file;
}

function rule(name: string, facts: Partial<ConfigurableRule> = {}): ConfigurableRule {
  return { name, enforcementLevel: "mandatory", properties: {}, required: [], ...facts };
}

describe("readPolicyPackConfig", () => {
  it("reads levels and properties", async () => {
    const file = configFile(
      `{ "all": "advisory", "one": { "enforcementLevel": "disabled", "limit": 5 }, "two": { "limit": 6 } }`,
    );

    expect([...(await readPolicyPackConfig(file, file))]).toEqual([
      ["all", { enforcementLevel: "advisory", properties: {} }],
      ["one", { enforcementLevel: "disabled", properties: { limit: 5 } }],
      ["two", { properties: { limit: 6 } }],
    ]);
  });

  it("takes an empty file for no config", async () => {
    expect((await readPolicyPackConfig(configFile(" \n"), "dev.json")).size).toBe(0);
  });

  it("names everything in a file that is not a level or an object", async () => {
    const file = configFile(`{ "one": "severe", "two": 3, "three": { "enforcementLevel": 4 } }`);

    await expect(readPolicyPackConfig(file, file)).rejects.toThrow(
      `The policy pack's config ${file} has 3 problems:\n` +
        `  - "one" has level "severe": must be one of advisory, mandatory, remediate, disabled\n` +
        `  - "two" is 3: must be a level or an object\n` +
        `  - "three" has level 4: must be one of advisory, mandatory, remediate, disabled`,
    );
  });

  it("says how to make the file when there is none", async () => {
    const missing = path.join(configFile(""), "../staging.json");

    await expect(readPolicyPackConfig(missing, "policy-pack/config/staging.json")).rejects.toThrow(
      "The policy pack has no config for this stack: policy-pack/config/staging.json does not exist. " +
        "Copy that of another environment; see docs/adding-an-environment.md.",
    );
  });

  it("says so when the file is not JSON, or not an object", async () => {
    const broken = configFile("{");
    const list = configFile("[]");

    await expect(readPolicyPackConfig(broken, broken)).rejects.toThrow(
      `The policy pack's config ${broken} is not JSON: `,
    );
    await expect(readPolicyPackConfig(list, list)).rejects.toThrow(
      `The policy pack's config ${list} must be an object with an entry for each rule.`,
    );
  });
});

describe("reconcilePolicyPackConfig", () => {
  it("puts the file over the pack's start config over the rule's defaults", () => {
    const config = reconcilePolicyPackConfig(
      [
        rule("one", { properties: { limit: { type: "number", default: 1 }, size: { type: "number", default: 2 } } }),
        rule("two"),
        rule("three"),
      ],
      new Map([
        ["one", { properties: { limit: 10 } }],
        ["two", { enforcementLevel: "advisory", properties: {} }],
      ]),
      new Map([
        ["one", { enforcementLevel: "disabled", properties: { size: 20 } }],
        ["all", { enforcementLevel: "remediate", properties: {} }],
      ]),
      "dev.json",
    );

    expect(Object.fromEntries(config)).toEqual({
      one: { enforcementLevel: "disabled", properties: { limit: 10, size: 20 } },
      two: { enforcementLevel: "remediate", properties: {} },
      three: { enforcementLevel: "remediate", properties: {} },
    });
  });

  it("keeps each rule's own level without any config", () => {
    const rules = [rule("one"), rule("two", { enforcementLevel: "advisory" })];

    expect([...reconcilePolicyPackConfig(rules, new Map(), new Map(), "dev.json")]).toEqual([
      ["one", { enforcementLevel: "mandatory", properties: {} }],
      ["two", { enforcementLevel: "advisory", properties: {} }],
    ]);
  });

  it("names every property that a rule's schema refuses, and every rule that does not exist", () => {
    const exemption = {
      type: "object",
      properties: { reason: { type: "string" }, expires: { type: "string", pattern: "^2" } },
      required: ["reason"],
    };
    const rules = [
      rule("settings", { properties: { exemptions: { type: "array", items: exemption } }, required: ["profile"] }),
    ];
    const given = new Map([
      ["settings", { properties: { exemptions: [{ expires: "1999" }] } }],
      ["setings", { properties: {} }],
    ]);

    expect(() => reconcilePolicyPackConfig(rules, new Map(), given, "dev.json")).toThrow(
      `The policy pack's config dev.json has 4 problems:\n` +
        `  - "setings" is not a rule of the pack\n` +
        `  - "settings": profile is missing\n` +
        `  - "settings": exemptions.0.reason is missing\n` +
        `  - "settings": exemptions.0.expires is "1999": Invalid string: must match pattern /^2/`,
    );
  });
});
