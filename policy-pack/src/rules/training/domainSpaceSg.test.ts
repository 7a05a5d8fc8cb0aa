import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { compliantDomain } from "../../studio.fixture.js";
import { trnDomainSpaceSg as rule } from "./domainSpaceSg.js";

const property = "defaultSpaceSettings.securityGroups";
const domain = (defaultSpaceSettings: unknown) =>
  resource(awsType.studioDomain, "domain", { ...compliantDomain, defaultSpaceSettings });
const violation = (found: string) => [
  `mandatory domain: found ${found}; expected security groups for shared spaces too; ` +
    "fix: set defaultSpaceSettings.securityGroups to those of defaultUserSettings",
];

describe("trn-domain-space-sg", { tags: ["TRN-01"] }, () => {
  it.each([["sg-1"], ["sg-1", "sg-2"], [unknown]].map((groups) => [groups]))("passes %j", async (securityGroups) => {
    expect(await reports(rule, [domain({ securityGroups })])).toEqual([]);
  });

  it("violates without groups, on each level", async () => {
    expect(await reports(rule, [domain({ securityGroups: [] })])).toEqual(violation(`${property} []`));
    expect(await reports(rule, [domain({})])).toEqual(violation(`no ${property}`));
    expect(await reports(rule, [domain(undefined)])).toEqual(violation(`no ${property}`));
  });

  it.each([unknown, { securityGroups: unknown }])("cannot decide %j", async (settings) => {
    expect(await reports(rule, [domain(settings)])).toEqual([
      `advisory domain: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [domain({})]);
});
