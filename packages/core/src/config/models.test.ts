import { describe, expect, it } from "vitest";
import { problemsOf as problems, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";

const packageArn = "arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-churn/1";
const requestSchema = {
  type: "object",
  additionalProperties: false,
  properties: { age: { type: "integer", minimum: 0, maximum: 150 } },
};
const answer = { kind: "class", classes: ["stay", "leave"] };
const container = {
  image: `111111111111.dkr.ecr.eu-central-1.amazonaws.com/acme-dev-churn@sha256:${"0a".repeat(32)}`,
  modelDataUrl: "s3://acme-dev-artifacts/models/churn/model.tar.gz",
};
const model = {
  name: "churn",
  modelPackageArn: packageArn,
  container,
  instanceType: "ml.m5.large",
  requestSchema,
  answer,
};

const form =
  'models.0.modelPackageArn must be the ARN of a version of a model package, "arn:<partition>:sagemaker:<Region>:<account>:model-package/<group>/<version>"';
const elsewhere =
  "models.0.modelPackageArn must lie in the environment's account and Region, 111111111111 and eu-central-1";

describe("models", { tags: ["INF-01"] }, () => {
  it("defaults to two instances and no capture", () => {
    expect(platformConfigSchema.parse({ ...sound, models: [model] }).models).toEqual([
      { ...model, container: { ...container, environment: {} }, instanceCount: 2, capturePercentage: 0 },
    ]);
  });

  it("needs no container where data is disposable", () => {
    expect(problems({ dataProtection: "disposable", models: [{ ...model, container: undefined }] })).toEqual([]);
  });

  it("may be none", () => {
    expect(problems({ models: [] })).toEqual([]);
  });

  it.each([
    [{ modelPackageArn: undefined }, "models.0.modelPackageArn Invalid input: expected string, received undefined"],
    [{ modelPackageArn: "acme-dev-churn" }, form],
    [{ modelPackageArn: packageArn.replace(/\/1$/, "") }, form],
    [{ modelPackageArn: packageArn.replace(/1$/, "0") }, form],
    [{ modelPackageArn: packageArn.replace("model-package/", "model-package-group/") }, form],
    [{ modelPackageArn: packageArn.replace("111111111111", "222222222222") }, elsewhere],
    [{ modelPackageArn: packageArn.replace("eu-central-1", "us-east-1") }, elsewhere],
    [
      { instanceType: "ml.m5.24xlarge" },
      "models.0.instanceType must be one of modelInstanceTypes: ml.m5.large, ml.m5.xlarge, ml.c5.large, ml.c5.xlarge",
    ],
    [
      { container: { ...container, image: container.image.replace(/@.*/, ":latest") } },
      "models.0.container.image must be an image in ECR by its digest, <account>.dkr.ecr.<Region>.<suffix>/<repository>@sha256:<64 hexadecimal digits>",
    ],
    [
      { container: { ...container, modelDataUrl: "https://models.example.com" } },
      "models.0.container.modelDataUrl must be the address of the model, s3://<bucket>/<key>",
    ],
    [
      { container: undefined },
      'models.0.container must say what the version runs unless dataProtection is "disposable": image by digest and modelDataUrl, as "aws sagemaker describe-model-package" shows them',
    ],
    [{ name: "Churn" }, "models.0.name must be 2 to 32 lower-case letters, digits or hyphens, starting with a letter"],
    [{ instanceCount: 0 }, "models.0.instanceCount must be a whole number of instances from 1 to 20"],
    [{ capturePercentage: 101 }, "models.0.capturePercentage must be a whole number of percent from 0 to 100"],
    [
      { volumeEncryption: "hardware" },
      'models.0.volumeEncryption must be left out or "customer-managed-key" for ml.m5.large, which has no local NVMe disks',
    ],
  ])("refuses a model with %j", (changes, problem) => {
    expect(problems({ models: [{ ...model, ...changes }] })).toEqual([problem]);
  });

  it("refuses an instance type that is none", () => {
    expect(problems({ models: [{ ...model, instanceType: "m5.large" }] })).toEqual([
      "models.0.instanceType must be an instance type of SageMaker, such as ml.m5.large",
      "models.0.instanceType must be one of modelInstanceTypes: ml.m5.large, ml.m5.xlarge, ml.c5.large, ml.c5.xlarge",
    ]);
  });

  it("takes the instance types that config allows, and no others", () => {
    const allowed = { modelInstanceTypes: ["ml.t2.medium", "ml.g5.xlarge"] };
    expect(problems({ ...allowed, models: [{ ...model, instanceType: "ml.t2.medium" }] })).toEqual([]);
    expect(problems({ ...allowed, models: [model] })).toEqual([
      "models.0.instanceType must be one of modelInstanceTypes: ml.t2.medium, ml.g5.xlarge",
    ]);
  });

  it("refuses a volume key for local NVMe disks", { tags: ["INF-02"] }, () => {
    const nvme = (volumeEncryption?: string) =>
      problems({
        modelInstanceTypes: ["ml.g5.xlarge"],
        models: [
          { ...model, instanceType: "ml.g5.xlarge", ...(volumeEncryption === undefined ? {} : { volumeEncryption }) },
        ],
      });
    expect(nvme()).toEqual([]);
    expect(nvme("hardware")).toEqual([]);
    expect(nvme("customer-managed-key")).toEqual([
      'models.0.volumeEncryption must be left out or "hardware" for ml.g5.xlarge: its local NVMe disks are encrypted by the hardware, and SageMaker refuses a key',
    ]);
  });

  it("refuses two models of one name", () => {
    expect(problems({ models: [model, { ...model, name: "fraud" }, model] })).toEqual([
      "models.2.name must not name a second model like an earlier one",
    ]);
  });

  it("reports all problems at once, also when something else is wrong", () => {
    const wrong = [
      {
        ...model,
        name: "a",
        modelPackageArn: packageArn.replace("eu-central-1", "us-east-1"),
        instanceType: "ml.p5.48xlarge",
      },
      model,
      model,
    ];
    expect(problems({ owner: undefined, models: wrong }).map((problem) => problem.split(" ")[0])).toEqual([
      "owner",
      "models.0.name",
      "models.0.modelPackageArn",
      "models.0.instanceType",
      "models.2.name",
    ]);
  });

  it.each([null, "text", [null, 1], [{ name: 1, modelPackageArn: 2, instanceType: 3 }]])("survives %j", (models) => {
    expect(problems({ models }).length).toBeGreaterThan(0);
    expect(problems({ models: [model], modelInstanceTypes: models }).length).toBeGreaterThan(0);
  });
});
