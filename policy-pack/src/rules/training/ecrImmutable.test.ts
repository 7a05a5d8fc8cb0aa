import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnEcrImmutable as rule } from "./ecrImmutable.js";

const repository = (inputs: Record<string, unknown>) => resource(awsType.ecrRepository, "images", inputs);
const excluded = (filter: unknown) =>
  repository({
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters: [{ filter, filterType: "WILDCARD" }],
  });
const fix = "fix: set imageTagMutability to IMMUTABLE and push tags that change to a repository of their own";
const expected = `expected tags that always mean the same image; ${fix}`;

describe("trn-ecr-immutable", { tags: ["TRN-15"] }, () => {
  it.each(["dev", "prod"])("passes immutable tags in %s", async (profile) => {
    expect(await reports(rule, [repository({ imageTagMutability: "IMMUTABLE" })], { profile })).toEqual([]);
  });

  it.each([
    [undefined, "no imageTagMutability"],
    ["MUTABLE", 'imageTagMutability "MUTABLE"'],
    ["MUTABLE_WITH_EXCLUSION", 'imageTagMutability "MUTABLE_WITH_EXCLUSION"'],
  ])("violates with %s in both profiles", async (imageTagMutability, found) => {
    const line = `mandatory images: found ${found}; ${expected}`;
    for (const profile of ["dev", "prod"]) {
      expect(await reports(rule, [repository({ imageTagMutability })], { profile })).toEqual([line]);
    }
  });

  it("lets some tags move in dev, and none in prod", async () => {
    expect(await reports(rule, [excluded("cache-*")], { profile: "dev" })).toEqual([]);
    expect(await reports(rule, [excluded("cache-*")])).toEqual([
      `mandatory images: found imageTagMutability "IMMUTABLE_WITH_EXCLUSION"; ${expected}`,
    ]);
  });

  it.each(["*", "**"])("lets not every tag move in dev: %s", async (filter) => {
    expect(await reports(rule, [excluded(filter)], { profile: "dev" })).toEqual([
      `mandatory images: found imageTagMutabilityExclusionFilters[].filter "${filter}"; expected an exclusion that leaves most tags immutable; ${fix}`,
    ]);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [repository({ imageTagMutability: unknown })])).toEqual([
      "advisory images: undecided: imageTagMutability cannot be known yet",
    ]);
    expect(await reports(rule, [excluded(unknown)], { profile: "dev" })).toEqual([
      "advisory images: undecided: imageTagMutabilityExclusionFilters[].filter cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [repository({ imageTagMutability: "MUTABLE" })]);
});
