import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { bucketStatements, changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataS3SinglePolicy as rule } from "./s3SinglePolicy.js";

const statements = bucketStatements("raw");
const policy = (given: unknown) => resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: given });
const withChange = (sid: string, change: RawStatement | undefined) =>
  policy(document(changed(statements, sid, change)));
const withMore = (...more: RawStatement[]) => policy(document([...statements, ...more]));
const tampering = statements.find(({ Sid }) => Sid === "DenyTampering") ?? {};
const actions = tampering["Action"] as string[];

const open = (list: string): string =>
  `mandatory policy: found a policy that leaves ${list} to everyone whom IAM allows it; ` +
  "expected a Deny of these to everyone except deployers and break-glass roles; fix: put the statement DenyTampering into policy";
const lockout = (sid: string, action: string): string =>
  `mandatory policy: found statement ${sid} of policy, which denies ${action} to deployers too; ` +
  "expected the deployers' roles excepted, or only the account's root user can mend the bucket; " +
  "fix: add ArnNotLike aws:PrincipalArn with the ARNs of the deployers";

describe("data-s3-single-policy", { tags: ["DATA-10"] }, () => {
  it("passes a policy that protects itself and excepts the deployers", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
  });

  it("passes protection that is spread over statements, and statements without Sid", async () => {
    const half = (from: number, to?: number): RawStatement => ({
      ...tampering,
      Sid: undefined,
      Action: actions.slice(from, to),
    });
    const others = changed(statements, "DenyTampering", undefined);
    expect(await reports(rule, [policy(document([...others, half(0, 5), half(5)]))])).toEqual([]);
  });

  it("passes other Denies that speak of objects, and the Denies of old transport", async () => {
    const objects = {
      Sid: "NoDelete",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:DeleteObjectVersion",
      Resource: "arn:aws:s3:::raw/*",
    };
    expect(await reports(rule, [withMore(objects)])).toEqual([]);
  });

  it.each([
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketLogging",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
  ])("violates when %s is open", async (action) => {
    const rest = actions.filter((candidate) => candidate !== action);
    expect(await reports(rule, [withChange("DenyTampering", { Action: rest })])).toEqual([open(action)]);
  });

  it.each<[string, RawStatement | undefined]>([
    ["without the statement", undefined],
    ["with an Allow", { Effect: "Allow" }],
    ["for one principal", { Principal: { AWS: "111111111111" } }],
    [
      "with a further condition",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "a" }, StringEquals: { "aws:SourceVpc": "vpc-1" } } },
    ],
  ])("violates %s", async (_case, change) => {
    expect(await reports(rule, [withChange("DenyTampering", change)])).toEqual([open(actions.join(", "))]);
  });

  it.each<[string, RawStatement]>([
    ["without a condition", { Condition: {} }],
    ["with everyone excepted", { Condition: { ArnNotLike: { "aws:PrincipalArn": ["*"] } } }],
    ["with nobody excepted", { Condition: { ArnNotLike: { "aws:PrincipalArn": [] } } }],
    ["with the opposite", { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/a" } } }],
    ["with another exception", { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }],
  ])("violates %s", async (_case, change) => {
    expect(await reports(rule, [withChange("DenyTampering", change)])).toEqual([
      lockout("DenyTampering", "s3:DeleteBucket"),
      open(actions.join(", ")),
    ]);
  });

  it("violates when another Deny shuts the deployers out of the bucket's settings", async () => {
    const perimeter = {
      Sid: "DenyOutside",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
    };
    expect(await reports(rule, [withMore(perimeter)])).toEqual([lockout("DenyOutside", "s3:DeleteBucket")]);
    expect(await reports(rule, [withMore({ ...perimeter, Sid: undefined })])).toEqual([
      lockout("without Sid", "s3:DeleteBucket"),
    ]);
  });

  it("violates with a Sid that stands twice", async () => {
    expect(await reports(rule, [withMore({ Sid: "DenySseC", Effect: "Deny", Action: "s3:GetObject" })])).toEqual([
      "mandatory policy: found the Sid DenySseC twice in policy; expected a Sid of its own for each statement; fix: rename one of the statements",
    ]);
  });

  it.each([
    [
      "NotPrincipal",
      { Sid: "Others", Effect: "Deny", NotPrincipal: { AWS: "111111111111" }, Action: "s3:GetObject" },
      "Others",
    ],
    ["NotAction", { Effect: "Deny", Principal: "*", NotAction: "s3:GetObject" }, "without Sid"],
  ])("violates with %s", async (element, statement, name) => {
    expect(await reports(rule, [withMore(statement)])).toEqual([
      `mandatory policy: found ${element} in statement ${name} of policy; ` +
        "expected named principals and actions, with which log delivery works and which AWS can analyse; " +
        "fix: name the principals and actions, and except roles by ArnNotLike aws:PrincipalArn",
    ]);
  });

  it("accepts NotResource", async () => {
    expect(
      await reports(rule, [
        withMore({ Sid: "Rest", Effect: "Deny", Principal: "*", Action: "s3:GetObject", NotResource: "x" }),
      ]),
    ).toEqual([]);
  });

  it("violates when the policy is larger than S3 takes", async () => {
    const empty = document([...statements, { Sid: "Big", Effect: "Deny", Resource: "" }]).length;
    const sized = (bytes: number) => withMore({ Sid: "Big", Effect: "Deny", Resource: "x".repeat(bytes - empty) });
    expect(await reports(rule, [sized(20_480)])).toEqual([]);
    expect(await reports(rule, [sized(20_481)])).toEqual([
      "mandatory policy: found a policy of 20481 bytes; expected at most 20480 bytes; fix: shorten the lists of roles and prefixes in policy",
    ]);
  });

  it("violates without a policy and cannot decide an unknown one", async () => {
    expect(await reports(rule, [policy(undefined)])).toHaveLength(1);
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [withChange("DenyTampering", undefined)]);
});
