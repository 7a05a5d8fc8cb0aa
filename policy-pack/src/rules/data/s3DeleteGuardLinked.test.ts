import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataS3DeleteGuardLinked as rule } from "./s3DeleteGuardLinked.js";

const artifacts = bucket("artifacts", "artifacts");
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/break-glass";
const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging"],
  Resource: "arn:aws:s3:::artifacts/*",
};
const butFor = { ArnNotEquals: { "aws:PrincipalArn": breakGlass } };
const statements: readonly RawStatement[] = [
  { Sid: "Without", ...deny, Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, ...butFor } },
  { Sid: "Old", ...deny, Condition: { NumericGreaterThan: { "aws:MultiFactorAuthAge": "900" }, ...butFor } },
];
const policy = (text: unknown) => companion(awsType.bucketPolicy, artifacts, { policy: text });
const unguarded =
  "mandatory artifacts: found artifacts whose versions are deleted for good without a second factor; " +
  "expected a Deny of s3:DeleteObjectVersion with BoolIfExists aws:MultiFactorAuthPresent false, and one with NumericGreaterThan aws:MultiFactorAuthAge 900, or an Object Lock; " +
  "fix: put the statements DenyDeletionWithoutMfa and DenyDeletionWithOldMfa into policy";
const native = (mfaDelete: unknown) =>
  companion(awsType.bucketVersioning, artifacts, { versioningConfiguration: { status: "Enabled", mfaDelete } });

describe("data-s3-delete-guard-linked", { tags: ["DATA-12"] }, () => {
  it("passes both Denies, or a lock instead", async () => {
    expect(await reports(rule, [artifacts, policy(document(statements))])).toEqual([]);
    const lock = companion(awsType.bucketObjectLock, artifacts, { rule: {} });
    expect(await reports(rule, [artifacts, lock])).toEqual([]);
  });

  it("violates without a policy, or with that of another bucket", async () => {
    expect(await reports(rule, [artifacts])).toEqual([unguarded]);
    const other = companion(awsType.bucketPolicy, bucket("raw", "raw"), { policy: document(statements) });
    expect(await reports(rule, [artifacts, other])).toEqual([unguarded]);
  });

  it.each<[string, string, RawStatement | undefined]>([
    ["no Deny without a second factor", "Without", undefined],
    ["no Deny with an old one", "Old", undefined],
    [
      "an operator that lets sessions pass which carry no key",
      "Without",
      { Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" }, ...butFor } },
    ],
    ["the wrong value", "Without", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } }],
    ["an age of an hour", "Old", { Condition: { NumericGreaterThan: { "aws:MultiFactorAuthAge": "3600" } } }],
    [
      "a further condition",
      "Without",
      {
        Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }, StringEquals: { "aws:SourceVpc": "v" } },
      },
    ],
    [
      "a pattern of excepted roles",
      "Without",
      {
        Condition: {
          BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" },
        },
      },
    ],
    ["another action", "Without", { Action: "s3:DeleteObject" }],
    ["one principal", "Without", { Principal: { AWS: breakGlass } }],
    ["an Allow", "Old", { Effect: "Allow" }],
  ])("violates with %s", async (_case, sid, change) => {
    expect(await reports(rule, [artifacts, policy(document(changed(statements, sid, change)))])).toEqual([unguarded]);
  });

  it("asks it of artifacts only, and in prod only", async () => {
    expect(await reports(rule, [bucket("raw", "raw")])).toEqual([]);
    expect(await reports(rule, [artifacts], { profile: "dev" })).toEqual([]);
  });

  it("cannot decide what cannot be known yet", async () => {
    expect(await reports(rule, [artifacts, policy(unknown)])).toEqual([
      "advisory artifacts: undecided: whether policy guards deletions cannot be known yet",
    ]);
    expect(await reports(rule, [bucket("artifacts", unknown)])).toEqual([
      "advisory artifacts: undecided: tag data-zone cannot be known yet",
    ]);
    const lines = await reports(rule, [artifacts, native(unknown), policy(document(statements))]);
    expect(lines).toEqual([
      "advisory artifacts: undecided: mfaDelete of artifacts-BucketVersioning cannot be known yet",
    ]);
  });

  it("refuses S3's own MFA delete beside a lifecycle or a destroy that empties the bucket", async () => {
    const guarded = policy(document(statements));
    const lifecycle = companion(awsType.bucketLifecycle, artifacts, {});
    expect(await reports(rule, [artifacts, guarded, native("Enabled")])).toEqual([]);
    expect(await reports(rule, [artifacts, guarded, native("Disabled"), lifecycle])).toEqual([]);
    expect(await reports(rule, [artifacts, guarded, native("Enabled"), lifecycle])).toEqual([
      "mandatory artifacts: found mfaDelete Enabled beside the lifecycle artifacts-BucketLifecycleConfiguration; " +
        "expected one of both: S3 takes no lifecycle for a bucket with MFA delete; fix: remove the aws.s3.BucketLifecycleConfiguration or mfaDelete",
    ]);
    const emptied = bucket("artifacts", "artifacts", { forceDestroy: true });
    expect(await reports(rule, [emptied, guarded, native("Enabled")])).toEqual([
      "mandatory artifacts: found forceDestroy true on a bucket with MFA delete; " +
        "expected a bucket that nobody empties: only the root user could delete its versions; fix: set forceDestroy to false",
    ]);
    const unclear = bucket("artifacts", "artifacts", { forceDestroy: unknown });
    expect(await reports(rule, [unclear, guarded, native("Enabled")])).toEqual([
      "advisory artifacts: undecided: forceDestroy cannot be known yet",
    ]);
  });

  it("does not apply to a stack without buckets", async () => {
    expect(await reasons(rule, [resource(awsType.key, "key")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [artifacts]);
});
