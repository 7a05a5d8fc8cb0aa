import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnRoleCreategrantConditioned as rule } from "./roleCreategrantConditioned.js";

const grant: RawStatement = {
  Sid: "Grant",
  Effect: "Allow",
  Action: "kms:CreateGrant",
  Resource: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
  Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};
const policy = (change: RawStatement = {}) =>
  resource(awsType.rolePolicy, "policy", { policy: document([{ ...grant, ...change }]) });
const violation =
  "mandatory policy: found statement Grant of policy that allows any grant; expected grants for AWS resources only; fix: put kms:CreateGrant into a statement with Bool kms:GrantIsForAWSResource true";

describe("trn-role-creategrant-conditioned", { tags: ["TRN-09"] }, () => {
  it.each<[string, RawStatement]>([
    ["grants for AWS resources", {}],
    ["other actions", { Action: "kms:Decrypt", Condition: {} }],
    ["a Deny", { Effect: "Deny", Condition: {} }],
  ])("passes %s", async (_, change) => {
    expect(await reports(rule, [policy(change)])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    ["no condition", { Condition: {} }],
    ["the opposite condition", { Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } } }],
    ["a condition that an absent key meets", { Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } } }],
    ["a pattern of actions", { Action: "kms:*", Condition: {} }],
    ["all actions but some", { Action: undefined, NotAction: "s3:*", Condition: {} }],
  ])("violates with %s", async (_, change) => {
    expect(await reports(rule, [policy(change)])).toEqual([violation]);
  });

  it("does not apply to a boundary, which grants nothing, nor to other types", async () => {
    const boundary = resource(awsType.managedPolicy, "b", {
      name: "acme-account-boundary",
      policy: document([{ ...grant, Condition: {} }]),
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

  itHonoursExemptions(rule, [policy({ Condition: {} })]);
});
