import { all, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { NotebookRole, type NotebookRoleArgs } from "./notebookRole.js";

const key = (id: string): string => `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
const guardrail = (part: string): string => `arn:aws:iam::111111111111:policy/acme/dev/acme-dev-guardrail-${part}`;
const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:111111111111:${resource}`;
const args: NotebookRoleArgs = {
  environment,
  purposes: ["exploration"],
  guardrailPolicyArns: {
    network: guardrail("network"),
    encryption: guardrail("encryption"),
    platform: guardrail("platform"),
  },
  curated: { bucketName: "curated", keyArn: key("lake") },
  volumeKeyArn: key("studio"),
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
};
const run = (changes: Partial<NotebookRoleArgs> = {}) =>
  runProgram(() => ({ roleArn: new NotebookRole("notebook", { ...args, ...changes }).roleArn }));

describe("NotebookRole", { tags: ["TRN-04", "TRN-10", "TRN-11"] }, () => {
  it("is assumed by SageMaker for this account only, under the boundary and the guardrail", async () => {
    const result = await run();
    const role = one(result, "aws:iam/role:Role");
    expect(role.inputs).toMatchObject({
      name: "acme-dev-notebook",
      path: "/acme/dev/",
      permissionsBoundary: "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
      tags: { persona: "notebook" },
    });
    expect(JSON.parse(String(role.inputs["assumeRolePolicy"]))).toMatchObject({
      Statement: [
        {
          Principal: { Service: "sagemaker.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111111111111" },
            ArnLike: { "aws:SourceArn": arn("sagemaker", "*") },
          },
        },
      ],
    });
    expect(
      all(result, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
    ).toEqual(Object.values(args.guardrailPolicyArns));
    expect(result.controls.get(role.urn)).toEqual(["GOV-40", "TRN-04", "TRN-10", "TRN-11"]);
  });

  it("reads data sets, writes its log, and stops its own instances, and no more", async () => {
    const { policy } = one(await run({ purposes: ["exploration", "review"] }), "aws:iam/rolePolicy:RolePolicy").inputs;
    const interfaces = arn("ec2", "network-interface/*");
    const logGroup = arn("logs", "log-group:/aws/sagemaker/NotebookInstances");
    const notebook = (name: string) => arn("sagemaker", `notebook-instance/acme-dev-${name}`);
    expect(JSON.parse(String(policy))).toMatchObject({
      Statement: [
        { Sid: "ReadObjects", Action: "s3:GetObject", Resource: "arn:aws:s3:::curated/datasets/*" },
        { Sid: "ReadList", Action: "s3:ListBucket", Resource: "arn:aws:s3:::curated" },
        { Sid: "ReadKeys", Action: "kms:Decrypt", Resource: key("lake") },
        { Sid: "VolumeGrant", Action: "kms:CreateGrant", Resource: key("studio") },
        { Sid: "VolumeKey", Action: "kms:DescribeKey", Resource: key("studio") },
        {
          Sid: "WriteLog",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [logGroup, `${logGroup}:*`],
        },
        {
          Sid: "MakeInterface",
          Resource: [interfaces, arn("ec2", "security-group/sg-1"), arn("ec2", "subnet/subnet-1")],
        },
        { Sid: "UseInterface", Condition: { ArnEquals: { "ec2:Subnet": arn("ec2", "subnet/subnet-1") } } },
        { Sid: "SeeNetwork" },
        {
          Sid: "StopWhenIdle",
          Action: ["sagemaker:DescribeNotebookInstance", "sagemaker:StopNotebookInstance"],
          Resource: [notebook("exploration"), notebook("review")],
        },
      ],
    });
  });

  it("refuses a role for no instance", async () => {
    await expect(run({ purposes: [] })).rejects.toThrow(
      'NotebookRole "notebook": purposes must not be empty, but is [].',
    );
  });
});
