import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govLogResourcePolicyScoped as rule } from "./logResourcePolicyScoped.js";

const statement = {
  Sid: "Delivery",
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "arn:aws:logs:eu-central-1:111111111111:log-group:aws-waf-logs-acme-*",
  Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
};
const policy = (policyDocument: unknown) =>
  resource(awsType.logResourcePolicy, "delivery", { policyName: "p", policyDocument });
const written = (...changes: object[]) =>
  policy(JSON.stringify({ Version: "2012-10-17", Statement: changes.map((change) => ({ ...statement, ...change })) }));
const open =
  "mandatory delivery: found statement Delivery of policyDocument that allows everyone; expected named services in every " +
  "Allow; fix: name the services in the statement's Principal";
const untied =
  "mandatory delivery: found statement Delivery of policyDocument that lets a service write for anybody's resources; " +
  "expected a condition on aws:SourceAccount or aws:SourceArn; fix: add StringEquals aws:SourceAccount with the account's id";

describe("gov-log-resource-policy-scoped", { tags: ["GOV-07"] }, () => {
  it("passes services that act for our resources, and Denies of everyone", async () => {
    const byArn = { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111111111111:*" } } };
    const deny = { Effect: "Deny", Principal: "*", Condition: undefined };
    expect(await reports(rule, [written({}), written(byArn), written({}, deny)])).toEqual([]);
  });

  it.each([{ Principal: "*" }, { Principal: { AWS: "*" } }, { Principal: undefined, NotPrincipal: { AWS: "arn" } }])(
    "violates with %j",
    async (change) => {
      expect(await reports(rule, [written(change)])).toEqual([open]);
    },
  );

  it.each([
    {},
    { StringEquals: { "aws:RequestedRegion": "eu-central-1" } },
    { StringEqualsIfExists: { "aws:SourceAccount": "111111111111" } },
    { StringNotEquals: { "aws:SourceAccount": "999999999999" } },
    { StringLike: { "aws:SourceAccount": "*" } },
  ])("violates with the condition %j", async (Condition) => {
    expect(await reports(rule, [written({ Condition })])).toEqual([untied]);
  });

  it("names each statement at fault", async () => {
    expect(await reports(rule, [written({}, { Sid: undefined, Condition: {} })])).toEqual([
      untied.replace("Delivery", "number 2"),
    ]);
  });

  it("violates without a document", async () => {
    const rest = "expected a policy document; fix: set policyDocument to the JSON text of a policy document";
    expect(await reports(rule, [policy(undefined)])).toEqual([`mandatory delivery: found no policyDocument; ${rest}`]);
    expect(await reports(rule, [policy("[")])).toEqual([
      expect.stringMatching(/^mandatory delivery: found a policyDocument of /),
    ]);
  });

  it("cannot decide an unknown document", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual([
      "advisory delivery: undecided: policyDocument cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [written({ Condition: {} })]);
});
