import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import {
  accessLogStatement,
  changed,
  document,
  perimeterStatements,
  type RawStatement,
} from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3Perimeter as rule } from "./s3Perimeter.js";

const statements = perimeterStatements("raw");
const [network, roles] = statements as [RawStatement, RawStatement];
const policy = (given: unknown) => resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: given });
const withChange = (sid: string, change: RawStatement | undefined) =>
  policy(document(changed(statements, sid, change)));
const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
const services = { "aws:PrincipalIsAWSService": "false" };
const via = { "aws:ViaAWSService": "false" };
const fix = (sid: string) => `fix: put the statement ${sid} into policy`;

describe("data-s3-perimeter", { tags: ["DATA-09"] }, () => {
  it("passes both parts, and the role part alone", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
    expect(await reports(rule, [policy(document([roles]))])).toEqual([]);
    expect(await reports(rule, [policy(document([roles, accessLogStatement]))])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    [
      "DenyOutsideNetwork",
      {
        Condition: {
          StringNotEqualsIfExists: { "aws:SourceVpc": ["vpc-1", "vpc-2"] },
          ArnNotEqualsIfExists: { "aws:PrincipalArn": role },
          BoolIfExists: { ...services, ...via },
        },
      },
    ],
    ["DenyOtherRoles", { Condition: { ArnNotEquals: { "aws:PrincipalArn": role }, BoolIfExists: services } }],
    ["DenyOtherRoles", { Action: [...(roles["Action"] as string[]), "s3:GetObjectAcl"] }],
  ])("passes other ways to write %s", async (sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toEqual([]);
  });

  it("violates without a role part", async () => {
    expect(await reports(rule, [policy(document([]))])).toEqual([
      "mandatory policy: found a policy without DenyOtherRoles; expected a Deny of s3:GetObject, " +
        "s3:GetObjectVersion, s3:PutObject, s3:DeleteObject, s3:DeleteObjectVersion, s3:ListBucket to everyone on the bucket " +
        "and objects with ArnNotLike aws:PrincipalArn (exact roles) and BoolIfExists aws:PrincipalIsAWSService false, " +
        "without further conditions; fix: put the statement DenyOtherRoles into policy",
    ]);
  });

  it.each<[string, string, RawStatement]>([
    [
      "DenyOtherRoles",
      "Bool, which lets anonymous requests pass",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": role }, Bool: services } },
    ],
    ["DenyOtherRoles", "no escape for services", { Condition: { ArnNotLike: { "aws:PrincipalArn": role } } }],
    [
      "DenyOtherRoles",
      "the opposite escape",
      {
        Condition: { ArnNotLike: { "aws:PrincipalArn": role }, BoolIfExists: { "aws:PrincipalIsAWSService": "true" } },
      },
    ],
    [
      "DenyOtherRoles",
      "an escape for what services do for others",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": role }, BoolIfExists: { ...services, ...via } } },
    ],
    [
      "DenyOtherRoles",
      "any role",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" }, BoolIfExists: services } },
    ],
    ["DenyOtherRoles", "everybody", { Condition: { ArnNotLike: { "aws:PrincipalArn": "*" }, BoolIfExists: services } }],
    [
      "DenyOtherRoles",
      "a user",
      {
        Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:user/eve" }, BoolIfExists: services },
      },
    ],
    [
      "DenyOtherRoles",
      "an empty list",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": [] }, BoolIfExists: services } },
    ],
    [
      "DenyOtherRoles",
      "a positive operator",
      { Condition: { ArnLike: { "aws:PrincipalArn": role }, BoolIfExists: services } },
    ],
    ["DenyOtherRoles", "objects only", { Resource: "arn:aws:s3:::raw/*" }],
    ["DenyOtherRoles", "another bucket", { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
    ["DenyOtherRoles", "one principal", { Principal: { AWS: "111111111111" } }],
    ["DenyOtherRoles", "reads only", { Action: ["s3:GetObject*", "s3:ListBucket*"] }],
    [
      "DenyOtherRoles",
      "no old versions",
      { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"] },
    ],
    ["DenyOtherRoles", "an Allow", { Effect: "Allow" }],
    [
      "DenyOutsideNetwork",
      "no escape for what services do for others",
      {
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
          ArnNotLike: { "aws:PrincipalArn": role },
          BoolIfExists: services,
        },
      },
    ],
    [
      "DenyOutsideNetwork",
      "no exception for deployers",
      { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" }, BoolIfExists: { ...services, ...via } } },
    ],
    [
      "DenyOutsideNetwork",
      "any endpoint",
      {
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-*" },
          ArnNotLike: { "aws:PrincipalArn": role },
          BoolIfExists: { ...services, ...via },
        },
      },
    ],
    [
      "DenyOutsideNetwork",
      "no endpoint",
      {
        Condition: {
          StringNotEquals: { "aws:SourceVpce": [] },
          ArnNotLike: { "aws:PrincipalArn": role },
          BoolIfExists: { ...services, ...via },
        },
      },
    ],
    [
      "DenyOutsideNetwork",
      "an address beside it",
      {
        Condition: {
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
          ArnNotLike: { "aws:PrincipalArn": role },
          BoolIfExists: { ...services, ...via },
          NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" },
        },
      },
    ],
    ["DenyOutsideNetwork", "writes only", { Action: "s3:PutObject*" }],
  ])("violates: %s with %s", async (sid, _case, change) => {
    const lines = await reports(rule, [withChange(sid, change)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(fix(sid));
  });

  it.each(["s3:*", "s3:PutBucketPolicy", "s3:*Bucket*", "s3:PutEncryptionConfiguration"])(
    "violates with %s, which locks out who would have to mend it",
    async (action) => {
      for (const statement of [network, roles]) {
        const change = { Action: [...(statement["Action"] as string[]), action] };
        const sid = String(statement["Sid"]);
        const lines = await reports(rule, [withChange(sid, change)]);
        expect(lines).toHaveLength(1);
        expect(lines[0]).toContain(`in the perimeter statement ${sid}; expected actions on objects only`);
      }
    },
  );

  it("leaves other Denies of management alone", async () => {
    const tampering = {
      Sid: "DenyTampering",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutBucketPolicy",
      Resource: "arn:aws:s3:::raw",
      Condition: { ArnNotLike: { "aws:PrincipalArn": role } },
    };
    expect(await reports(rule, [policy(document([...statements, tampering]))])).toEqual([]);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("violates without a policy", async () => {
    expect(await reports(rule, [policy(undefined)])).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document([]))]);
});
