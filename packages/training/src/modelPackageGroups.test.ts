import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { ModelPackageGroups, type ModelPackageGroupsArgs } from "./modelPackageGroups.js";

const type = "aws:sagemaker/modelPackageGroup:ModelPackageGroup";
const alertTopicArn = "arn:aws:sns:eu-central-1:111111111111:acme-dev-alerts";
const run = (changes: Partial<ModelPackageGroupsArgs> = {}) =>
  runProgram(() => {
    const { groupNames } = new ModelPackageGroups("models", {
      environment,
      models: ["churn"],
      alertTopicArn,
      kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/0a1b",
      ...changes,
    });
    return { groupNames };
  });

describe("ModelPackageGroups", { tags: ["TRN-22"] }, () => {
  it("makes a group for each model, and keeps it", async () => {
    const result = await run({ models: ["churn", "fraud"] });
    expect(all(result, type).map(({ inputs }) => inputs)).toEqual([
      { modelPackageGroupName: "acme-dev-churn", modelPackageGroupDescription: "Versions of the model churn" },
      { modelPackageGroupName: "acme-dev-fraud", modelPackageGroupDescription: "Versions of the model fraud" },
    ]);
    for (const { urn, options } of all(result, type)) {
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
      expect(result.controls.get(urn)).toEqual(["TRN-22"]);
    }
    expect(result.outputs["groupNames"]).toEqual({ churn: "acme-dev-churn", fraud: "acme-dev-fraud" });
  });

  it("tells people of each change of a version's state", async () => {
    const result = await run();
    const rule = one(result, "aws:cloudwatch/eventRule:EventRule");
    expect(rule.inputs["name"]).toBe("acme-dev-model-state");
    expect(JSON.parse(String(rule.inputs["eventPattern"]))).toEqual({
      source: ["aws.sagemaker"],
      "detail-type": ["SageMaker Model Package State Change"],
      detail: { ModelPackageGroupName: ["acme-dev-churn"] },
    });
    expect(one(result, "aws:cloudwatch/eventTarget:EventTarget").inputs).toMatchObject({
      arn: alertTopicArn,
      inputTransformer: { inputTemplate: '"Model <group>, version <version>: <status>."' },
    });
  });

  it("never makes a version", async () => {
    const types = (await run()).resources.map(({ type: made }) => made);
    expect(types.filter((made) => /modelPackage(?!Group)/i.test(made))).toEqual([]);
  });

  it("goes with a disposable environment", async () => {
    expect(one(await run({ dataProtection: "disposable" }), type).options).toMatchObject({
      protect: false,
      retainOnDelete: false,
    });
  });
});
