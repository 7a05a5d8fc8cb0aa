import { evidenceExport } from "@secure-ml/functions";
import { one, runProgram, type ProgramRun } from "@secure-ml/testing";
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

  it("guardrails", { tags: ["GOV-22"] }, async () => {
    const run = await runProgram(() => import("./guardrails.js"), { aws });
    expect(one(run, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").options.protect).toBe(true);
    expect(one(run, "aws:ebs/defaultKmsKey:DefaultKmsKey").inputs["keyArn"]).toBe(
      one(run, "aws:kms/key:Key", "keys-volumes-key").outputs["arn"],
    );
    expect(run.resources.filter(({ type }) => type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")).toEqual(
      [],
    );
  });

  it("auditTrail", { tags: ["GOV-01"] }, async () => {
    const run = await runProgram(() => import("./auditTrail.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:kms/key:Key": 7, "aws:cloudtrail/trail:Trail": 1 });
  });

  it("trailIntegrity, with exactly what the function says that it needs", { tags: ["GOV-01"] }, async () => {
    const run = await runProgram(() => import("./trailIntegrity.js"), { aws });
    expect(counts(run)).toMatchObject({ "aws:lambda/function:Function": 1 });
    const verifier = one(run, "aws:lambda/function:Function").inputs as {
      environment: { variables: Record<string, string> };
    };
    // The one variable with a default: this trail has no key prefix.
    expect(Object.keys(verifier.environment.variables).sort()).toEqual(
      evidenceExport.environmentVariables.filter((name) => name !== "ARCHIVE_PREFIX").sort(),
    );
    const policy = JSON.parse(String(one(run, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
      Statement: { Sid: string; Action: string | string[] }[];
    };
    const own = ["WriteOwnLogs", "SendOwnDeadLetters", "UseOwnKey"];
    expect(
      policy.Statement.filter(({ Sid }) => !own.includes(Sid)).map(({ Sid, Action }) => [Sid, [Action].flat()]),
    ).toEqual(evidenceExport.permissions.map(({ sid, actions }) => [sid, actions]));
  });
});
