import { describe, expect, it } from "vitest";
import { problemsOf, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";

const problems = (prefixAccess: unknown) => problemsOf({ prefixAccess });
const row = { zone: "raw", prefix: "claims/", roles: { etl: "read" } };

describe("prefixAccess", { tags: ["DATA-22"] }, () => {
  it("takes prefixes side by side, and the same prefix of another zone", () => {
    expect(problems([row, { ...row, prefix: "claims2/" }, { ...row, zone: "curated" }])).toEqual([]);
    expect(platformConfigSchema.parse(sound).prefixAccess).toEqual([]);
  });

  it.each<[object, string]>([
    [{ zone: "lake" }, "zone must be one of raw, curated, quarantine, features, artifacts, capture, labels, scratch"],
    [
      { prefix: "claims" },
      'prefix must be folders with a slash at the end such as "claims/", of letters, digits and ._=-',
    ],
    [{ prefix: "*/" }, 'prefix must be folders with a slash at the end such as "claims/", of letters, digits and ._=-'],
    [{ prefix: "/" }, 'prefix must be folders with a slash at the end such as "claims/", of letters, digits and ._=-'],
    [{ roles: {} }, "roles must name a role: nobody could read what lies there"],
    [{ roles: { etl: "write" } }, "roles.etl must be one of read, read-write, super"],
  ])("refuses %j", (change, problem) => {
    expect(problems([{ ...row, ...change }])).toEqual([`prefixAccess.0.${problem}`]);
  });

  it("refuses prefixes that overlap, all at once", () => {
    expect(problems([row, { ...row, roles: { etl: "super" } }, { ...row, prefix: "claims/2026/" }])).toEqual([
      "prefixAccess.1.prefix must not overlap claims/ of prefixAccess[0]: their roles would contradict each other",
      "prefixAccess.2.prefix must not overlap claims/ of prefixAccess[0]: their roles would contradict each other",
      "prefixAccess.2.prefix must not overlap claims/ of prefixAccess[1]: their roles would contradict each other",
    ]);
  });

  it.each([null, "text", [null, 1], [{ zone: 1, prefix: 2 }]])("survives %j", (prefixAccess) => {
    expect(problems(prefixAccess).length).toBeGreaterThan(0);
  });
});
