import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "@secure-ml/core";
import { identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { ModelEndpoint, type ModelEndpointArgs } from "./modelEndpoint.js";

const modelType = "aws:sagemaker/model:Model";
const configType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const endpointType = "aws:sagemaker/endpoint:Endpoint";
const modelPackageArn = "arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/1";
const key = (name: string) => `arn:aws:kms:eu-central-1:111111111111:key/${name}`;

/** Arguments without a volume key. */
const keyless = {
  environment,
  model: "churn",
  modelPackageArn,
  instanceType: "ml.m5.large",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
  logKeyArn: key("logs"),
  logRetention: { days: 30, deletionProtection: true },
};

const runWith = (args: Omit<ModelEndpointArgs, "executionRole">) =>
  runProgram(() => {
    const executionRole = new ServiceRole("role", {
      environment,
      purpose: "model",
      description: "Serves",
      trust: { service: "sagemaker" },
      statements: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::models/*" }],
      controls: [],
    });
    const { endpointName, endpointArn } = new ModelEndpoint("churn", { ...args, executionRole });
    return { endpointName, endpointArn };
  });
const run = (changes: Partial<ModelEndpointArgs> = {}) =>
  runWith({ ...keyless, volumeKeyArn: key("compute"), ...changes });

describe("ModelEndpoint", () => {
  it("isolates the container in private subnets and runs an approved package", { tags: ["INF-01"] }, async () => {
    const result = await run();
    const model = one(result, modelType);
    expect(model.inputs).toEqual({
      name: expect.stringMatching(/^churn-model-[0-9a-f]{7}$/) as string,
      executionRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-model",
      primaryContainer: { modelPackageName: modelPackageArn },
      enableNetworkIsolation: true,
      vpcConfig: { subnets: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
    });
    expect(result.controls.get(model.urn)).toEqual(["INF-01"]);
    // Without its permissions the role can fetch nothing, and the endpoint would never get into service.
    expect(model.dependencies).toContain(one(result, "aws:iam/rolePolicy:RolePolicy").urn);
  });

  it("has the volume under the key, no dumps and no sessions", { tags: ["INF-02"] }, async () => {
    const result = await run();
    const config = one(result, configType);
    expect(config.inputs).toEqual({
      name: expect.stringMatching(/^churn-config-[0-9a-f]{7}$/) as string,
      kmsKeyArn: key("compute"),
      productionVariants: [
        {
          variantName: "main",
          modelName: one(result, modelType).outputs["name"],
          instanceType: "ml.m5.large",
          initialInstanceCount: 2,
          initialVariantWeight: 1,
          enableSsmAccess: false,
        },
      ],
    });
    expect(result.controls.get(config.urn)).toEqual(["INF-02"]);
  });

  it("keeps requests and answers under a key where told so", { tags: ["INF-02"] }, async () => {
    const capture = { destination: "s3://acme-dev-capture/endpoints", kmsKeyArn: key("capture"), percentage: 10 };
    expect(one(await run({ capture }), configType).inputs["dataCaptureConfig"]).toEqual({
      enableCapture: true,
      destinationS3Uri: "s3://acme-dev-capture/endpoints",
      kmsKeyId: key("capture"),
      initialSamplingPercentage: 10,
      captureOptions: [{ captureMode: "InputAndOutput" }],
      captureContentTypeHeader: { jsonContentTypes: ["application/json"] },
    });
  });

  it("leaves the key out for local NVMe disks, which SageMaker would refuse", { tags: ["INF-02"] }, async () => {
    const config = one(await runWith({ ...keyless, instanceType: "ml.g5.xlarge" }), configType);
    expect(Object.keys(config.inputs)).not.toContain("kmsKeyArn");
  });

  it("serves under a fixed name, after its log group", { tags: ["INF-02", "INF-06"] }, async () => {
    const result = await run();
    const group = one(result, "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).toEqual({
      name: "/aws/sagemaker/Endpoints/acme-dev-churn",
      kmsKeyId: key("logs"),
      retentionInDays: 30,
      deletionProtectionEnabled: true,
      skipDestroy: false,
    });
    expect(result.controls.get(group.urn)).toEqual(["GOV-07", "GOV-33", "INF-02"]);
    const endpoint = one(result, endpointType);
    expect(endpoint.inputs).toEqual({
      name: "acme-dev-churn",
      endpointConfigName: one(result, configType).outputs["name"],
      tags: { purpose: "main" },
    });
    expect(endpoint.dependencies).toContain(group.urn);
    expect(result.controls.get(endpoint.urn)).toEqual(["INF-01", "INF-06"]);
    const handedOver = {
      endpointName: "acme-dev-churn",
      endpointArn: "arn:aws:sagemaker:eu-central-1:111111111111:endpoint/acme-dev-churn",
    };
    expect(result.outputs).toEqual(handedOver);
    expect(one(result, "secure-ml:inference:ModelEndpoint").outputs).toEqual(handedOver);
  });

  it("protects the endpoint and keeps what a rollback may still serve", { tags: ["INF-01", "INF-02"] }, async () => {
    const result = await run();
    const options = (type: string) => {
      const { protect, retainOnDelete } = one(result, type).options;
      return { protect, retainOnDelete };
    };
    expect(options(endpointType)).toEqual({ protect: true, retainOnDelete: false });
    expect(options(modelType)).toEqual({ protect: false, retainOnDelete: true });
    expect(options(configType)).toEqual({ protect: false, retainOnDelete: true });
  });

  it("waits for what SageMaker fetches the model through", { tags: ["INF-01"] }, async () => {
    const result = await runProgram(() => {
      const gateway = new aws.ec2.VpcEndpoint("s3", { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-central-1.s3" });
      const ready = new aws.iam.RolePolicy("policy", { role: "acme-dev-model", policy: "{}" });
      new ModelEndpoint("churn", {
        ...keyless,
        volumeKeyArn: key("compute"),
        executionRole: { roleArn: pulumi.output("arn:aws:iam::111111111111:role/acme/dev/acme-dev-model"), ready },
        after: [gateway],
      });
    });
    expect(one(result, endpointType).dependencies).toContain(one(result, "aws:ec2/vpcEndpoint:VpcEndpoint").urn);
  });

  it("lets a disposable one go", async () => {
    const result = await run({ dataProtection: "disposable", instanceCount: 1 });
    const kept = [endpointType, modelType, configType].filter((type) => {
      const { protect, retainOnDelete } = one(result, type).options;
      return protect || retainOnDelete;
    });
    expect(kept).toEqual([]);
    expect(one(result, configType).inputs["productionVariants"]).toMatchObject([{ initialInstanceCount: 1 }]);
  });

  it("refuses what SageMaker would refuse, all at once", { tags: ["INF-01", "INF-02"] }, async () => {
    const capture = { destination: "s3://acme-dev-capture", kmsKeyArn: key("capture"), percentage: 0 };
    await expect(run({ modelPackageArn: "churn", instanceType: "g5", instanceCount: 0, capture })).rejects.toThrow(
      'ModelEndpoint "churn": modelPackageArn must be the ARN of a version of a model package, but is "churn"; ' +
        'instanceType must be an instance type such as "ml.m5.large", but is "g5"; ' +
        "instanceCount must be a whole number of instances from 1 to 20, but is 0; " +
        "capture.percentage must be a whole number of percent from 1 to 100, but is 0.",
    );
  });

  it("refuses a key where there must be none, and none where there must be one", { tags: ["INF-02"] }, async () => {
    await expect(run({ instanceType: "ml.g5.xlarge" })).rejects.toThrow(
      "volumeKeyArn must be left out for ml.g5.xlarge: its local NVMe disks are encrypted by the hardware, and SageMaker refuses a key.",
    );
    await expect(runWith({ ...keyless, instanceType: "ml.t2.medium" })).rejects.toThrow(
      "volumeKeyArn must be given for ml.t2.medium.",
    );
  });

  it("refuses a name that SageMaker does not take", async () => {
    await expect(run({ model: "Churn" })).rejects.toThrow('The endpoint name "acme-dev-Churn"');
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => line.startsWith("aws:sagemaker"))).toEqual([
      `${endpointType} :: churn-endpoint :: churn`,
      `${configType} :: churn-config :: churn`,
      `${modelType} :: churn-model :: churn`,
    ]);
  });
});
