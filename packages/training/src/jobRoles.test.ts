import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { JobRoles, type JobRolesArgs } from "./jobRoles.js";

const key = (id: string): string => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
const repository = "arn:aws:ecr:eu-central-1:111111111111:repository/acme-dev-training";
const zone = (bucketName: string, id: string) => ({ bucketName, keyArn: key(id) });
const args: JobRolesArgs = {
  environment,
  zones: {
    curated: zone("curated", "lake"),
    artifacts: zone("artifacts", "artifacts"),
    labels: zone("labels", "labels"),
  },
  volumeKeyArn: key("compute"),
  imageRepositoryArns: [repository],
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
};
const run = (changes: Partial<JobRolesArgs> = {}) =>
  runProgram(() => ({ roleArns: new JobRoles("jobs", { ...args, ...changes }).roleArns }));
interface Statement {
  readonly Sid: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

describe("JobRoles", { tags: ["TRN-09", "TRN-10", "TRN-11"] }, () => {
  it("makes one role for each kind of job, which SageMaker assumes for such jobs of this account only", async () => {
    const result = await run();
    const roles = all(result, "aws:iam/role:Role");
    expect(roles.map(({ inputs }) => inputs["name"]).sort()).toEqual([
      "acme-dev-evaluation",
      "acme-dev-processing",
      "acme-dev-training",
    ]);
    const training = one(result, "aws:iam/role:Role", "jobs-training-role");
    expect(result.controls.get(training.urn)).toEqual(["GOV-40", "TRN-09", "TRN-10", "TRN-11"]);
    const trust = JSON.parse(String(training.inputs["assumeRolePolicy"])) as { Statement: unknown[] };
    const job = (kind: string): string => `arn:aws:sagemaker:eu-central-1:111111111111:${kind}/*`;
    expect(trust.Statement).toEqual([
      {
        Sid: "ServiceAssumesRole",
        Effect: "Allow",
        Principal: { Service: "sagemaker.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": [job("hyper-parameter-tuning-job"), job("training-job")] },
        },
      },
    ]);
  });

  it("gives training one place to read and one to write, and no other key", async () => {
    const result = await run();
    const policy = one(result, "aws:iam/rolePolicy:RolePolicy", "jobs-training-policy").inputs["policy"];
    const statements = new Map(
      (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement.map((one) => [one.Sid, one]),
    );
    expect(statements.get("ReadObjects")?.Resource).toBe("arn:aws:s3:::curated/training/*");
    expect(statements.get("ReadList")).toMatchObject({
      Resource: "arn:aws:s3:::curated",
      Condition: { StringLike: { "s3:prefix": ["training/", "training/*"] } },
    });
    expect(statements.get("WriteObjects")).toMatchObject({
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: "arn:aws:s3:::artifacts/models/*",
    });
    expect(statements.get("ReadKeys")?.Resource).toBe(key("lake"));
    expect(statements.get("WriteKey")?.Resource).toBe(key("artifacts"));
    expect(statements.get("VolumeGrant")).toMatchObject({
      Action: "kms:CreateGrant",
      Resource: key("compute"),
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    expect(statements.get("PullImages")?.Resource).toBe(repository);
    expect(JSON.stringify([...statements.values()])).not.toMatch(/DeleteObject|CreateLogGroup|"s3:\*"/);
  });

  it("refuses roles without images", async () => {
    await expect(run({ imageRepositoryArns: [] })).rejects.toThrow(
      'JobRoles "jobs": imageRepositoryArns must not be empty, but is [].',
    );
  });
});
