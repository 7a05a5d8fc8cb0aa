import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnTrustConfusedDeputy as rule } from "./trustConfusedDeputy.js";

const trust: RawStatement = {
  Effect: "Allow",
  Principal: { Service: "sagemaker.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
};
const role = (change: RawStatement = {}) =>
  resource(awsType.role, "role", { assumeRolePolicy: document([{ ...trust, ...change }]) });
const violation = (service = "sagemaker.amazonaws.com"): string =>
  `mandatory role: found a trust policy that lets ${service} act for anybody's resources; expected a condition on aws:SourceAccount or aws:SourceArn; fix: add StringEquals aws:SourceAccount with the account's id`;

describe("trn-trust-confused-deputy", { tags: ["TRN-10"] }, () => {
  it.each<[string, RawStatement]>([
    ["an account", {}],
    [
      "resources of an account",
      { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sagemaker:eu-central-1:111111111111:*" } } },
    ],
    ["an organisation", { Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } }],
    ["a service that sends no source", { Principal: { Service: "cloudtrail.amazonaws.com" }, Condition: {} }],
    ["a role", { Principal: { AWS: "arn:aws:iam::111111111111:role/x" }, Condition: {} }],
    ["a Deny", { Effect: "Deny", Condition: {} }],
  ])("passes a trust that is tied to %s", async (_, change) => {
    expect(await reports(rule, [role(change)])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    ["no condition", { Condition: {} }],
    ["any source", { Condition: { ArnLike: { "aws:SourceArn": "*" } } }],
    [
      "a condition that an absent key meets",
      { Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111111111111" } } },
    ],
    ["all accounts but one", { Condition: { StringNotEquals: { "aws:SourceAccount": "111111111111" } } }],
    ["another key", { Condition: { StringEquals: { "sts:ExternalId": "x" } } }],
  ])("violates with %s", async (_, change) => {
    expect(await reports(rule, [role(change)])).toEqual([violation()]);
  });

  it("reports each service of a list", async () => {
    const services = ["sagemaker.amazonaws.com", "glue.amazonaws.com"];
    expect(await reports(rule, [role({ Principal: { Service: services }, Condition: {} })])).toEqual(
      services.map((service) => violation(service)),
    );
  });

  it("has nothing to say about no policy, cannot decide an unknown one, and does not apply to other types", async () => {
    expect(await reports(rule, [resource(awsType.role, "role", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.role, "role", { assumeRolePolicy: unknown })])).toEqual([
      "advisory role: undecided: assumeRolePolicy cannot be known yet",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [role({ Condition: {} })]);
});
