import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netEndpointPolicy as rule } from "./endpointPolicy.js";

const account = "111111111111";
const own: RawStatement = {
  Sid: "Own",
  Effect: "Allow",
  Principal: "*",
  Action: ["s3:GetObject", "s3:PutObject"],
  Resource: "arn:aws:s3:::acme-*",
  Condition: { StringEquals: { "aws:PrincipalAccount": account, "aws:ResourceAccount": account } },
};
const layers: RawStatement = {
  Sid: "Layers",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
};
const endpoint = (policy: unknown, type: unknown = "Interface") =>
  resource(awsType.vpcEndpoint, "endpoint", { policy, vpcEndpointType: type });
const only = (change: RawStatement) => endpoint(document([{ ...own, ...change }]));
const line = (found: string, expected: string, fix: string): string =>
  `mandatory endpoint: found an Allow (Own) that ${found}; expected ${expected}; fix: ${fix}`;
const foreignPrincipals = line(
  "does not say whose principals may call",
  "a condition on aws:PrincipalAccount or aws:PrincipalOrgID",
  "add StringEquals aws:PrincipalAccount with the account's id",
);
const foreignResources = line(
  "does not say whose resources may be reached",
  "a condition on aws:ResourceAccount or aws:ResourceOrgID, or ARNs with an account id",
  "add StringEquals aws:ResourceAccount with the account's id",
);

describe("net-endpoint-policy", { tags: ["NET-08"] }, () => {
  it.each(["Gateway", "Interface", undefined])("passes our principals to our resources: %s", async (type) => {
    expect(await reports(rule, [endpoint(document([own, layers]), type)])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    ["an organisation", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:ResourceOrgID": "o-1" } } }],
    [
      "ARNs with an account",
      {
        Resource: `arn:aws:ecr:eu-central-1:${account}:repository/*`,
        Condition: { StringEquals: { "aws:PrincipalAccount": account } },
      },
    ],
    [
      "a principal of the account",
      { Principal: { AWS: account }, Condition: { StringEquals: { "aws:ResourceAccount": account } } },
    ],
    [
      "package assets",
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::assets-193858265520-us-east-1/*", Condition: {} },
    ],
    ["unsigned calls", { Action: "sts:AssumeRoleWithSAML", Resource: "*", Condition: {} }],
    [
      "sessions by the account's own profiles",
      {
        Action: "sagemaker:CreatePresignedDomainUrl",
        Resource: `arn:aws:sagemaker:eu-central-1:${account}:user-profile/*`,
        Condition: undefined,
      },
    ],
    ["a Deny", { Effect: "Deny", Action: "*", Resource: "*", Condition: {} }],
  ])("passes with %s", async (_case, change) => {
    expect(await reports(rule, [only(change)])).toEqual([]);
  });

  it("violates with AWS's own default, in each respect", async () => {
    expect(await reports(rule, [only({ Action: "*", Resource: "*", Condition: undefined })])).toEqual([
      line("lets everybody do everything", "listed actions only", "list the actions that the workloads need"),
      foreignPrincipals,
      foreignResources,
    ]);
  });

  it.each<[string, RawStatement]>([
    ["no condition on principals", { StringEquals: { "aws:ResourceAccount": account } }],
    [
      "one that holds without the key",
      { StringEqualsIfExists: { "aws:PrincipalAccount": account }, StringEquals: { "aws:ResourceAccount": account } },
    ],
    [
      "one that holds for all others",
      { StringNotEquals: { "aws:PrincipalAccount": account }, StringEquals: { "aws:ResourceAccount": account } },
    ],
    [
      "one that holds for anybody",
      { StringLike: { "aws:PrincipalAccount": "*" }, StringEquals: { "aws:ResourceAccount": account } },
    ],
  ])("violates with %s", async (_case, Condition) => {
    expect(await reports(rule, [only({ Condition })])).toEqual([foreignPrincipals]);
  });

  it("violates with somebody else's resources", async () => {
    expect(await reports(rule, [only({ Condition: { StringEquals: { "aws:PrincipalAccount": account } } })])).toEqual([
      foreignResources,
    ]);
  });

  it.each<[string, RawStatement]>([
    ["another action", { Action: ["s3:GetObject", "s3:PutObject"] }],
    ["any object", { Action: "s3:GetObject", Resource: "*" }],
    [
      "a bucket of a similar name",
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::prod-x-starport-layer-bucket-2/*" },
    ],
    ["anybody's profiles", { Action: "sagemaker:CreatePresignedDomainUrl", Resource: "*" }],
    ["a role of ours", { Action: "sts:AssumeRole", Resource: "*" }],
  ])("takes nothing for an exception with %s", async (_case, change) => {
    expect(await reports(rule, [only({ ...layers, Sid: "Own", Condition: undefined, ...change })])).toEqual([
      foreignPrincipals,
      foreignResources,
    ]);
  });

  it("violates with a statement that says what it does not mean", async () => {
    expect(await reports(rule, [only({ Action: undefined, NotAction: "s3:DeleteObject" })])).toEqual([
      line(
        "says what it does not mean",
        "Principal, Action and Resource",
        "replace NotPrincipal, NotAction and NotResource by what is meant",
      ),
    ]);
  });

  it("names a statement without Sid", async () => {
    const [message] = await reports(rule, [only({ Sid: undefined, Condition: {} })]);
    expect(message).toMatch(/found an Allow \(without Sid\) that does not say whose principals may call/);
  });

  it("violates without a policy, or with one that is none", async () => {
    const tail = "expected a policy document; fix: set policy to the JSON text of a policy document";
    expect(await reports(rule, [endpoint(undefined), endpoint("{}")])).toEqual([
      `mandatory endpoint: found no policy; ${tail}`,
      `mandatory endpoint: found a policy of JSON without a Statement; ${tail}`,
    ]);
  });

  it("violates with a policy that is a resource of its own", async () => {
    expect(await reports(rule, [resource(awsType.vpcEndpointPolicy, "apart", { policy: document([own]) })])).toEqual([
      "mandatory apart: found a policy that is a resource of its own; " +
        "expected policy on the aws.ec2.VpcEndpoint, which otherwise starts with full access and falls back to it; " +
        "fix: move the document to policy of the endpoint and remove this resource",
    ]);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [endpoint(unknown)])).toEqual([
      "advisory endpoint: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to endpoints that take none, nor to other types", async () => {
    const balancer = endpoint(undefined, "GatewayLoadBalancer");
    expect(await reports(rule, [balancer])).toEqual([]);
    expect(await reasons(rule, [balancer])).toEqual(["An endpoint of type GatewayLoadBalancer takes no policy"]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [endpoint(undefined)]);
});
