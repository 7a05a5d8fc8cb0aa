import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnKmsGrantCondition as rule } from "./kmsGrantCondition.js";

const statement: RawStatement = {
  Sid: "Volumes",
  Effect: "Allow",
  Action: "kms:CreateGrant",
  Resource: "*",
  Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};
const policy = (change: RawStatement = {}, type: string = awsType.key) =>
  resource(type, "key", { policy: document([{ ...statement, ...change }]) });
const violation = (actions: string): string =>
  `mandatory key: found statement Volumes of policy that asks for kms:GrantIsForAWSResource on ${actions}; expected that condition on kms:CreateGrant alone; fix: put kms:CreateGrant into a statement of its own`;

describe("trn-kms-grant-condition", { tags: ["TRN-11"] }, () => {
  it.each<[string, RawStatement]>([
    ["the condition on grants alone", {}],
    ["other actions without it", { Action: ["kms:Decrypt", "kms:DescribeKey"], Condition: {} }],
    ["a Deny", { Effect: "Deny", Action: "kms:*" }],
  ])("passes %s", async (_, change) => {
    expect(await reports(rule, [policy(change)])).toEqual([]);
  });

  it.each([awsType.key, awsType.keyPolicy, awsType.rolePolicy, awsType.managedPolicy])(
    "violates in %s",
    async (type) => {
      expect(await reports(rule, [policy({ Action: ["kms:CreateGrant", "kms:DescribeKey"] }, type)])).toEqual([
        violation("kms:DescribeKey"),
      ]);
    },
  );

  it.each(["kms:*", "kms:Decrypt"])("violates with it on %s", async (Action) => {
    expect(await reports(rule, [policy({ Action })])).toEqual([violation(Action)]);
  });

  it("has nothing to say about no policy, cannot decide an unknown one, and does not apply to other types", async () => {
    expect(await reports(rule, [resource(awsType.key, "key", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.key, "key", { policy: unknown })])).toEqual([
      "advisory key: undecided: policy cannot be known yet",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy({ Action: "kms:*" })]);
});
