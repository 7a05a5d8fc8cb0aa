import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { accessLogStatement, bucketStatements, changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3DenyWrongKey as rule } from "./s3DenyWrongKey.js";

const statements = bucketStatements("raw");
const sse = "s3:x-amz-server-side-encryption";
const keyId = `${sse}-aws-kms-key-id`;
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const policy = (given: unknown) => resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: given });
const withChange = (sid: string, change: RawStatement | undefined) =>
  policy(document(changed(statements, sid, change)));

/** What each statement is expected to be, in words. */
const expected: Readonly<Record<string, string>> = {
  DenyOtherAlgorithm: `s3:PutObject to everyone on the objects with StringNotEquals ${sse} aws:kms and Null ${sse} false`,
  DenyOtherKey: `s3:PutObject to everyone on the objects with StringNotEquals ${keyId} (the full ARN of the bucket's key) and Null ${keyId} false`,
  DenyKmsWithoutKey: `s3:PutObject to everyone on the objects with StringEquals ${sse} aws:kms and Null ${keyId} true`,
  DenySseC: `s3:PutObject to everyone on the objects with Null ${sse}-customer-algorithm false`,
  DenyReencrypt:
    "s3:UpdateObjectEncryption to everyone on the objects except to the break-glass roles, by ArnNotEquals aws:PrincipalArn",
};
const line = (sid: string, found: string): string =>
  `mandatory policy: found ${found}; expected a Deny of ${expected[sid] ?? ""}, without further conditions; ` +
  `fix: put the statement ${sid} into policy`;

describe("data-s3-deny-wrong-key", { tags: ["DATA-05"] }, () => {
  it("passes a policy with all five statements", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    [
      "DenyOtherAlgorithm",
      { Condition: { StringNotEquals: { [sse]: ["aws:kms", "aws:kms:dsse"] }, Null: { [sse]: "false" } } },
    ],
    ["DenyOtherAlgorithm", { Resource: ["arn:aws:s3:::raw", "arn:aws:s3:::raw/*"] }],
    ["DenyOtherKey", { Condition: { ArnNotEquals: { [keyId]: keyArn }, Null: { [keyId]: false } } }],
    [
      "DenyKmsWithoutKey",
      { Condition: { StringEquals: { [sse]: ["aws:kms", "aws:kms:dsse"] }, Null: { [keyId]: "true" } } },
    ],
    ["DenySseC", { Action: "s3:*" }],
    [
      "DenyReencrypt",
      { Condition: { StringNotLike: { "aws:PrincipalArn": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b*"] } } },
    ],
  ])("passes other ways to write %s", async (sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toEqual([]);
  });

  it.each(Object.keys(expected))("violates without %s", async (sid) => {
    const lines = await reports(rule, [withChange(sid, undefined)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it("names all five when there is none", async () => {
    expect(await reports(rule, [policy(document([]))])).toEqual(
      Object.keys(expected).map((sid) => line(sid, `a policy without ${sid}`)),
    );
  });

  it.each<[string, string, RawStatement]>([
    [
      "DenyOtherAlgorithm",
      "no Null, which refuses writers without headers",
      { Condition: { StringNotEqualsIfExists: { [sse]: "aws:kms" } } },
    ],
    [
      "DenyOtherAlgorithm",
      "the wrong Null",
      { Condition: { StringNotEquals: { [sse]: "aws:kms" }, Null: { [sse]: "true" } } },
    ],
    [
      "DenyOtherAlgorithm",
      "S3's own key allowed",
      { Condition: { StringNotEquals: { [sse]: ["aws:kms", "AES256"] }, Null: { [sse]: "false" } } },
    ],
    ["DenyOtherAlgorithm", "no algorithm", { Condition: { StringNotEquals: { [sse]: [] }, Null: { [sse]: "false" } } }],
    [
      "DenyOtherAlgorithm",
      "an exception",
      {
        Condition: {
          StringNotEquals: { [sse]: "aws:kms" },
          Null: { [sse]: "false" },
          ArnNotLike: { "aws:PrincipalArn": "a" },
        },
      },
    ],
    ["DenyOtherAlgorithm", "a prefix only", { Resource: "arn:aws:s3:::raw/in/*" }],
    [
      "DenyOtherKey",
      "an alias",
      { Condition: { StringNotEquals: { [keyId]: "alias/lake" }, Null: { [keyId]: "false" } } },
    ],
    [
      "DenyOtherKey",
      "any key of the account",
      {
        Condition: {
          StringNotEquals: { [keyId]: "arn:aws:kms:eu-central-1:111111111111:key/*" },
          Null: { [keyId]: "false" },
        },
      },
    ],
    [
      "DenyOtherKey",
      "an alias beside the key",
      { Condition: { StringNotEquals: { [keyId]: [keyArn, "alias/lake"] }, Null: { [keyId]: "false" } } },
    ],
    ["DenyOtherKey", "no key", { Condition: { StringNotEquals: { [keyId]: [] }, Null: { [keyId]: "false" } } }],
    ["DenyReencrypt", "an empty list", { Condition: { ArnNotLike: { "aws:PrincipalArn": [] } } }],
    ["DenyOtherKey", "no Null", { Condition: { StringNotEquals: { [keyId]: keyArn } } }],
    ["DenyOtherKey", "the opposite", { Condition: { StringEquals: { [keyId]: keyArn }, Null: { [keyId]: "false" } } }],
    ["DenyKmsWithoutKey", "no Null", { Condition: { StringEquals: { [sse]: "aws:kms" } } }],
    [
      "DenyKmsWithoutKey",
      "another algorithm",
      { Condition: { StringEquals: { [sse]: "AES256" }, Null: { [keyId]: "true" } } },
    ],
    [
      "DenyKmsWithoutKey",
      "the wrong Null",
      { Condition: { StringEquals: { [sse]: "aws:kms" }, Null: { [keyId]: "false" } } },
    ],
    ["DenySseC", "the wrong Null", { Condition: { Null: { [`${sse}-customer-algorithm`]: "true" } } }],
    ["DenySseC", "one principal", { Principal: { AWS: "111111111111" } }],
    ["DenyReencrypt", "everyone excepted", { Condition: { ArnNotLike: { "aws:PrincipalArn": "*" } } }],
    [
      "DenyReencrypt",
      "nobody excepted by name",
      { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/a" } } },
    ],
    ["DenyReencrypt", "another action", { Action: "s3:PutObject" }],
  ])("violates: %s with %s", async (sid, _case, change) => {
    const lines = await reports(rule, [withChange(sid, change)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it("says which statement comes close", async () => {
    const change = { Condition: { StringNotEqualsIfExists: { [sse]: "aws:kms" } } };
    expect(await reports(rule, [withChange("DenyOtherAlgorithm", change)])).toEqual([
      line("DenyOtherAlgorithm", "a policy with a similar statement only (DenyOtherAlgorithm, DenyKmsWithoutKey)"),
    ]);
  });

  it("is not excused by services that write other things than access logs", async () => {
    const trail = { ...accessLogStatement, Principal: { Service: "cloudtrail.amazonaws.com" } };
    const named = { ...accessLogStatement, Principal: { AWS: "logging.s3.amazonaws.com" } };
    expect(await reports(rule, [policy(document([trail, named]))])).toHaveLength(5);
    const both = {
      ...accessLogStatement,
      Principal: { Service: ["cloudtrail.amazonaws.com", "logging.s3.amazonaws.com"] },
    };
    expect(await reports(rule, [policy(document([both]))])).toEqual([]);
    expect(await reports(rule, [policy(document([{ ...accessLogStatement, Effect: "Deny" }]))])).toHaveLength(5);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("violates without a policy", async () => {
    expect(await reports(rule, [policy(undefined)])).toHaveLength(1);
  });

  it("does not apply to a bucket that takes access logs, nor to other types", async () => {
    const logs = policy(document([accessLogStatement]));
    expect(await reports(rule, [logs])).toEqual([]);
    expect(await reasons(rule, [logs])).toEqual(["S3 delivers access logs to this bucket, without KMS"]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document([]))]);
});
