import { runProgram, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";

const aws = {
  accountId: "111111111111",
  region: "eu-central-1",
  deployerRoleArn: "arn:aws:iam::111111111111:role/acme/account/acme-account-deployer",
};

/** Types of what an example makes of this package, each with its number. */
function counts(run: ProgramRun): Record<string, number> {
  const types = [
    "aws:iam/policy:Policy",
    "aws:kms/key:Key",
    "aws:cloudtrail/trail:Trail",
    "aws:lambda/function:Function",
  ];
  return Object.fromEntries(
    types.map((type) => [type, run.resources.filter((resource) => resource.type === type).length]),
  );
}

describe("examples of the governance tier", () => {
  it("permissionsBoundary", { tags: ["GOV-40"] }, async () => {
    const run = await runProgram(() => import("./permissionsBoundary.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:iam/policy:Policy": 1 });
    expect(run.outputs).toEqual({
      boundaryArn: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
    });
  });

  it("accountKeys", { tags: ["GOV-03"] }, async () => {
    const run = await runProgram(() => import("./accountKeys.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:kms/key:Key": 7 });
    expect(Object.keys(run.outputs["keyArns"] ?? {}).sort()).toEqual([
      "audit",
      "backup",
      "catalog",
      "evidence",
      "operations",
      "supply-chain",
      "volumes",
    ]);
  });

  it("auditTrail", { tags: ["GOV-01"] }, async () => {
    const run = await runProgram(() => import("./auditTrail.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:kms/key:Key": 7, "aws:cloudtrail/trail:Trail": 1 });
  });

  it("trailIntegrity", { tags: ["GOV-01"] }, async () => {
    const run = await runProgram(() => import("./trailIntegrity.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:lambda/function:Function": 1 });
  });
});
