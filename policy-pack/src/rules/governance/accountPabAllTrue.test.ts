import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govAccountPabAllTrue as rule } from "./accountPabAllTrue.js";

const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const compliant = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
} satisfies aws.s3.AccountPublicAccessBlockArgs;
const block = (changes: Record<string, unknown> = {}, protect = true) =>
  resource(awsType.accountPublicAccessBlock, "pab", { ...compliant, ...changes }, { protect });

describe("gov-account-pab-all-true", { tags: ["GOV-22", "DATA-08"] }, () => {
  it("passes a protected block with everything on", async () => {
    expect(await reports(rule, [block()])).toEqual([]);
  });

  it.each(settings)("violates without %s, or with it off", async (property) => {
    const expected = `expected all four public-access settings of the account on; fix: set ${property} to true`;
    expect(await reports(rule, [block({ [property]: undefined }), block({ [property]: false })])).toEqual([
      `mandatory pab: found no ${property}; ${expected}`,
      `mandatory pab: found ${property} false; ${expected}`,
    ]);
  });

  it("wants it protected in prod, and leaves that to dev", async () => {
    expect(await reports(rule, [block({}, false)])).toEqual([
      "mandatory pab: found no protect; expected a block that a destroy does not take away in prod; " +
        "fix: set the resource option protect to true",
    ]);
    expect(await reports(rule, [block({}, false)], { profile: "dev" })).toEqual([]);
  });

  it.each(settings)("cannot decide an unknown %s, but decides the rest", async (property) => {
    const lines = await reports(rule, [block({ [property]: unknown }, false)]);
    expect(lines).toContain(`advisory pab: undecided: ${property} cannot be known yet`);
    expect(lines).toHaveLength(2);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketPublicAccessBlock, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [block({ blockPublicAcls: false }, false)]);
});
