import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govMacieNotLockedOut as rule } from "./macieNotLockedOut.js";

const macie = "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie";
const deployer = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer";
const policy = (...statements: readonly RawStatement[]) =>
  resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: document(statements) });
const outside = (condition: object, change: RawStatement = {}): RawStatement => ({
  Sid: "DenyOutsideNetwork",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:GetObject*", "s3:PutObject*"],
  Resource: "arn:aws:s3:::raw/*",
  Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" }, ...condition },
  ...change,
});
const except = (...roles: readonly string[]) => ({ ArnNotLike: { "aws:PrincipalArn": roles } });

describe("gov-macie-not-locked-out", { tags: ["GOV-12"] }, () => {
  it.each([
    except(deployer, macie),
    { ArnNotEqualsIfExists: { "aws:PrincipalArn": macie } },
    { StringNotLike: { "aws:PrincipalArn": macie } },
  ])("passes a network part with %j", async (condition) => {
    expect(await reports(rule, [policy(outside(condition))])).toEqual([]);
  });

  it("passes a network part that is not about reading", async () => {
    expect(await reports(rule, [policy(outside({}, { Action: "s3:PutObject*" }))])).toEqual([]);
  });

  it.each([
    [{}, {}],
    [except(deployer), {}],
    [except("arn:aws:iam::111111111111:role/AWSServiceRoleForAmazonMacie"), {}],
    [{ ArnLike: { "aws:PrincipalArn": macie } }, {}],
    [{}, { Condition: { StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } }],
    [{}, { Action: "s3:*" }],
  ])("violates with %j and %j", async (condition, change) => {
    expect(await reports(rule, [policy(outside(condition, change))])).toEqual([
      "mandatory policy: found the statement DenyOutsideNetwork, which refuses Macie as well; expected an exception for " +
        "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie; fix: add the ARN of Macie's " +
        "service-linked role to ArnNotLike aws:PrincipalArn of the statement",
    ]);
  });

  it("judges each statement by itself", async () => {
    const second = outside({}, { Sid: "Second" });
    const lines = await reports(rule, [policy(outside(except(macie)), second, outside({}, { Sid: "Third" }))]);
    expect(lines.map((line) => /the statement (\w+)/.exec(line)?.[1])).toEqual(["Second", "Third"]);
  });

  it("does not apply where nobody is refused by network", async () => {
    const byRole = { Condition: { ArnNotLike: { "aws:PrincipalArn": deployer } } };
    expect(await reasons(rule, [policy(outside({}, byRole))])).toEqual(["The policy refuses nobody by network"]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  it("cannot decide an unknown policy", async () => {
    const late = resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: unknown });
    expect(await reports(rule, [late])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("violates without a policy", async () => {
    expect(await reports(rule, [resource(awsType.bucketPolicy, "policy", { bucket: "raw" })])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(outside({}))]);
});
