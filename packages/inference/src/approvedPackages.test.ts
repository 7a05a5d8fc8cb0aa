import { runProgram, type FunctionModel } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { requireApprovedPackages } from "./approvedPackages.js";

const packageOf = (group: string) => `arn:aws:sagemaker:eu-central-1:111111111111:model-package/acme-dev-${group}/1`;
const model = (name: string) => ({ name, modelPackageArn: packageOf(name) });

const run = (names: readonly string[], packages?: Readonly<Record<string, object>>) => {
  const lookUp: FunctionModel = (args, { region }) => {
    const identifier = String(args["identifier"]);
    const found = packages?.[identifier];
    if (found === undefined) throw new Error("not found");
    return { ...args, id: identifier, region, properties: JSON.stringify(found) };
  };
  return runProgram(() => requireApprovedPackages(names.map(model), {}), {
    stack: "dev",
    ...(packages === undefined ? {} : { functions: { "aws:cloudcontrol/getResource:getResource": lookUp } }),
  });
};

describe("requireApprovedPackages", { tags: ["INF-01"] }, () => {
  it("passes approved packages, and takes those of a simulated account for approved", async () => {
    await expect(run(["churn"], { [packageOf("churn")]: { ModelApprovalStatus: "Approved" } })).resolves.toBeDefined();
    await expect(run(["churn"])).resolves.toBeDefined();
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
