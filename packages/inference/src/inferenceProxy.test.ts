import type { PolicyStatement } from "@secure-ml/core";
import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { InferenceProxy, proxyKeyUses, type InferenceProxyArgs } from "./inferenceProxy.js";

const requestSchema = { type: "object" };
const invoke: PolicyStatement = {
  Sid: "InvokeModels",
  Effect: "Allow",
  Action: "sagemaker:InvokeEndpoint",
  Resource: "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-churn",
  Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } },
};
const tenants = [
  { id: "globex", roleArns: ["arn:aws:iam::111111111111:role/caller"], models: ["churn"], scores: false },
];
const answer = { kind: "class", classes: ["stay", "leave"] } as const;
const args: InferenceProxyArgs = {
  environment,
  bundle: {
    name: "inference-proxy",
    path: import.meta.dirname,
    handler: "index.handler",
    runtime: "nodejs24.x",
    architecture: "arm64",
    deploymentFile: "deployment.mjs",
    deploymentModule: (deployment, schemas) => JSON.stringify({ deployment, schemas }),
    timeoutSeconds: 25,
    memoryMiB: 512,
  },
  models: [{ name: "churn", endpointName: "acme-dev-churn", requestSchema, answer }],
  tenants,
  invokeStatements: [invoke],
  network: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/messaging",
  logKmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetention: { days: 400, deletionProtection: true },
};
const run = (changes: Partial<InferenceProxyArgs> = {}) =>
  runProgram(
    () => {
      const { functionName, aliasName, invokeArn, roleArn } = new InferenceProxy("proxy", { ...args, ...changes });
      return { functionName, aliasName, invokeArn, roleArn };
    },
    { aws: { region: "eu-central-1" } },
  );

describe("InferenceProxy", { tags: ["INF-26"] }, () => {
  it("makes a hardened function in the VPC, with its deployment beside the bundle", async () => {
    const result = await run({ reservedConcurrency: 50 });
    const { code, ...inputs } = one(result, "aws:lambda/function:Function").inputs;
    expect(inputs).toEqual({
      name: "acme-dev-inference-proxy",
      description: "Stands between the inference API and the models",
      role: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 512,
      timeout: 25,
      reservedConcurrentExecutions: 50,
      kmsKeyArn: args.kmsKeyArn,
      environment: { variables: { METRIC_NAMESPACE: "acme/dev" } },
      deadLetterConfig: { targetArn: one(result, "aws:sqs/queue:Queue").outputs["arn"] },
      loggingConfig: { logFormat: "JSON", logGroup: "/acme/dev/inference/inference-proxy" },
      vpcConfig: args.network,
      tracingConfig: { mode: "Active" },
      publish: true,
      packageType: "Zip",
      skipDestroy: false,
      tags: { "endpoint-caller": "inference-proxy" },
    });
    expect(code).toMatchObject({
      assets: {
        "deployment.mjs": {
          text: JSON.stringify({
            deployment: { models: [{ name: "churn", endpointName: "acme-dev-churn", answer }], tenants },
            schemas: [{ name: "churn", schema: requestSchema }],
          }),
        },
      },
    });
    expect(result.controls.get(one(result, "aws:lambda/function:Function").urn)).toEqual(["INF-26"]);
    expect(result.outputs).toEqual({
      functionName: "acme-dev-inference-proxy",
      aliasName: "live",
      invokeArn: one(result, "aws:lambda/alias:Alias").outputs["invokeArn"],
      roleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy",
    });
    expect(identities(result)).toContain("secure-ml:inference:InferenceProxy :: proxy :: project-stack");
  });

  it("gives its role the tag of a caller, the calls of its models, and what every function in the VPC needs", async () => {
    const result = await run();
    expect(one(result, "aws:iam/role:Role").inputs["tags"]).toEqual({ "endpoint-caller": "inference-proxy" });
    const { Statement } = JSON.parse(String(one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
      Statement: PolicyStatement[];
    };
    expect(Statement[0]).toEqual(invoke);
    expect(Statement.map(({ Sid }) => Sid)).toEqual([
      "InvokeModels",
      "WriteOwnLogs",
      "SendOwnDeadLetters",
      "UseOwnKey",
      "MakeNetworkInterfaces",
      "FindNetworkInterfaces",
      "DenyInterfacesToCode",
      "SendTraces",
    ]);
    expect(one(result, "aws:cloudwatch/logGroup:LogGroup").inputs["kmsKeyId"]).toBe(args.logKmsKeyArn);
  });

  it("sets nothing aside unless told to, since a new account has nothing", async () => {
    expect(one(await run(), "aws:lambda/function:Function").inputs["reservedConcurrentExecutions"]).toBe(-1);
    await expect(run({ reservedConcurrency: 0 })).rejects.toThrow(
      'BundledFunction "proxy": reservedConcurrency must be a whole number of copies from 1 to 1000, but is 0.',
    );
  });

  it("adds itself to the users of the key of messages", () => {
    expect(proxyKeyUses(environment)).toEqual({
      messaging: {
        roles: [
          {
            sid: "InferenceProxy",
            roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-inference-proxy"],
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            viaServices: ["lambda", "sqs"],
          },
        ],
      },
    });
  });
});
