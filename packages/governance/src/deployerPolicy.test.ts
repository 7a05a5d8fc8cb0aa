import type { Environment, PolicyStatement } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { deployerPolicy, deployerServicePolicies, type DeployerFacts } from "./deployerPolicy.js";

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
const facts: DeployerFacts = {
  environment: { ...account, name: "prod" },
  environmentNames: ["dev", "prod"],
  regions: ["eu-central-1"],
  bucketNames: ["acme-prod-raw"],
  issuerHost: "git.example.com",
  emptiesBuckets: false,
  state: undefined,
};
const statements = (change: Partial<DeployerFacts> = {}): readonly PolicyStatement[] =>
  (JSON.parse(deployerPolicy({ ...facts, ...change })) as { Statement: readonly PolicyStatement[] }).Statement;
const find = (sid: string, change?: Partial<DeployerFacts>) => statements(change).find(({ Sid }) => Sid === sid);
const ofAccount = { environment: account, bucketNames: ["acme-account-code"] };
const iam = (resource: string): string => `arn:aws:iam::111111111111:${resource}`;

describe("deployerPolicy", { tags: ["GOV-46"] }, () => {
  it("manages the buckets that it names, and reads no object of theirs", () => {
    expect(find("Buckets")).toMatchObject({ Resource: "arn:aws:s3:::acme-prod-raw" });
    expect(statements().map(({ Sid }) => Sid)).not.toContain("EmptyBuckets");
    expect(find("EmptyBuckets", { emptiesBuckets: true })).toEqual({
      Sid: "EmptyBuckets",
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: "arn:aws:s3:::acme-prod-raw/*",
    });
    expect(find("EmptyBuckets", { ...ofAccount, emptiesBuckets: true })).toBeUndefined();
    expect(find("Code")?.Resource).toBe("arn:aws:s3:::acme-account-code-111111111111-eu-central-1/*");
  });

  it("may call the one function for which Secrets Manager asks, and the account's deployer none", () => {
    expect(find("RotationFunction")).toEqual({
      Sid: "RotationFunction",
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: "arn:aws:lambda:*:111111111111:function:acme-prod-secret-rotation",
    });
    expect(find("RotationFunction", ofAccount)).toBeUndefined();
  });

  it("passes roles of its own path to the services that its stack has roles for", () => {
    expect(find("PassRoles")).toEqual({
      Sid: "PassRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iam("role/acme/prod/*"),
      Condition: {
        StringEquals: {
          "iam:PassedToService": [
            "events.amazonaws.com",
            "glue.amazonaws.com",
            "lambda.amazonaws.com",
            "malware-protection-plan.guardduty.amazonaws.com",
            "monitoring.rds.amazonaws.com",
            "sagemaker.amazonaws.com",
            "vpc-flow-logs.amazonaws.com",
          ],
        },
      },
    });
    expect(find("PassRoles", ofAccount)?.Resource).toBe(iam("role/acme/account/*"));
  });

  it("uses keys through services only, and lends them to AWS only", () => {
    const viaServices = ["dynamodb", "ecr", "elasticfilesystem", "lambda", "rds", "sagemaker", "secretsmanager"].map(
      (service) => `${service}.eu-central-1.amazonaws.com`,
    );
    expect(find("KeyUse")?.Condition).toEqual({ StringEquals: { "kms:ViaService": viaServices } });
    expect(find("KeyGrants")?.Condition).toEqual({
      StringEquals: { "kms:ViaService": viaServices },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    });
    expect(find("KeyUse", { ...ofAccount, regions: ["eu-central-1", "us-east-1"] })?.Condition).toEqual({
      StringEquals: { "kms:ViaService": ["lambda.eu-central-1.amazonaws.com", "lambda.us-east-1.amazonaws.com"] },
    });
  });

  it("changes identities below its stack's path; the account's also the deployers and their provider", () => {
    expect(find("Identities")?.Resource).toEqual([iam("policy/acme/prod/*"), iam("role/acme/prod/*")]);
    expect(find("Provider")).toBeUndefined();
    expect(find("Identities", ofAccount)?.Resource).toEqual([
      iam("policy/acme/account/*"),
      iam("role/acme/account/*"),
      iam("role/acme/dev/acme-dev-deployer"),
      iam("role/acme/prod/acme-prod-deployer"),
    ]);
    expect(find("Provider", ofAccount)?.Resource).toBe(iam("oidc-provider/git.example.com"));
  });

  it("reads and writes the state of its own stack, and reads what the account stack hands out", () => {
    const state = {
      bucketName: "acme-state",
      keyArns: ["arn:aws:kms:eu-central-1:111111111111:key/0a1b"],
      own: { project: "ml-platform", stack: "prod" },
      account: { project: "ml-account", stack: "live" },
    };
    expect(statements({ state }).slice(-4)).toEqual([
      { Sid: "StateList", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-state" },
      {
        Sid: "State",
        Effect: "Allow",
        Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        Resource: [
          "arn:aws:s3:::acme-state/.pulumi/*/ml-platform/prod.*",
          "arn:aws:s3:::acme-state/.pulumi/*/ml-platform/prod/*",
        ],
      },
      {
        Sid: "StateReads",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: [
          "arn:aws:s3:::acme-state/.pulumi/meta.yaml",
          "arn:aws:s3:::acme-state/.pulumi/stacks/ml-account/live.*",
        ],
      },
      {
        Sid: "StateKeys",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
        Resource: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
      },
    ]);
    const own = { ...state, own: state.account };
    expect(find("StateReads", { ...ofAccount, state: own })?.Resource).toBe(
      "arn:aws:s3:::acme-state/.pulumi/meta.yaml",
    );
  });

  it("leaves room, in each of its managed policies, for what a stack is yet to be made of", () => {
    const longest = Object.values(deployerServicePolicies("prod")).map(({ length }) => length);
    expect(Math.max(...longest)).toBeLessThan(0.9 * 6_144);
  });

  it.each([
    ["an environment", {}],
    ["the account", ofAccount],
  ])("gives the deployer of %s no work with models and data, and nothing that stops the trail", (_name, change) => {
    const name = change === ofAccount ? "account" : "prod";
    const services = Object.values(deployerServicePolicies(name)).flatMap(
      (document) => (JSON.parse(document) as { Statement: readonly PolicyStatement[] }).Statement,
    );
    const actions = [...statements(change), ...services].flatMap(({ Action }) => Action);
    expect(actions).toContain(name === "account" ? "cloudtrail:UpdateTrail" : "ec2:CreateVpc");
    for (const forbidden of [
      "sagemaker:UpdateModelPackage",
      "sagemaker:CreateModelPackage",
      "sagemaker:InvokeEndpoint",
      "sagemaker:CreateTrainingJob",
      "sagemaker:CreatePresignedDomainUrl",
      "lambda:InvokeFunctionUrl",
      "cloudtrail:DeleteTrail",
      "cloudtrail:StopLogging",
      "iam:DeleteRolePermissionsBoundary",
      "iam:CreateUser",
      "iam:CreateAccessKey",
      "ec2:RunInstances",
      "logs:FilterLogEvents",
      "sqs:ReceiveMessage",
      "sns:Publish",
      "sts:AssumeRole",
      "dynamodb:GetItem",
      "dynamodb:Scan",
      "secretsmanager:GetSecretValue",
      "rds:RestoreDBInstanceFromDBSnapshot",
    ]) {
      const pattern = (action: string) => new RegExp(`^${action.replaceAll("*", ".*")}$`);
      expect(actions.filter((action) => pattern(action).test(forbidden))).toEqual([]);
    }
  });
});
