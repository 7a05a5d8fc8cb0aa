import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { bucketStatements, changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3TlsOnly as rule } from "./s3TlsOnly.js";

const statements = bucketStatements("raw");
const policy = (given: unknown, bucket: unknown = "raw") =>
  resource(awsType.bucketPolicy, "policy", { bucket, policy: given });
const withChange = (sid: string, change: RawStatement | undefined) =>
  policy(document(changed(statements, sid, change)));
const [bucketArn, objectsArn] = ["arn:aws:s3:::raw", "arn:aws:s3:::raw/*"];

const plain =
  "expected a Deny of s3:* to everyone on the bucket and objects with Bool aws:SecureTransport false, without further conditions; fix: put the statement DenyPlaintext into policy";
const old =
  "expected a Deny of s3:* to everyone on the bucket and objects with NumericLessThan s3:TlsVersion 1.2, without further conditions; fix: put the statement DenyOldTls into policy";

describe("data-s3-tls-only", { tags: ["DATA-06"] }, () => {
  it("passes a policy with both statements, whatever else is in it", async () => {
    const inputs = { bucket: "raw", policy: document(statements) } satisfies aws.s3.BucketPolicyArgs;
    expect(await reports(rule, [resource(awsType.bucketPolicy, "policy", inputs)])).toEqual([]);
  });

  it.each([
    ["a policy that is an object", policy(JSON.parse(document(statements)))],
    ["another partition", policy(document(statements).replaceAll("arn:aws:", "arn:aws-eusc:"))],
    ["a bucket name that is not known", policy(document(statements), unknown)],
    ["everyone as an AWS principal", withChange("DenyPlaintext", { Principal: { AWS: "*" } })],
    ["a Deny of every action", withChange("DenyPlaintext", { Action: "*" })],
    ["TLS 1.3 or newer", withChange("DenyOldTls", { Condition: { NumericLessThan: { "s3:TlsVersion": 1.3 } } })],
    [
      "a number for the version",
      withChange("DenyOldTls", { Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } } }),
    ],
    ["another Sid", withChange("DenyPlaintext", { Sid: "HttpsOnly" })],
    [
      "any case of condition keys",
      withChange("DenyPlaintext", { Condition: { Bool: { "AWS:SECURETRANSPORT": false } } }),
    ],
  ])("passes %s", async (_case, given) => {
    expect(await reports(rule, [given])).toEqual([]);
  });

  it("violates without a statement", async () => {
    expect(await reports(rule, [withChange("DenyPlaintext", undefined)])).toEqual([
      `mandatory policy: found a policy without DenyPlaintext; ${plain}`,
    ]);
    expect(await reports(rule, [withChange("DenyOldTls", undefined)])).toEqual([
      `mandatory policy: found a policy without DenyOldTls; ${old}`,
    ]);
  });

  it.each<[string, RawStatement]>([
    ["an Allow", { Effect: "Allow" }],
    ["one principal", { Principal: { AWS: "111111111111" } }],
    ["some actions", { Action: ["s3:Get*", "s3:Put*"] }],
    ["the bucket without its objects", { Resource: bucketArn }],
    ["the objects without their bucket", { Resource: [objectsArn] }],
    ["a prefix only", { Resource: [bucketArn, "arn:aws:s3:::raw/public/*"] }],
    ["another bucket", { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
    ["the wrong value", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["IfExists, which would refuse log delivery", { Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }],
    [
      "an exception",
      {
        Condition: {
          Bool: { "aws:SecureTransport": "false" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/x" },
        },
      },
    ],
    [
      "an exception in the same operator",
      { Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } },
    ],
    ["NotAction", { NotAction: "s3:GetObject" }],
  ])("violates with %s", async (_case, change) => {
    const lines = await reports(rule, [withChange("DenyPlaintext", change)]);
    const similar =
      change["Effect"] === "Allow"
        ? "a policy without DenyPlaintext"
        : "a policy with a similar statement only (DenyPlaintext)";
    expect(lines).toEqual([`mandatory policy: found ${similar}; ${plain}`]);
  });

  it.each<[string, RawStatement]>([
    ["TLS 1.1", { Condition: { NumericLessThan: { "s3:TlsVersion": "1.1" } } }],
    ["another operator", { Condition: { NumericLessThanEquals: { "s3:TlsVersion": "1.2" } } }],
    ["no number", { Condition: { NumericLessThan: { "s3:TlsVersion": "new" } } }],
  ])("violates with %s", async (_case, change) => {
    expect(await reports(rule, [withChange("DenyOldTls", change)])).toEqual([
      `mandatory policy: found a policy with a similar statement only (DenyOldTls); ${old}`,
    ]);
  });

  it("violates without a policy, or with a text that is none", async () => {
    const expected = "expected a policy document; fix: set policy to the JSON text of a policy document";
    expect(await reports(rule, [policy(undefined), policy("{}")])).toEqual([
      `mandatory policy: found no policy; ${expected}`,
      `mandatory policy: found a policy of JSON without a Statement; ${expected}`,
    ]);
  });

  it("cannot decide an unknown policy, or one with an unknown leaf", async () => {
    const leaf = { Statement: [{ ...statements[0], Resource: unknown }] };
    expect(await reports(rule, [policy(unknown), policy(leaf)])).toEqual([
      "advisory policy: undecided: policy cannot be known yet",
      "advisory policy: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document([]))]);
});
