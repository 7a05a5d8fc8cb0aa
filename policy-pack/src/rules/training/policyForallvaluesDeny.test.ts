import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnPolicyForallvaluesDeny as rule } from "./policyForallvaluesDeny.js";

const policy = (Effect: string, operator: string, type: string = awsType.managedPolicy, property = "policy") =>
  resource(type, "policy", {
    [property]: document([
      {
        Sid: "Subnets",
        Effect,
        Action: "sagemaker:CreateTrainingJob",
        Condition: { [operator]: { "sagemaker:VpcSubnets": ["subnet-1"] } },
      },
    ]),
  });
const violation = (operator: string, property = "policy"): string =>
  `mandatory policy: found a Deny on ${operator} sagemaker:vpcsubnets in statement Subnets of ${property}; expected ForAnyValue, which fires on any value that is wrong; fix: use ForAnyValue, and a Null condition in a statement of its own where the key must be there`;

describe("trn-policy-forallvalues-deny", { tags: ["TRN-07"] }, () => {
  it("passes a Deny on any value, and an Allow on all", async () => {
    expect(await reports(rule, [policy("Deny", "ForAnyValue:StringNotEquals")])).toEqual([]);
    expect(await reports(rule, [policy("Allow", "ForAllValues:StringEquals")])).toEqual([]);
  });

  it.each(["ForAllValues:StringNotEquals", "ForAllValues:StringEquals", "forallvalues:ArnNotLike"])(
    "violates with a Deny on %s",
    async (operator) => {
      expect(await reports(rule, [policy("Deny", operator)])).toEqual([violation(operator.toLowerCase())]);
    },
  );

  it("reads policies of roles and permission sets", async () => {
    const operator = "ForAllValues:StringNotEquals";
    expect(await reports(rule, [policy("Deny", operator, awsType.rolePolicy)])).toHaveLength(1);
    expect(await reports(rule, [policy("Deny", operator, awsType.permissionSetInlinePolicy, "inlinePolicy")])).toEqual([
      violation(operator.toLowerCase(), "inlinePolicy"),
    ]);
  });

  it("has nothing to say about no policy, and cannot decide an unknown one", async () => {
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", {})])).toEqual([]);
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", { policy: unknown })])).toEqual([
      "advisory policy: undecided: policy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy("Deny", "ForAllValues:StringNotEquals")]);
});
