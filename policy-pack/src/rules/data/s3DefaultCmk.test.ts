import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3DefaultCmk as rule } from "./s3DefaultCmk.js";

const byDefault = {
  sseAlgorithm: "aws:kms",
  kmsMasterKeyId: "arn:aws-cn:kms:cn-north-1:111111111111:key/0a1b",
};
const compliant = {
  bucket: "raw",
  rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true, blockedEncryptionTypes: ["SSE-C"] }],
} satisfies aws.s3.BucketServerSideEncryptionConfigurationArgs;

const configuration = (rules: unknown) => resource(awsType.bucketEncryption, "enc", { ...compliant, rules });
const withRule = (changes: object, defaults: object = {}) =>
  configuration([
    { ...compliant.rules[0], applyServerSideEncryptionByDefault: { ...byDefault, ...defaults }, ...changes },
  ]);
const key = "applyServerSideEncryptionByDefault.kmsMasterKeyId";
const algorithm = "applyServerSideEncryptionByDefault.sseAlgorithm";

describe("data-s3-default-cmk", { tags: ["DATA-04", "GOV-04"] }, () => {
  it.each([
    ["a key of ours and a bucket key", withRule({})],
    [
      "double-layer encryption, which has no bucket key",
      withRule({ bucketKeyEnabled: undefined }, { sseAlgorithm: "aws:kms:dsse" }),
    ],
    [
      "S3's own key, which the zone must allow",
      withRule({ bucketKeyEnabled: undefined }, { sseAlgorithm: "AES256", kmsMasterKeyId: undefined }),
    ],
    ["a key that is not known yet", withRule({}, { kmsMasterKeyId: unknown })],
  ])("passes %s", async (_case, encryption) => {
    expect(await reports(rule, [encryption])).toEqual([]);
  });

  it.each([
    [
      withRule({}, { kmsMasterKeyId: undefined }),
      `found no ${key}; expected the full ARN of a customer managed key; fix: set ${key} to the arn of an aws.kms.Key`,
    ],
    [
      withRule({}, { kmsMasterKeyId: "alias/acme-dev-lake" }),
      `found ${key} "alias/acme-dev-lake"; expected the full ARN of a customer managed key; fix: set ${key} to the arn of an aws.kms.Key`,
    ],
    [
      withRule(
        {},
        { kmsMasterKeyId: "arn:aws:kms:eu-central-1:111111111111:alias/lake", sseAlgorithm: "aws:kms:dsse" },
      ),
      `found ${key} "arn:aws:kms:eu-central-1:111111111111:alias/lake"; expected the full ARN of a customer managed key; fix: set ${key} to the arn of an aws.kms.Key`,
    ],
    [
      withRule({}, { sseAlgorithm: undefined }),
      `found no ${algorithm}; expected aws:kms; fix: set ${algorithm} to aws:kms`,
    ],
    [
      withRule({}, { sseAlgorithm: "aws:fsx" }),
      `found ${algorithm} "aws:fsx"; expected aws:kms; fix: set ${algorithm} to aws:kms`,
    ],
    [
      withRule({ bucketKeyEnabled: undefined }),
      "found no bucketKeyEnabled; expected a bucket key, without which each object costs a call to KMS; fix: set bucketKeyEnabled to true",
    ],
    [
      withRule({ bucketKeyEnabled: false }),
      "found bucketKeyEnabled false; expected a bucket key, without which each object costs a call to KMS; fix: set bucketKeyEnabled to true",
    ],
    [
      withRule({ blockedEncryptionTypes: undefined }),
      'found blockedEncryptionTypes []; expected SSE-C refused, with which a stranger could lock us out of our objects; fix: set blockedEncryptionTypes to ["SSE-C"]',
    ],
    [
      withRule({ blockedEncryptionTypes: ["NONE"] }),
      'found blockedEncryptionTypes ["NONE"]; expected SSE-C refused, with which a stranger could lock us out of our objects; fix: set blockedEncryptionTypes to ["SSE-C"]',
    ],
    [
      configuration(undefined),
      "found 0 rules; expected exactly one rule; fix: set rules to one rule with applyServerSideEncryptionByDefault",
    ],
    [
      configuration([...compliant.rules, ...compliant.rules]),
      "found 2 rules; expected exactly one rule; fix: set rules to one rule with applyServerSideEncryptionByDefault",
    ],
  ])("violates: %#", async (encryption, message) => {
    expect(await reports(rule, [encryption])).toEqual([`mandatory enc: ${message}`]);
  });

  it.each([
    [configuration(unknown), "rules"],
    [configuration([unknown]), "rules"],
    [withRule({}, { sseAlgorithm: unknown }), algorithm],
    [withRule({ bucketKeyEnabled: unknown }), "bucketKeyEnabled"],
    [withRule({ blockedEncryptionTypes: unknown }), "blockedEncryptionTypes"],
    [withRule({ blockedEncryptionTypes: [unknown] }), "blockedEncryptionTypes"],
  ])("cannot decide an unknown value: %#", async (encryption, path) => {
    expect(await reports(rule, [encryption])).toEqual([`advisory enc: undecided: ${path} cannot be known yet`]);
  });

  it("lets one unknown value hide no other", async () => {
    const lines = await reports(rule, [withRule({ bucketKeyEnabled: unknown, blockedEncryptionTypes: [] })]);
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["mandatory", "advisory"]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [withRule({ bucketKeyEnabled: false })]);
});
