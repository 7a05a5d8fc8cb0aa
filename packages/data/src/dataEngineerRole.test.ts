import type { PolicyStatement } from "@secure-ml/core";
import { one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { dataEngineerAccess, dataEngineerKeyUses, DataEngineerRole } from "./dataEngineerRole.js";
import { environment } from "./environment.fixture.js";

const lakeKeyArn = "arn:aws:kms:eu-west-1:111111111111:key/lake";
const roleArn = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-data-engineer";
const run = (permissionSets: readonly string[] = ["DataEngineer"]) =>
  runProgram(() => ({ arn: new DataEngineerRole("engineer", { environment, lakeKeyArn, permissionSets }).roleArn }));

describe("DataEngineerRole", { tags: ["DATA-22"] }, () => {
  it("brings data and follows what becomes of it, and reads none", async () => {
    const result = await run();
    expect(result.outputs["arn"]).toBe(roleArn);
    const policy = one(result, "aws:iam/rolePolicy:RolePolicy").inputs["policy"];
    const { Statement: statements } = JSON.parse(String(policy)) as { Statement: readonly PolicyStatement[] };
    const raw = "arn:aws:s3:::acme-dev-raw-111111111111-eu-west-1";
    const job = (name: string) => `arn:aws:glue:eu-west-1:111111111111:job/acme-dev-${name}`;
    expect(statements.slice(0, 3)).toEqual([
      {
        Sid: "BringData",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: [`${raw}/intake/*`, `${raw}/label-sources/*`],
      },
      { Sid: "SealData", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: lakeKeyArn },
      {
        Sid: "FollowJobs",
        Effect: "Allow",
        Action: ["glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns"],
        Resource: [job("etl"), job("labels")],
      },
    ]);
    expect(statements.map(({ Sid }) => Sid)).toEqual(["BringData", "SealData", "FollowJobs", "ReadLogs"]);
    expect(String(one(result, "aws:iam/role:Role").inputs["assumeRolePolicy"])).toContain(
      "AWSReservedSSO_DataEngineer_",
    );
  });

  it("comes to the bucket raw alone, from anywhere, and uses its key through S3", () => {
    expect(dataEngineerAccess(environment)).toEqual({ raw: { outsideRoleArns: [roleArn] } });
    expect(dataEngineerKeyUses(environment)).toEqual({
      lake: {
        roles: [
          {
            sid: "DataEngineersWrite",
            roleArns: [roleArn],
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            viaServices: ["s3"],
          },
        ],
      },
    });
  });

  it("refuses a role that nobody could enter", async () => {
    await expect(run([])).rejects.toThrow('DataEngineerRole "engineer": permissionSets must not be empty, but is [].');
  });
});
