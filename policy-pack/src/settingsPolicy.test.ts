import { evaluateRule, resource } from "@secure-ml/testing";
import { afterEach, describe, expect, it } from "vitest";
import { settingsJsonSchema, strictSettings } from "./config.js";
import { adoptSettings, currentSettings, isExemptionUsed, noteExemptionUse, today } from "./settings.js";
import { settingsPolicy } from "./settingsPolicy.js";

const { validateStack, ...forResources } = settingsPolicy(["data-s3-versioned"]);
const { validateResource, ...forStack } = settingsPolicy(["data-s3-versioned"]);
const bucket = resource("aws:s3/bucket:Bucket", "raw");
const exemption = {
  rule: "data-s3-versioned",
  urn: bucket.urn,
  owner: "ml-platform",
  reason: "Being replaced.",
  expires: "2999-01-01",
  origin: "user" as const,
};

afterEach(() => adoptSettings({}, []));

describe("settingsPolicy", () => {
  it("judges resources and the stack, so that it runs before every rule of either kind", () => {
    expect([typeof validateResource, typeof validateStack]).toEqual(["function", "function"]);
  });

  it("has a schema from which the CLI checks the config, with defaults that are strict", () => {
    expect(forStack.configSchema).toEqual(settingsJsonSchema());
    const defaults = Object.entries(settingsJsonSchema().properties)
      .filter(([, property]) => "default" in property)
      .map(([name, property]) => [name, (property as { default: unknown }).default]);
    expect(Object.fromEntries(defaults)).toEqual(strictSettings);
  });

  it.each([
    ["a resource", forResources],
    ["the stack", forStack],
  ])("puts the settings in force when it sees %s", async (_case, policy) => {
    const evaluation = await evaluateRule(policy, [bucket], { config: { profile: "dev" } });
    expect(evaluation.diagnostics).toEqual([]);
    expect(evaluation.notApplicable.map(({ reason }) => reason)).toEqual(["It carries the settings of the pack"]);
    expect(currentSettings()).toEqual({ ...strictSettings, profile: "dev" });
  });

  it("reports bad settings once, all problems in one message, and is strict meanwhile", async () => {
    adoptSettings({ profile: "dev" }, []);
    const config = { profile: "dev", exemption: [], exemptions: [{ ...exemption, rule: "nonsense" }] };
    expect((await evaluateRule(forResources as typeof forStack, [bucket], { config })).diagnostics).toEqual([]);
    const { diagnostics, notApplicable } = await evaluateRule(forStack, [bucket], { config });
    expect(diagnostics).toEqual([
      {
        policyName: "secure-ml-settings",
        enforcementLevel: "mandatory",
        message:
          "bad config, so the strictest settings are in force:\n" +
          '  secure-ml-settings: Unrecognized key: "exemption"\n' +
          '  secure-ml-settings.exemptions.0.rule: "nonsense" is no rule of this pack',
      },
    ]);
    expect(notApplicable).toEqual([]);
    expect(currentSettings()).toEqual(strictSettings);
  });
});

describe("settings in force", () => {
  it("are the strictest before there are any", () => {
    adoptSettings({}, []);
    expect(currentSettings()).toEqual(strictSettings);
  });

  it("remember which exemptions were used until they change", () => {
    adoptSettings({ exemptions: [exemption] }, ["data-s3-versioned"]);
    expect(isExemptionUsed(exemption)).toBe(false);
    noteExemptionUse("data-s3-versioned", bucket.urn);
    expect(isExemptionUsed(exemption)).toBe(true);
    expect(isExemptionUsed({ ...exemption, rule: "data-s3-lifecycle" })).toBe(false);
    adoptSettings({ exemptions: [exemption] }, ["data-s3-versioned"]);
    expect(isExemptionUsed(exemption)).toBe(true);
    adoptSettings({}, []);
    expect(isExemptionUsed(exemption)).toBe(false);
  });

  it("count days in UTC", () => {
    expect(today()).toBe(new Date().toISOString().slice(0, 10));
  });
});
