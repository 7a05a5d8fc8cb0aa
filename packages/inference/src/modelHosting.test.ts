import { all, identities, one, runProgram, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { ModelHosting, type HostedModel, type ModelHostingArgs } from "./modelHosting.js";
import { modelRoleStatements } from "./modelRole.js";

const configType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const key = (name: string) => `arn:aws:kms:eu-central-1:111111111111:key/${name}`;
const repositoryArns = ["arn:aws:ecr:eu-central-1:111111111111:repository/acme-dev-inference"];
const model = (name: string, changes: Partial<HostedModel> = {}): HostedModel => ({
  name,
  modelPackageArn: `arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-${name}/1`,
  instanceType: "ml.m5.large",
  ...changes,
});
const keyArns = { artifacts: key("artifacts"), capture: key("capture"), compute: key("compute"), logs: key("logs") };

const run = (models: readonly HostedModel[], changes: Partial<ModelHostingArgs> = {}) =>
  runProgram(() => {
    const { endpointNames, endpointArns } = new ModelHosting("models", {
      environment,
      models,
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      keyArns,
      bucketNames: { artifacts: "acme-dev-artifacts", capture: "acme-dev-capture" },
      repositoryArns,
      logRetention: { days: 30, deletionProtection: true },
      ...changes,
    });
    return { endpointNames, endpointArns };
  });

const configOf = (result: ProgramRun, of: string) => one(result, configType, `models-${of}-config`).inputs;

const statementsOf = (policy: unknown): readonly { readonly Sid: string; readonly Resource: unknown }[] =>
  (JSON.parse(String(policy)) as { Statement: readonly { readonly Sid: string; readonly Resource: unknown }[] })
    .Statement;

describe("ModelHosting", { tags: ["INF-01", "INF-02"] }, () => {
  it("makes an endpoint for each model, and hands over their names and ARNs", async () => {
    const result = await run([model("churn"), model("fraud", { instanceCount: 1 })]);
    const endpoints = all(result, "aws:sagemaker/endpoint:Endpoint");
    expect(endpoints.map(({ inputs }) => inputs["name"]).sort()).toEqual(["acme-dev-churn", "acme-dev-fraud"]);
    const expected = {
      endpointNames: { churn: "acme-dev-churn", fraud: "acme-dev-fraud" },
      endpointArns: {
        churn: "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-churn",
        fraud: "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-fraud",
      },
    };
    expect(result.outputs).toEqual(expected);
    expect(one(result, "secure-ml:inference:ModelHosting").outputs).toEqual(expected);
    expect(configOf(result, "churn")["productionVariants"]).toMatchObject([{ initialInstanceCount: 2 }]);
    expect(configOf(result, "fraud")["productionVariants"]).toMatchObject([{ initialInstanceCount: 1 }]);
  });

  it("makes nothing without a model", async () => {
    const result = await run([]);
    expect(result.resources.filter(({ custom }) => custom)).toEqual([]);
    expect(result.outputs).toEqual({ endpointNames: {}, endpointArns: {} });
  });

  it("gives the models one role, for SageMaker on behalf of this account", async () => {
    const result = await run([model("churn"), model("fraud")]);
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs).toMatchObject({
      name: "acme-dev-model",
      path: "/acme/dev/",
      permissionsBoundary: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
    });
    expect(JSON.parse(String(role.inputs["assumeRolePolicy"]))).toMatchObject({
      Statement: [
        {
          Principal: { Service: "sagemaker.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
        },
      ],
    });
    expect(result.controls.get(role.urn)).toEqual(["GOV-40", "INF-01"]);
    const wanted = modelRoleStatements(environment, {
      artifactBucketName: "acme-dev-artifacts",
      artifactPrefix: "models/",
      artifactKeyArn: key("artifacts"),
      repositoryArns,
      subnetIds: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      volumeKeyArn: key("compute"),
    });
    expect(statementsOf(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]).map(({ Sid }) => Sid)).toEqual(
      wanted.map(({ Sid }) => Sid),
    );
    expect(statementsOf(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])[0]?.Resource).toBe(
      "arn:aws:s3:::acme-dev-artifacts/models/*",
    );
  });

  it("captures where told so, and lets the role write there only", async () => {
    const result = await run([model("churn", { capturePercentage: 10 }), model("fraud")]);
    expect(configOf(result, "churn")["dataCaptureConfig"]).toMatchObject({
      destinationS3Uri: "s3://acme-dev-capture/endpoints",
      kmsKeyId: key("capture"),
      initialSamplingPercentage: 10,
    });
    expect(configOf(result, "fraud")["dataCaptureConfig"]).toBeUndefined();
    const statements = statementsOf(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]);
    expect(statements.find(({ Sid }) => Sid === "WriteCapture")?.Resource).toBe(
      "arn:aws:s3:::acme-dev-capture/endpoints/acme-dev-churn/*",
    );
  });

  it("knows instance types whose volumes take no key", async () => {
    const result = await run([model("vision", { instanceType: "ml.g5.xlarge" }), model("churn")]);
    expect(configOf(result, "vision")["kmsKeyArn"]).toBeUndefined();
    expect(configOf(result, "churn")["kmsKeyArn"]).toBe(key("compute"));
    const only = await run([model("vision", { instanceType: "ml.g5.xlarge" })]);
    const sids = statementsOf(one(only, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]).map(({ Sid }) => Sid);
    expect(sids.filter((sid) => sid.includes("Volume"))).toEqual([]);
  });

  it("hands protection down", async () => {
    const kept = await run([model("churn")]);
    const gone = await run([model("churn")], { dataProtection: "disposable" });
    expect(one(kept, "aws:sagemaker/endpoint:Endpoint").options.protect).toBe(true);
    expect(one(gone, "aws:sagemaker/endpoint:Endpoint").options.protect).toBe(false);
  });

  it("reads from the prefix that it is given", async () => {
    const result = await run([model("churn")], { artifactPrefix: "served/models/" });
    expect(statementsOf(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])[0]?.Resource).toBe(
      "arn:aws:s3:::acme-dev-artifacts/served/models/*",
    );
  });

  it("refuses models of one name and a prefix without an end, all at once", async () => {
    await expect(run([model("churn"), model("churn")], { artifactPrefix: "models" })).rejects.toThrow(
      'ModelHosting "models": models must have a name each, but is ["churn","churn"]; ' +
        'artifactPrefix must end with a slash, but is "models".',
    );
  });

  it("keeps its identities", async () => {
    const lines = identities(await run([model("churn")]));
    expect(lines).toContain("secure-ml:inference:ModelEndpoint :: models-churn :: models");
    expect(lines).toContain("aws:iam/role:Role :: models-role-role :: models-role");
  });
});
