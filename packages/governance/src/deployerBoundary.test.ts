import type { Environment, PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { deployerBoundary } from "./deployerBoundary.js";

const account: Environment = {
  project: "acme",
  name: "account",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  region: "eu-central-1",
  accountId: "111111111111",
  deployerRoleArns: [],
  breakGlassRoleArns: [],
};
const statementsOf = (name: string): readonly PolicyStatement[] =>
  (JSON.parse(deployerBoundary({ ...account, name }, ["dev", "prod"])) as { Statement: readonly PolicyStatement[] })
    .Statement;
const ofAccount = statementsOf("account");
const ofDev = statementsOf("dev");
const find = (statements: readonly PolicyStatement[], sid: string) => statements.find(({ Sid }) => Sid === sid);
const policy = (name: string): string => `arn:aws:iam::111111111111:policy/acme/account/acme-account-${name}`;

describe("deployerBoundary", { tags: ["GOV-46"] }, () => {
  it("lets an environment's deployer change roles of its own under the boundary of every role only", () => {
    expect(find(ofDev, "Identities")?.Resource).toEqual([
      "arn:aws:iam::111111111111:policy/acme/dev/*",
      "arn:aws:iam::111111111111:role/acme/dev/*",
    ]);
    expect(find(ofDev, "RolesWithoutBoundary")).toEqual({
      Sid: "RolesWithoutBoundary",
      Effect: "Deny",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      Resource: "*",
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": policy("boundary") } },
    });
    expect(find(ofDev, "OwnRole")?.Resource).toBe("arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer");
  });

  it("lets the account's deployer make the deployers as well", () => {
    const deployers = ["account", "dev", "prod"].map((name) => policy(`deployer-${name}-boundary`));
    expect(find(ofAccount, "RolesWithoutBoundary")?.Condition).toEqual({
      StringNotEquals: { "iam:PermissionsBoundary": [policy("boundary"), ...deployers] },
    });
  });

  it("keeps an environment's deployer out of every other stack", () => {
    expect(ofDev.map(({ Sid }) => Sid).slice(-5)).toEqual([
      "OwnRole",
      "AccountSettings",
      "OtherKeys",
      "OtherBuckets",
      "OtherStacks",
    ]);
    expect(find(ofDev, "OtherKeys")?.Condition).toEqual({
      StringEquals: { "aws:ResourceTag/environment": ["account", "prod"] },
    });
    expect(find(ofDev, "OtherBuckets")?.Resource).toEqual(["arn:aws:s3:::acme-account-*", "arn:aws:s3:::acme-prod-*"]);
    expect(find(ofDev, "OtherStacks")?.Resource).toEqual(
      expect.arrayContaining([
        "arn:aws:logs:*:111111111111:log-group:/acme/prod/*",
        "arn:aws:rds:*:111111111111:*:acme-prod-*",
      ]),
    );
    expect(find(ofDev, "Services")?.Action).not.toContain("cloudtrail:*");
    expect(find(ofAccount, "Services")?.Action).toContain("cloudtrail:*");
    expect(ofAccount.some(({ Sid }) => /^(Own|Other|AccountSettings)/.test(Sid))).toBe(false);
  });

  // Making an image repository under the account's key takes a grant.
  it("leaves the use of the account's keys to their own policies", () => {
    expect(find(ofDev, "OtherKeys")?.Action).not.toContain("kms:CreateGrant");
    expect(find(ofDev, "OtherKeys")?.Action).toContain("kms:PutKeyPolicy");
  });

  it.each([
    ["an environment", ofDev],
    ["the account", ofAccount],
  ])("lets the deployer of %s neither take boundaries away nor work with models and data", (_name, statements) => {
    expect(find(statements, "BoundaryRemoval")).toEqual({
      Sid: "BoundaryRemoval",
      Effect: "Deny",
      Action: "iam:DeleteRolePermissionsBoundary",
      Resource: "*",
    });
    expect(find(statements, "Work")?.Action).toEqual(
      expect.arrayContaining([
        "sagemaker:CreateModelPackage",
        "sagemaker:UpdateModelPackage",
        "sagemaker:InvokeEndpoint*",
      ]),
    );
    expect(find(statements, "FunctionCalls")).toEqual({
      Sid: "FunctionCalls",
      Effect: "Deny",
      Action: "lambda:InvokeFunction*",
      // Secrets Manager asks whether whoever sets up a rotation may call its function.
      ...(statements === ofDev
        ? { NotResource: "arn:aws:lambda:*:111111111111:function:acme-dev-secret-rotation" }
        : { Resource: "*" }),
    });
    expect(find(statements, "Objects")?.Resource).toEqual(
      expect.arrayContaining(["arn:aws:s3:::acme-account-audit-logs-*/*", "arn:aws:s3:::acme-dev-*/*"]),
    );
    expect(find(statements, "NoSubnets")?.Action).toEqual([
      "sagemaker:CreateModel",
      "sagemaker:CreateNotebookInstance",
    ]);
  });
});
