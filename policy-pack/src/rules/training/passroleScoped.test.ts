import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnPassroleScoped as rule } from "./passroleScoped.js";

const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
const pass: RawStatement = {
  Sid: "Pass",
  Effect: "Allow",
  Action: "iam:PassRole",
  Resource: role,
  Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
};
const policy = (change: RawStatement = {}, name = "work") =>
  resource(awsType.rolePolicy, "policy", { name, policy: document([{ ...pass, ...change }]) });
const wide = (what: string): string =>
  `mandatory policy: found statement Pass of policy that passes ${what}; expected ARNs of roles, or of a path of roles; fix: name the roles in Resource`;
const anyService =
  "mandatory policy: found statement Pass of policy that passes roles to any service; expected a condition on iam:PassedToService; fix: add StringEquals iam:PassedToService with the service";

describe("trn-passrole-scoped", { tags: ["TRN-10"] }, () => {
  it.each<[string, RawStatement]>([
    ["a named role", {}],
    ["a path of roles", { Resource: "arn:aws:iam::111111111111:role/acme/dev/*" }],
    ["other actions", { Action: "s3:GetObject", Resource: "*", Condition: {} }],
    ["a Deny", { Effect: "Deny", Resource: "*", Condition: {} }],
  ])("passes %s", async (_, change) => {
    expect(await reports(rule, [policy(change)])).toEqual([]);
  });

  it.each(["*", "arn:aws:iam::111111111111:role/*", "arn:aws:iam::*:role/acme/dev/x", "arn:aws:iam::111111111111:*"])(
    "violates with the resource %s",
    async (Resource) => {
      expect(await reports(rule, [policy({ Resource })])).toEqual([wide(Resource)]);
    },
  );

  it("violates when all roles but some are passed", async () => {
    const { Resource, ...rest } = pass;
    const text = document([{ ...rest, NotResource: Resource }]);
    expect(await reports(rule, [resource(awsType.rolePolicy, "policy", { policy: text })])).toEqual([
      wide("all roles but some"),
    ]);
  });

  it.each<[string, RawStatement]>([
    ["no condition", { Condition: {} }],
    ["any service", { Condition: { StringLike: { "iam:PassedToService": "*" } } }],
    ["all services but one", { Condition: { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } }],
    ["a condition that an absent key meets", { Condition: { StringEqualsIfExists: { "iam:PassedToService": "x" } } }],
    ["a pattern of actions", { Action: "iam:Pass*", Condition: {} }],
    ["all actions but some", { Action: undefined, NotAction: "s3:*", Condition: {} }],
  ])("violates with %s", async (_, change) => {
    expect(await reports(rule, [policy(change)])).toEqual([anyService]);
  });

  it("does not apply to a boundary, which grants nothing, nor to other types", async () => {
    const boundary = resource(awsType.managedPolicy, "b", {
      name: "acme-account-boundary",
      policy: document([{ ...pass, Resource: "*" }]),
    });
    expect(await reasons(rule, [boundary])).toEqual(["A permissions boundary grants nothing"]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  it("has nothing to say about no policy, and cannot decide an unknown one", async () => {
    expect(await reports(rule, [resource(awsType.rolePolicy, "policy", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.rolePolicy, "policy", { policy: unknown })])).toEqual([
      "advisory policy: undecided: policy cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [policy({ Resource: "*" })]);
});
