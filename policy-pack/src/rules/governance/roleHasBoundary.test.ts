import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govRoleHasBoundary as rule } from "./roleHasBoundary.js";

const compliant = {
  assumeRolePolicy: "{}",
  permissionsBoundary: "arn:aws-us-gov:iam::111111111111:policy/acme/account/acme-account-boundary",
} satisfies aws.iam.RoleArgs;
const role = (permissionsBoundary: unknown) => resource(awsType.role, "role", { ...compliant, permissionsBoundary });
const expected =
  "expected the ARN of the platform's boundary, a customer managed policy; fix: set permissionsBoundary to the boundary's ARN";

describe("gov-role-has-boundary", { tags: ["GOV-40"] }, () => {
  it("passes a role with a boundary", async () => {
    expect(await reports(rule, [resource(awsType.role, "role", compliant)])).toEqual([]);
  });

  it.each([
    [undefined, "no permissionsBoundary"],
    ["", 'permissionsBoundary ""'],
    [
      "arn:aws:iam::aws:policy/AdministratorAccess",
      'permissionsBoundary "arn:aws:iam::aws:policy/AdministratorAccess"',
    ],
    ["acme-account-boundary", 'permissionsBoundary "acme-account-boundary"'],
  ])("violates with %s", async (value, found) => {
    expect(await reports(rule, [role(value)])).toEqual([`mandatory role: found ${found}; ${expected}`]);
  });

  it("cannot decide an unknown boundary", async () => {
    expect(await reports(rule, [role(unknown)])).toEqual([
      "advisory role: undecided: permissionsBoundary cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource("aws:iam/serviceLinkedRole:ServiceLinkedRole", "linked")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [role(undefined)]);
});
