import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configFileSchema, isExpired, parseSettings, strictSettings } from "./config.js";
import { ruleNames } from "./rules/index.js";

const exemption = {
  rule: "data-s3-access-logged",
  urn: "urn:pulumi:dev::app::aws:s3/bucket:Bucket::raw",
  owner: "ml-platform",
  reason: "Logged by the organisation.",
  expires: "2027-01-31",
  origin: "user",
};
const rules = ["data-s3-access-logged"];

describe("parseSettings", () => {
  it("is strict where nothing is said", () => {
    expect(parseSettings({}, rules)).toEqual({ settings: strictSettings, problems: [] });
    expect(strictSettings).toEqual({
      profile: "prod",
      accountProject: "secure-ml-account",
      environments: [],
      allowedRegions: [],
      invokeLogging: false,
      exemptions: [],
    });
  });

  it("takes what is said", () => {
    const settings = {
      profile: "dev",
      accountProject: "core-account",
      project: "acme",
      environments: ["dev", "test2"],
      allowedRegions: ["eu-central-1", "us-gov-west-1"],
      invokeLogging: true,
      exemptions: [exemption],
    };
    expect(parseSettings(settings, rules)).toEqual({ settings, problems: [] });
  });

  it("names every problem at once, with its place", () => {
    const unreasoned = { ...exemption, reason: undefined };
    const bad = {
      profile: "staging",
      project: "A",
      environments: ["Dev"],
      allowedRegions: ["frankfurt"],
      invokeLogging: "yes",
      exemption: [],
      exemptions: [
        unreasoned,
        { ...exemption, owner: " ", reason: "" },
        { ...exemption, urn: "raw", expires: "2027-02-30", origin: "me" },
        { ...exemption, expires: "soon", until: "x" },
        { ...exemption, rule: "data-s3-access-log" },
        "all",
      ],
    };
    expect(parseSettings(bad, rules)).toEqual({
      problems: [
        'secure-ml-settings.profile: Invalid option: expected one of "dev"|"prod"',
        "secure-ml-settings.project: must be 2 to 12 lower-case letters, digits and hyphens",
        "secure-ml-settings.environments.0: must be 2 to 8 lower-case letters and digits",
        "secure-ml-settings.allowedRegions.0: must be a Region's name, such as eu-central-1",
        "secure-ml-settings.invokeLogging: Invalid input: expected boolean, received string",
        "secure-ml-settings.exemptions.0.reason: is missing",
        "secure-ml-settings.exemptions.1.owner: must not be empty",
        "secure-ml-settings.exemptions.1.reason: must not be empty",
        "secure-ml-settings.exemptions.2.urn: must be a full URN, as a report or `pulumi stack --show-urns` shows it",
        "secure-ml-settings.exemptions.2.expires: must be a date that exists",
        'secure-ml-settings.exemptions.2.origin: Invalid option: expected one of "blueprint"|"user"',
        "secure-ml-settings.exemptions.3.expires: must be a date, as YYYY-MM-DD",
        'secure-ml-settings.exemptions.3: Unrecognized key: "until"',
        "secure-ml-settings.exemptions.5: Invalid input: expected object, received string",
        'secure-ml-settings: Unrecognized key: "exemption"',
        'secure-ml-settings.exemptions.4.rule: "data-s3-access-log" is no rule of this pack',
      ],
    });
  });

  it("takes no settings with an exemption from a rule that does not exist", () => {
    expect(parseSettings({ exemptions: [{ ...exemption, rule: "data-s3" }] }, rules)).toEqual({
      problems: ['secure-ml-settings.exemptions.0.rule: "data-s3" is no rule of this pack'],
    });
  });

  it.each([undefined, null, "prod", [], 7])("refuses %j as settings", (raw) => {
    expect(parseSettings(raw, rules).problems).toHaveLength(1);
  });
});

describe("isExpired", () => {
  it("ends an exemption on its day", () => {
    const settings = parseSettings({ exemptions: [exemption] }, rules).settings ?? strictSettings;
    const [parsed] = settings.exemptions;
    if (parsed === undefined) throw new Error("no exemption");
    expect(isExpired(parsed, "2027-01-30")).toBe(false);
    expect(isExpired(parsed, "2027-01-31")).toBe(true);
    expect(isExpired(parsed, "2027-02-01")).toBe(true);
  });
});

describe("the config files", () => {
  const folder = join(import.meta.dirname, "../config");
  const load = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown;

  it("have a schema that is up to date", () => {
    expect(load("schema.json")).toEqual(configFileSchema());
  });

  it.each(["dev", "prod"])("can be read: %s", (name) => {
    const file = load(`${name}.json`) as Record<string, unknown>;
    expect(Object.keys(file)).toEqual(["secure-ml-settings"]);
    const { settings, problems } = parseSettings(file["secure-ml-settings"], ruleNames);
    expect(problems).toEqual([]);
    expect(settings?.profile).toBe(name);
    expect(settings?.environments).toEqual([name]);
  });
});
