import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3OwnerEnforced as rule } from "./s3OwnerEnforced.js";

const compliant = {
  bucket: "raw",
  rule: { objectOwnership: "BucketOwnerEnforced" },
} satisfies aws.s3.BucketOwnershipControlsArgs;
const controls = (given: unknown) => resource(awsType.bucketOwnershipControls, "owner", { ...compliant, rule: given });

describe("data-s3-owner-enforced", { tags: ["DATA-07"] }, () => {
  it("passes enforced ownership, and buckets and logging without ACLs", async () => {
    const stack = [
      resource(awsType.bucketOwnershipControls, "owner", compliant),
      resource(awsType.bucket, "raw", { bucket: "raw" }),
      resource(awsType.bucketLogging, "logging", { bucket: "raw", targetBucket: "logs" }),
    ];
    expect(await reports(rule, stack)).toEqual([]);
  });

  it.each([
    [{ objectOwnership: "ObjectWriter" }, 'rule.objectOwnership "ObjectWriter"'],
    [{ objectOwnership: "BucketOwnerPreferred" }, 'rule.objectOwnership "BucketOwnerPreferred"'],
    [{}, "no rule.objectOwnership"],
    [undefined, "no rule.objectOwnership"],
  ])("violates with %j", async (given, found) => {
    expect(await reports(rule, [controls(given)])).toEqual([
      `mandatory owner: found ${found}; expected BucketOwnerEnforced; fix: set rule.objectOwnership to BucketOwnerEnforced`,
    ]);
  });

  it.each([awsType.bucketAcl, awsType.bucketAclV2])("violates with any %s", async (type) => {
    expect(await reports(rule, [resource(type, "acl", { bucket: "raw", acl: "private" })])).toEqual([
      "mandatory acl: found an ACL of a bucket; expected access by policies only; fix: remove it and grant access in the bucket's policy",
    ]);
  });

  it.each([
    [awsType.bucket, "acl", "private"],
    [awsType.bucket, "acl", unknown],
    [awsType.bucket, "grants", [{ type: "Group", permissions: ["READ"] }]],
    [awsType.bucketLogging, "targetGrants", [{ permission: "READ" }]],
  ])("violates with %s.%s", async (type, argument, value) => {
    expect(await reports(rule, [resource(type, "it", { [argument]: value })])).toEqual([
      `mandatory it: found the argument ${argument}, which sets an ACL; expected access by policies only; fix: remove ${argument} and grant access in the bucket's policy`,
    ]);
  });

  it.each([unknown, { objectOwnership: unknown }])("cannot decide unknown ownership", async (given) => {
    expect(await reports(rule, [controls(given)])).toEqual([
      "advisory owner: undecided: rule.objectOwnership cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketPolicy, "policy")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [controls({ objectOwnership: "ObjectWriter" })]);
});
