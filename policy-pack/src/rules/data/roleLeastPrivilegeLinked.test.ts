import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRoleLeastPrivilegeLinked as rule } from "./roleLeastPrivilegeLinked.js";

const role = resource(awsType.role, "etl", { name: "etl", assumeRolePolicy: "{}" });
const policies = resource(awsType.rolePoliciesExclusive, "policies", { roleName: "etl", policyNames: ["etl"] });
const attachments = resource(awsType.rolePolicyAttachmentsExclusive, "attachments", {
  roleName: "etl",
  policyArns: [],
});
const missing = (kind: string): string =>
  `mandatory etl: found no ${kind}; expected an ${kind} for this role; ` +
  `fix: add an ${kind} whose roleName is this role's name, with what the role may have`;

describe("data-role-least-privilege-linked", { tags: ["DATA-22"] }, () => {
  it("passes a role that both seal", async () => {
    expect(await reports(rule, [role, policies, attachments])).toEqual([]);
  });

  it("violates without either", async () => {
    expect(await reports(rule, [role, policies])).toEqual([missing("aws.iam.RolePolicyAttachmentsExclusive")]);
    expect(await reports(rule, [role, attachments])).toEqual([missing("aws.iam.RolePoliciesExclusive")]);
    const other = resource(awsType.rolePoliciesExclusive, "other", { roleName: "labels", policyNames: [] });
    expect(await reports(rule, [role, other, attachments])).toEqual([missing("aws.iam.RolePoliciesExclusive")]);
  });

  it("cannot decide while a seal could be of any role", async () => {
    const floating = resource(awsType.rolePoliciesExclusive, "floating", { roleName: unknown, policyNames: [] });
    expect(await reports(rule, [role, floating, attachments])).toEqual([
      "advisory etl: undecided: whether an aws.iam.RolePoliciesExclusive (floating) is for this role cannot be known yet",
    ]);
  });

  it("does not apply to a stack without roles", async () => {
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [role]);
});
