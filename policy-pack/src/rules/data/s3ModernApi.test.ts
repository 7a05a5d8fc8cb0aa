import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3ModernApi as rule } from "./s3ModernApi.js";

const kept = {
  bucket: "raw",
  bucketPrefix: "r",
  forceDestroy: false,
  objectLockEnabled: true,
  tags: {},
  region: "eu-central-1",
};
const website =
  "found a website endpoint, which answers over plain HTTP; expected objects that are served over TLS only; fix: remove the website configuration";

describe("data-s3-modern-api", { tags: ["DATA-03"] }, () => {
  it("passes a bucket that leaves its settings to companions", async () => {
    expect(await reports(rule, [resource(awsType.bucket, "raw", kept)])).toEqual([]);
  });

  it.each([
    "acl",
    "corsRules",
    "grants",
    "lifecycleRules",
    "logging",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "serverSideEncryptionConfiguration",
    "versioning",
    "website",
  ])("violates with the inline argument %s, known or not", async (argument) => {
    const line =
      `mandatory raw: found the inline argument ${argument}; expected a companion resource for each of the bucket's settings; ` +
      `fix: remove ${argument} from the bucket and set it with its companion resource`;
    const bucket = (value: unknown) => resource(awsType.bucket, "raw", { ...kept, [argument]: value });
    expect(await reports(rule, [bucket({ some: "thing" }), bucket(unknown)])).toEqual([line, line]);
  });

  it.each([
    "Bucket",
    "BucketAccelerateConfiguration",
    "BucketAcl",
    "BucketCorsConfiguration",
    "BucketLifecycleConfiguration",
    "BucketLogging",
    "BucketObjectLockConfiguration",
    "BucketRequestPaymentConfiguration",
    "BucketServerSideEncryptionConfiguration",
    "BucketVersioning",
  ])("violates with the old type of %s", async (name) => {
    const type = `aws:s3/${name.charAt(0).toLowerCase()}${name.slice(1)}V2:${name}V2`;
    expect(await reports(rule, [resource(type, "old", { acl: "private" })])).toEqual([
      `mandatory old: found the deprecated type aws.s3.${name}V2; expected aws.s3.${name}; fix: use aws.s3.${name} with an alias to the old type`,
    ]);
  });

  it("violates with a website of either type", async () => {
    expect(await reports(rule, [resource(awsType.bucketWebsite, "site")])).toEqual([`mandatory site: ${website}`]);
    const old = resource("aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2", "site");
    expect(await reports(rule, [old])).toHaveLength(2);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucketPolicy, "policy")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [resource(awsType.bucket, "raw", { acl: "private", versioning: { enabled: true } })]);
});
