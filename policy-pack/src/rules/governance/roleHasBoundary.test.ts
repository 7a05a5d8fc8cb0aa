import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { deployerBoundaryArn, deployerRole, deployerSettings } from "../../deployer.fixture.js";
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

  it("leaves the boundary of a deployer to that deployer", { tags: ["GOV-46"] }, async () => {
    const names = deployerSettings.environments;
    for (const name of ["account", ...names])
      expect(await reports(rule, [deployerRole(name)], deployerSettings)).toEqual([]);
    const permissionsBoundary = deployerBoundaryArn("prod");
    for (const other of [
      resource(awsType.role, "role", { name: "acme-prod-etl", permissionsBoundary }),
      deployerRole("prod", {}, "secure-ml-platform"),
      deployerRole("prod", {}, "anything"),
      deployerRole("dev", { permissionsBoundary }),
      deployerRole("prod", { name: "acme-prod-old-deployer" }),
      deployerRole("prod", { name: unknown }),
    ]) {
      const lines = await reports(rule, [other], deployerSettings);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`found permissionsBoundary "${permissionsBoundary}"`);
    }
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
