import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnRoleNoCreateloggroup as rule } from "./roleNoCreateloggroup.js";

const trust = (service: string, Effect = "Allow") =>
  document([{ Effect, Principal: { Service: service }, Action: "sts:AssumeRole" }]);
const role = (assumeRolePolicy: unknown = trust("sagemaker.amazonaws.com")) =>
  resource(awsType.role, "role", { name: "training", assumeRolePolicy });
const log: RawStatement = {
  Sid: "Log",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "*",
};
const policy = (statements: readonly RawStatement[] | typeof unknown, of: unknown = "training") =>
  resource(awsType.rolePolicy, "policy", {
    role: of,
    policy: statements === unknown ? unknown : document(statements),
  });
const rest =
  "expected log groups that are there before, with a key and a retention; fix: take logs:CreateLogGroup away, and make the group as aws.cloudwatch.LogGroup";
const violation = `mandatory role: found a role of SageMaker's that may make log groups by statement Log; ${rest}`;

describe("trn-role-no-createloggroup", { tags: ["TRN-31"] }, () => {
  it("passes a role that writes to groups, and one that is refused to make any", async () => {
    expect(await reports(rule, [role(), policy([log])])).toEqual([]);
    expect(await reports(rule, [role(), policy([{ ...log, Effect: "Deny", Action: "logs:*" }])])).toEqual([]);
    expect(await reports(rule, [role()])).toEqual([]);
    expect(await reports(rule, [role(), policy([{ ...log, Action: "logs:*" }], "other")])).toEqual([]);
  });

  it.each<[RawStatement]>([
    [{ Action: "logs:CreateLogGroup" }],
    [{ Action: ["logs:PutLogEvents", "logs:createloggroup"] }],
    [{ Action: "logs:Create*" }],
    [{ Action: "logs:*" }],
    [{ Action: "*" }],
    [{ Action: undefined, NotAction: "s3:*" }],
    [{ Action: "logs:CreateLogGroup", Resource: "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/sagemaker/*" }],
  ])("violates with %j", async (change) => {
    expect(await reports(rule, [role(), policy([{ ...log, ...change }])])).toEqual([violation]);
  });

  it("names no statement that has no id", async () => {
    const nameless = { ...log, Sid: undefined, Action: "logs:*" };
    expect(await reports(rule, [role(), policy([nameless])])).toEqual([violation.replace(" by statement Log", "")]);
  });

  it("does not apply to roles of others", async () => {
    const wide = policy([{ ...log, Action: "*" }]);
    const why = ["SageMaker does not assume the role"];
    expect(await reasons(rule, [role(trust("lambda.amazonaws.com")), wide])).toEqual(why);
    expect(await reasons(rule, [role(trust("sagemaker.amazonaws.com", "Deny")), wide])).toEqual(why);
    expect(await reasons(rule, [resource(awsType.role, "role", { name: "training" }), wide])).toEqual(why);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc", {})])).toHaveLength(1);
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [role(unknown)])).toEqual([
      "advisory role: undecided: assumeRolePolicy cannot be known yet",
    ]);
    expect(await reports(rule, [role(), policy(unknown)])).toEqual([
      "advisory role: undecided: what policy allows cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [role(), policy([{ ...log, Action: "logs:*" }])]);
});
