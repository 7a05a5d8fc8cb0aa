import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govTrailExists as rule } from "./trailExists.js";

const inAccount = { project: "secure-ml-account" };
const key = resource(awsType.key, "key", {}, inAccount);
const root = resource("pulumi:pulumi:Stack", "secure-ml-account-stack", {}, inAccount);
const trail = (inputs: object) => resource(awsType.trail, "trail", { ...inputs }, inAccount);
const line = (found: string): string =>
  `mandatory secure-ml-account-stack: found ${found}; expected a trail that records all Regions; fix: add an aws.cloudtrail.Trail with isMultiRegionTrail true`;

describe("gov-trail-exists", { tags: ["GOV-01"] }, () => {
  it.each([{ isMultiRegionTrail: true }, { isMultiRegionTrail: true, enableLogging: true }])(
    "passes with %j",
    async (inputs) => {
      expect(await reports(rule, [key, trail(inputs)])).toEqual([]);
      expect(await reports(rule, [key, trail({}), trail(inputs)])).toEqual([]);
    },
  );

  it("violates without a trail", async () => {
    expect(await reports(rule, [key])).toEqual([line("no aws.cloudtrail.Trail")]);
  });

  it.each([{}, { isMultiRegionTrail: false }, { isMultiRegionTrail: true, enableLogging: false }])(
    "violates with %j",
    async (inputs) => {
      expect(await reports(rule, [key, trail(inputs)])).toEqual([line("no trail that records all Regions")]);
    },
  );

  it.each([{ isMultiRegionTrail: unknown }, { isMultiRegionTrail: true, enableLogging: unknown }])(
    "cannot decide an unknown value",
    async (inputs) => {
      expect(await reports(rule, [key, trail(inputs)])).toEqual([
        "advisory secure-ml-account-stack: undecided: whether a trail records all Regions cannot be known yet",
      ]);
    },
  );

  it("does not apply to other stacks", async () => {
    expect(await reports(rule, [resource(awsType.key, "key")])).toEqual([]);
    expect(await reasons(rule, [resource(awsType.key, "key")])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
  });

  itHonoursExemptions(rule, [root, key]);
});
