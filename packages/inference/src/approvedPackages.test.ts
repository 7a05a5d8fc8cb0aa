import { runProgram, type FunctionModel } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { requireApprovedPackages, type ModelContainer } from "./approvedPackages.js";

const packageOf = (group: string) => `arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-${group}/1`;
const container = { image: "churn@sha256:0a", modelDataUrl: "s3://artifacts/churn", environment: { MODE: "serve" } };
const described = { Image: "churn@sha256:0a", ModelDataUrl: "s3://artifacts/churn", Environment: { MODE: "serve" } };
const approved = (...Containers: object[]) => ({
  ModelApprovalStatus: "Approved",
  InferenceSpecification: { Containers },
});

const run = (names: readonly string[], packages?: Readonly<Record<string, object>>, expected?: ModelContainer) => {
  const lookUp: FunctionModel = (args, { region }) => {
    const identifier = String(args["identifier"]);
    const found = packages?.[identifier];
    if (found === undefined) throw new Error("not found");
    return { ...args, id: identifier, region, properties: JSON.stringify(found) };
  };
  const models = names.map((name) => ({ name, modelPackageArn: packageOf(name), container: expected }));
  return runProgram(() => requireApprovedPackages(models, {}), {
    stack: "dev",
    ...(packages === undefined ? {} : { functions: { "aws:cloudcontrol/getResource:getResource": lookUp } }),
  });
};

describe("requireApprovedPackages", { tags: ["INF-01"] }, () => {
  it("passes approved packages, and takes those of a simulated account for approved", async () => {
    await expect(run(["churn"], { [packageOf("churn")]: { ModelApprovalStatus: "Approved" } })).resolves.toBeDefined();
    await expect(run(["churn"])).resolves.toBeDefined();
  });

  it("passes a package that runs what the config says", async () => {
    await expect(run(["churn"], { [packageOf("churn")]: approved(described) }, container)).resolves.toBeDefined();
    const plain = { Image: described.Image, ModelDataUrl: described.ModelDataUrl };
    await expect(
      run(["churn"], { [packageOf("churn")]: approved(plain) }, { ...container, environment: {} }),
    ).resolves.toBeDefined();
  });

  it.each<[string, object, string]>([
    ["another image", approved({ ...described, Image: "evil" }), "runs the image evil instead of churn@sha256:0a"],
    [
      "another model",
      approved({ ...described, ModelDataUrl: "s3://else/churn" }),
      "loads s3://else/churn instead of s3://artifacts/churn",
    ],
    [
      "another setting",
      approved({ ...described, Environment: { MODE: "debug", SAGEMAKER_PROGRAM: "x" } }),
      `sets the variable MODE differently; "churn" is to serve ${packageOf("churn")}, which sets the variable SAGEMAKER_PROGRAM differently`,
    ],
    ["a setting less", approved({ ...described, Environment: {} }), "sets the variable MODE differently"],
    ["a second container", approved(described, described), "runs 2 containers"],
    ["no container", { ModelApprovalStatus: "Approved" }, "runs 0 containers"],
  ])("refuses a package that was changed to %s with its approval", async (_case, found, problem) => {
    await expect(run(["churn"], { [packageOf("churn")]: found }, container)).rejects.toThrow(
      `Models are served from approved packages only: "churn" is to serve ${packageOf("churn")}, which ${problem}. Have`,
    );
  });

  it("says what is not approved and runs something else as well", async () => {
    const found = { ...approved({ ...described, Image: "evil" }), ModelApprovalStatus: "Rejected" };
    await expect(run(["churn"], { [packageOf("churn")]: found }, container)).rejects.toThrow(
      /which is Rejected; .* which runs the image evil/,
    );
  });

  it("asks nothing without a model", async () => {
    await expect(run([], {})).resolves.toBeDefined();
  });

  it("refuses every other package, all at once", async () => {
    const packages = {
      [packageOf("good")]: { ModelApprovalStatus: "Approved" },
      [packageOf("pending")]: { ModelApprovalStatus: "PendingManualApproval" },
      [packageOf("rejected")]: { ModelApprovalStatus: "Rejected" },
      [packageOf("bare")]: {},
    };
    await expect(run(["good", "pending", "rejected", "bare", "gone"], packages)).rejects.toThrow(
      `Models are served from approved packages only: ` +
        `"pending" is to serve ${packageOf("pending")}, which is PendingManualApproval; ` +
        `"rejected" is to serve ${packageOf("rejected")}, which is Rejected; ` +
        `"bare" is to serve ${packageOf("bare")}, which is without an approval status; ` +
        `"gone" is to serve ${packageOf("gone")}, which is not to be read (`,
    );
    await expect(run(["pending"], packages)).rejects.toThrow('change "models" in stacks/platform/Pulumi.dev.yaml.');
  });
});
