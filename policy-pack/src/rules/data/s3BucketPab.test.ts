import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3BucketPab as rule } from "./s3BucketPab.js";

const compliant = {
  bucket: "raw",
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
  skipDestroy: true,
} satisfies aws.s3.BucketPublicAccessBlockArgs;
const block = (changes: Record<string, unknown> = {}) =>
  resource(awsType.bucketPublicAccessBlock, "pab", { ...compliant, ...changes });
const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

describe("data-s3-bucket-pab", { tags: ["DATA-08"] }, () => {
  it("passes a block with everything on", async () => {
    expect(await reports(rule, [block()])).toEqual([]);
  });

  it.each(settings)("violates without %s, or with it off", async (property) => {
    const expected = `expected all four public-access settings on; fix: set ${property} to true`;
    expect(await reports(rule, [block({ [property]: undefined }), block({ [property]: false })])).toEqual([
      `mandatory pab: found no ${property}; ${expected}`,
      `mandatory pab: found ${property} false; ${expected}`,
    ]);
  });

  it("violates when destroying it would open the bucket", async () => {
    const expected =
      "expected a block that outlives its resource: removing it opens the bucket; fix: set skipDestroy to true";
    expect(await reports(rule, [block({ skipDestroy: undefined }), block({ skipDestroy: false })])).toEqual([
      `mandatory pab: found no skipDestroy; ${expected}`,
      `mandatory pab: found skipDestroy false; ${expected}`,
    ]);
  });

  it.each([...settings, "skipDestroy"])("cannot decide an unknown %s, but decides the rest", async (property) => {
    const other = property === "skipDestroy" ? "blockPublicAcls" : "skipDestroy";
    const lines = await reports(rule, [block({ [property]: unknown, [other]: false })]);
    expect(lines).toContain(`advisory pab: undecided: ${property} cannot be known yet`);
    expect(lines).toHaveLength(2);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [block({ skipDestroy: false, blockPublicAcls: false })]);
});
