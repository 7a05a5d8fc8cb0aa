import { boundaryArn, type Environment } from "@secure-ml/core";
import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { boundaryPolicy } from "./boundaryPolicy.js";
import { PermissionsBoundary } from "./permissionsBoundary.js";

const environment: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  accountId: "111111111111",
  deployerRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-deployer"],
  breakGlassRoleArns: ["arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass"],
};
const allowedRegions = ["eu-west-1"];

describe("PermissionsBoundary", { tags: ["GOV-40"] }, () => {
  it("makes one policy under the name that every role cites", async () => {
    const run = await runProgram(() => {
      const boundary = new PermissionsBoundary("boundary", { environment, allowedRegions });
      return { arn: boundary.boundaryArn };
    });
    expect(identities(run)).toEqual([
      "aws:iam/policy:Policy :: boundary-policy :: boundary",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:governance:PermissionsBoundary :: boundary :: project-stack",
    ]);
    const policy = one(run, "aws:iam/policy:Policy");
    expect(policy.inputs).toEqual({
      name: "acme-account-boundary",
      path: "/acme/account/",
      description: "Ceiling of every role of the platform",
      policy: boundaryPolicy({ environment, allowedRegions }),
    });
    expect(policy.options.deleteBeforeReplace).toBe(false);
    expect(run.controls.get(policy.urn)).toEqual(["GOV-40"]);
    expect(run.outputs).toEqual({ arn: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary" });
    expect(run.outputs["arn"]).toBe(boundaryArn({ ...environment, name: "dev" }));
  });

  it("is the account's, also when it is given an environment's facts", async () => {
    const run = await runProgram(() => {
      new PermissionsBoundary("boundary", { environment: { ...environment, name: "dev" }, allowedRegions });
    });
    expect(one(run, "aws:iam/policy:Policy").inputs).toMatchObject({
      name: "acme-account-boundary",
      path: "/acme/account/",
    });
  });

  it("has its document before anything exists", async () => {
    const run = await runProgram(
      () => {
        new PermissionsBoundary("boundary", { environment, allowedRegions });
      },
      { unknowns: true },
    );
    expect(all(run, "aws:iam/policy:Policy").map(({ inputs }) => inputs["policy"])).toEqual([
      boundaryPolicy({ environment, allowedRegions }),
    ]);
  });

  it("refuses an empty list of Regions, which would lock every role out", async () => {
    await expect(
      runProgram(() => {
        new PermissionsBoundary("boundary", { environment, allowedRegions: [] });
      }),
    ).rejects.toThrow('PermissionsBoundary "boundary": allowedRegions must not be empty, but is [].');
  });
});
