import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3NoForceDestroy as rule } from "./s3NoForceDestroy.js";

const bucket = (forceDestroy: unknown, type: string = awsType.bucket) => resource(type, "raw", { forceDestroy });

describe("data-s3-no-force-destroy", { tags: ["DATA-03", "GOV-04"] }, () => {
  it("passes a bucket that is destroyed only when it is empty", async () => {
    const inputs = { forceDestroy: false } satisfies aws.s3.BucketArgs;
    expect(await reports(rule, [resource(awsType.bucket, "raw", inputs), bucket(undefined)])).toEqual([]);
  });

  it.each([awsType.bucket, awsType.bucketV2])("violates in %s", async (type) => {
    expect(await reports(rule, [bucket(true, type)])).toEqual([
      "mandatory raw: found forceDestroy true; expected a bucket that is destroyed only when it is empty; fix: set forceDestroy to false",
    ]);
  });

  it("does not apply to dev", async () => {
    expect(await reports(rule, [bucket(true)], { profile: "dev" })).toEqual([]);
    expect(await reasons(rule, [bucket(true)], { profile: "dev" })).toEqual([
      "Policy only applies to the profile prod",
    ]);
  });

  it("cannot decide an unknown value", async () => {
    expect(await reports(rule, [bucket(unknown)])).toEqual([
      "advisory raw: undecided: forceDestroy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketAcl, "acl")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [bucket(true)]);
});
