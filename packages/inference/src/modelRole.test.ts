import { policyDocument } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { modelKeyUses, modelRoleStatements, type ModelRoleResources } from "./modelRole.js";

const key = (name: string) => `arn:aws:kms:eu-central-1:111111111111:key/${name}`;
const resources: ModelRoleResources = {
  artifactBucketName: "acme-dev-artifacts",
  artifactPrefix: "models/",
  artifactKeyArn: key("artifacts"),
  repositoryArns: ["arn:aws:ecr:eu-central-1:111111111111:repository/acme-dev-inference"],
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
  volumeKeyArn: key("compute"),
  capture: {
    bucketName: "acme-dev-capture",
    prefixes: ["endpoints/acme-dev-churn/"],
    keyArn: key("capture"),
  },
};
const ec2 = (resource: string) => `arn:aws:ec2:eu-central-1:111111111111:${resource}`;
const viaS3 = { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } };

describe("modelRoleStatements", { tags: ["INF-01", "INF-02"] }, () => {
  it("allow what SageMaker does for a model, each on its own resource", () => {
    expect(modelRoleStatements(environment, resources)).toEqual([
      {
        Sid: "ReadArtifacts",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::acme-dev-artifacts/models/*",
      },
      {
        Sid: "DecryptArtifacts",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: key("artifacts"),
        Condition: viaS3,
      },
      { Sid: "RegistryToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "PullImages",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: resources.repositoryArns,
      },
      {
        Sid: "MakeInterfaces",
        Effect: "Allow",
        Action: "ec2:CreateNetworkInterface",
        Resource: [
          ec2("subnet/subnet-1"),
          ec2("subnet/subnet-2"),
          ec2("security-group/sg-1"),
          ec2("network-interface/*"),
        ],
      },
      {
        Sid: "UseOwnInterfaces",
        Effect: "Allow",
        Action: [
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ],
        Resource: ec2("network-interface/*"),
        Condition: { ArnEquals: { "ec2:Subnet": [ec2("subnet/subnet-1"), ec2("subnet/subnet-2")] } },
      },
      {
        Sid: "SeeNetwork",
        Effect: "Allow",
        Action: [
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
        ],
        Resource: "*",
      },
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/sagemaker/Endpoints/acme-dev-*",
      },
      {
        Sid: "WriteMetrics",
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": ["/aws/sagemaker/Endpoints", "AWS/SageMaker"] } },
      },
      { Sid: "SeeVolumeKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: key("compute") },
      {
        Sid: "LendVolumeKey",
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: key("compute"),
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        Sid: "WriteCapture",
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: ["arn:aws:s3:::acme-dev-capture/endpoints/acme-dev-churn/*"],
      },
      {
        Sid: "EncryptCapture",
        Effect: "Allow",
        Action: "kms:GenerateDataKey",
        Resource: key("capture"),
        Condition: viaS3,
      },
    ]);
  });

  it("leave out keys and buckets that no model uses", () => {
    const kept = Object.entries(resources).filter(([name]) => name !== "volumeKeyArn" && name !== "capture");
    const sids = modelRoleStatements(environment, Object.fromEntries(kept) as unknown as ModelRoleResources).map(
      ({ Sid }) => Sid,
    );
    expect(sids.filter((sid) => /Volume|Capture/.test(sid))).toEqual([]);
    expect(sids).toHaveLength(9);
  });

  it("fit into a role with the longest names and as many models as anybody serves", () => {
    const models = Array.from({ length: 20 }, (_, index) => `${"m".repeat(30)}${index + 10}`);
    const longest = { ...environment, project: "twelve-chars", name: "eightchr", region: "ap-southeast-1" };
    const prefixes = models.map((model) => `endpoints/twelve-chars-eightchr-${model}/`);
    const statements = modelRoleStatements(longest, {
      ...resources,
      capture: { bucketName: "b".repeat(63), keyArn: key("x".repeat(36)), prefixes },
    });
    expect(() => policyDocument("rolePolicy", "the longest", statements)).not.toThrow();
  });
});

describe("modelKeyUses", { tags: ["INF-02"] }, () => {
  it("name the execution role, by exact ARN, for exactly what it does with each key", () => {
    const roleArns = ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-model"];
    expect(modelKeyUses(environment)).toEqual({
      artifacts: { roles: [{ sid: "ModelsReadArtifacts", roleArns, actions: ["kms:Decrypt"], viaServices: ["s3"] }] },
      capture: {
        roles: [{ sid: "ModelsWriteCapture", roleArns, actions: ["kms:GenerateDataKey"], viaServices: ["s3"] }],
      },
      compute: { grants: [{ sid: "ModelVolumes", roleArns, viaServices: ["sagemaker"] }] },
    });
  });
});
