import { all, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";

const aws = (environmentName: string) => ({
  accountId: "111111111111",
  region: "eu-central-1",
  deployerRoleArn: `arn:aws:iam::111111111111:role/acme/${environmentName}/acme-${environmentName}-deployer`,
});

describe("examples of the data tier", () => {
  it("secureBucket", { tags: ["DATA-03"] }, async () => {
    const run = await runProgram(() => import("./secureBucket.js"), { aws: aws("dev") });
    expect(run.outputs).toEqual({ bucketName: "acme-dev-artifacts-111111111111-eu-central-1" });
    expect(all(run, "aws:s3/bucketPolicy:BucketPolicy")).toHaveLength(1);
  });

  it("dataBuckets", { tags: ["DATA-01", "DATA-03"] }, async () => {
    const run = await runProgram(() => import("./dataBuckets.js"), { aws: aws("dev") });
    expect(run.outputs).toEqual({ rawBucketName: "acme-dev-raw-111111111111-eu-central-1" });
    expect(all(run, "aws:kms/key:Key")).toHaveLength(11);
    expect(all(run, "aws:s3/bucketPolicy:BucketPolicy")).toHaveLength(8);
  });

  it("accountBuckets", { tags: ["GOV-04"] }, async () => {
    const run = await runProgram(() => import("./accountBuckets.js"), { aws: aws("account") });
    expect(run.outputs).toEqual({ archiveName: "acme-account-audit-logs-111111111111-eu-central-1" });
    expect(all(run, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).toHaveLength(2);
    expect(all(run, "aws:s3/bucketPolicy:BucketPolicy")).toHaveLength(5);
  });

  it("dataRoles", { tags: ["DATA-22"] }, async () => {
    const run = await runProgram(() => import("./dataRoles.js"), { aws: aws("dev") });
    expect(run.outputs).toEqual({ etlRoleArn: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-etl" });
    expect(all(run, "aws:iam/role:Role")).toHaveLength(5);
  });
});
