import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { trnApproverOnlyUpdates as rule } from "./approverOnlyUpdates.js";

const statement = (Action: string | string[], more: RawStatement = {}): RawStatement => ({
  Sid: "Update",
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const rolePolicy = (role: unknown, ...statements: RawStatement[]) =>
  resource(awsType.rolePolicy, "policy", { role, policy: document(statements) });
const line = (property = "policy") =>
  `mandatory policy: found statement Update of ${property} that allows sagemaker:UpdateModelPackage; expected nobody but the approver to change model versions; fix: take sagemaker:UpdateModelPackage out of the statement, or give it to the role whose name ends with -approver`;

describe("trn-approver-only-updates", { tags: ["TRN-22"] }, () => {
  it.each<[string, RawStatement]>([
    ["other actions", statement("sagemaker:CreateModelPackage")],
    ["a Deny", statement("sagemaker:UpdateModelPackage", { Effect: "Deny" })],
  ])("passes %s of any role", async (_case, allowed) => {
    expect(await reports(rule, [rolePolicy("acme-dev-mle", allowed)])).toEqual([]);
  });

  it("passes the approver, and a permissions boundary, which grants nothing", async () => {
    const update = statement("sagemaker:*");
    expect(await reports(rule, [rolePolicy("acme-dev-approver", update)])).toEqual([]);
    const boundary = { name: "acme-account-boundary", policy: document([update]) };
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", boundary)])).toEqual([]);
  });

  it.each([
    "sagemaker:UpdateModelPackage",
    "sagemaker:Update*",
    "sagemaker:*",
    "*",
    ["s3:GetObject", "SageMaker:updatemodelpackage"],
  ])("violates with %j of another role", async (action) => {
    expect(await reports(rule, [rolePolicy("acme-dev-mle", statement(action))])).toEqual([line()]);
  });

  it("violates with everything but something, with any managed policy, and with inline policies of a role", async () => {
    const everythingElse = { ...statement([]), Action: undefined, NotAction: "iam:*" };
    expect(await reports(rule, [rolePolicy("acme-dev-mle", everythingElse)])).toEqual([line()]);
    const policy = document([statement("sagemaker:*")]);
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", { name: "mle", policy })])).toEqual([line()]);
    expect(await reports(rule, [resource(awsType.managedPolicy, "policy", { policy })])).toEqual([line()]);
    const role = { name: "acme-dev-mle", inlinePolicies: [{ name: "a", policy }] };
    expect(await reports(rule, [resource(awsType.role, "policy", role)])).toEqual([line("inlinePolicies[].policy")]);
  });

  it("cannot decide an unknown document", async () => {
    const undecided = (property: string) => [`advisory policy: undecided: ${property} cannot be known yet`];
    expect(await reports(rule, [resource(awsType.rolePolicy, "policy", { role: "mle", policy: unknown })])).toEqual(
      undecided("policy"),
    );
    expect(await reports(rule, [resource(awsType.role, "policy", { inlinePolicies: unknown })])).toEqual(
      undecided("inlinePolicies"),
    );
    expect(await reports(rule, [resource(awsType.role, "policy", { inlinePolicies: [{ policy: unknown }] })])).toEqual(
      undecided("inlinePolicies[].policy"),
    );
  });

  it("judges a known document of an unknown role", async () => {
    expect(await reports(rule, [rolePolicy(unknown, statement("sagemaker:*"))])).toEqual([line()]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [rolePolicy("acme-dev-mle", statement("sagemaker:*"))]);
});
