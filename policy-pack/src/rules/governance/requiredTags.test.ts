import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govRequiredTags as rule } from "./requiredTags.js";

const dev = { profile: "dev" };
const complete = {
  project: "acme",
  environment: "prod",
  owner: "ml-platform",
  "cost-center": "4711",
  "data-classification": "restricted",
  "personal-data": "true",
  regime: "gdpr pdpo",
  "lawful-basis": "consent prescribed-consent",
  "retention-days": "365",
};
const bucket = (changes: object = {}) => resource(awsType.bucket, "raw", { tags: { ...complete, ...changes } });
const say = (found: string, expected: string, fix: string): string =>
  `mandatory raw: found ${found}; expected ${expected}; fix: ${fix}`;

describe("gov-required-tags", { tags: ["DATA-33"] }, () => {
  it("passes stores that say everything, by their own tags or their provider's", async () => {
    const provider = resource("pulumi:providers:aws", "aws", { defaultTags: JSON.stringify({ tags: complete }) });
    const table = resource(awsType.table, "table", { tags: complete });
    const byDefault = resource(awsType.bucket, "default", {}, { provider });
    expect(await reports(rule, [provider, bucket(), table, byDefault])).toEqual([]);
  });

  it("passes stores without personal data, and without an end", async () => {
    const none = {
      "personal-data": "false",
      regime: "none",
      "lawful-basis": "none",
      "retention-days": "until-deleted",
      "data-classification": "public",
    };
    expect(await reports(rule, [bucket(none)])).toEqual([]);
  });

  it.each(Object.keys(complete))("violates without %s", async (key) => {
    const [line, ...others] = await reports(rule, [bucket({ [key]: undefined })]);
    expect(others).toEqual([]);
    expect(line).toContain(`mandatory raw: found no tag ${key}; expected `);
    expect(line).toContain(`fix: set the tag ${key}`);
  });

  it.each(Object.keys(complete))("cannot decide while %s is unknown", async (key) => {
    expect(await reports(rule, [bucket({ [key]: unknown })])).toEqual([
      `advisory raw: undecided: tag ${key} cannot be known yet`,
    ]);
  });

  it.each([
    ["project", "", "a value"],
    ["data-classification", "secret", "one of public, internal, confidential, restricted"],
    ["personal-data", "yes", "one of true, false"],
    ["retention-days", "0", "a number of days, or until-deleted"],
    ["retention-days", "a year", "a number of days, or until-deleted"],
  ])("violates with %s %j", async (key, value, expected) => {
    expect(await reports(rule, [bucket({ [key]: value })])).toEqual([
      say(`tag ${key} ${JSON.stringify(value)}`, expected, `set the tag ${key}`),
    ]);
  });

  it("violates with a law or a basis that nobody knows", async () => {
    expect(await reports(rule, [bucket({ regime: "gdpr ccpa" })])).toEqual([
      say(
        'tag regime "gdpr ccpa"',
        "none, or of gdpr, hipaa, pdpo, other, with a space between several",
        "set the tag regime",
      ),
    ]);
    const [line] = await reports(rule, [bucket({ regime: "gdpr", "lawful-basis": "consent curiosity" })]);
    expect(line).toContain('found tag lawful-basis "consent curiosity"');
  });

  it("violates without a basis that each law accepts", async () => {
    const expected =
      "one of collection-purpose, prescribed-consent, exemption (Personal Data (Privacy) Ordinance, Data Protection Principle 3)";
    expect(await reports(rule, [bucket({ "lawful-basis": "consent" })])).toEqual([
      say('lawful-basis "consent" under pdpo', expected, "set the tag lawful-basis"),
    ]);
    const none = await reports(rule, [bucket({ regime: "gdpr", "lawful-basis": "none" })]);
    expect(none.map((line) => line.split(";")[0])).toEqual(['mandatory raw: found lawful-basis "none" under gdpr']);
  });

  it("violates where tags contradict each other", async () => {
    expect(await reports(rule, [bucket({ "personal-data": "false" })])).toEqual([
      say(
        'personal-data "false" and regime "gdpr pdpo"',
        'personal-data "true" where a law is named',
        "set personal-data to true, or regime to none",
      ),
    ]);
    expect(await reports(rule, [bucket({ "data-classification": "internal" })])).toEqual([
      say(
        'data-classification "internal" and regime "gdpr pdpo"',
        "confidential or restricted where a law is named",
        "set data-classification to confidential or restricted",
      ),
    ]);
  });

  it("wants a law for personal data in prod, where it is real", async () => {
    const lawless = bucket({ regime: "none", "lawful-basis": "none" });
    expect(await reports(rule, [lawless])).toEqual([
      say(
        'personal-data "true" and regime "none"',
        "the laws under which the personal data is held: gdpr, hipaa, pdpo, other",
        "set regime and lawful-basis; the blueprint takes them from dataSets in the stack's config",
      ),
    ]);
    expect(await reports(rule, [lawless], dev)).toEqual([]);
  });

  it("only advises in dev", async () => {
    const [line] = await reports(rule, [bucket({ owner: undefined })], dev);
    expect(line).toMatch(/^advisory raw: found no tag owner/);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [bucket({ owner: undefined })]);
});
