import { arn, bucketArn, type Environment, type KeyUses, type PolicyStatement } from "@secure-ml/core";
import { endpointLogGroupName } from "./modelEndpoint.js";
import { modelRoleArn } from "./modelNames.js";

/** What the execution role of the served models works with. */
export interface ModelRoleResources {
  /** Name of the bucket with what training has produced. */
  readonly artifactBucketName: string;
  /** Beginning of the keys of what is served, with its slash at the end, such as `models/`. */
  readonly artifactPrefix: string;
  /** ARN of that bucket's key. */
  readonly artifactKeyArn: string;
  /** ARNs of the repositories with the models' images. */
  readonly repositoryArns: readonly string[];
  /** Ids of the subnets in which the containers get their network interfaces. */
  readonly subnetIds: readonly string[];
  /** Ids of the security groups of those interfaces. */
  readonly securityGroupIds: readonly string[];
  /** ARN of the key of the instances' volumes; absent when every instance type encrypts by hardware. */
  readonly volumeKeyArn?: string;
  /** Where requests and answers are kept; absent when no model's are. */
  readonly capture?: {
    readonly bucketName: string;
    /** Prefixes, one for each model that is captured, with the slash at the end. */
    readonly prefixes: readonly string[];
    readonly keyArn: string;
  };
}

/**
 * What SageMaker does for a model with its execution role: it reads one artifact prefix, pulls images, makes network
 * interfaces in the inference subnets, and writes logs, metrics and captured data. The container has no credentials of it,
 * since it is isolated (INF-01).
 *
 * @see AWS, "How to use SageMaker AI execution roles", "CreateModel API: Execution Role Permissions":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export function modelRoleStatements(environment: Environment, resources: ModelRoleResources): PolicyStatement[] {
  const { capture, volumeKeyArn } = resources;
  const viaS3 = { StringEquals: { "kms:ViaService": `s3.${environment.region}.${environment.dnsSuffix}` } };
  const ec2 = (resource: string): string => arn(environment, { service: "ec2", resource });
  const subnetArns = resources.subnetIds.map((id) => ec2(`subnet/${id}`));
  return [
    {
      Sid: "ReadArtifacts",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: bucketArn(environment, resources.artifactBucketName, `${resources.artifactPrefix}*`),
    },
    {
      Sid: "DecryptArtifacts",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: resources.artifactKeyArn,
      Condition: viaS3,
    },
    // The token is for the registry as a whole; what can be pulled with it is up to the next statement.
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
        ...subnetArns,
        ...resources.securityGroupIds.map((id) => ec2(`security-group/${id}`)),
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
      Condition: { ArnEquals: { "ec2:Subnet": subnetArns } },
    },
    {
      // None of these takes a resource.
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
      // The groups exist already, with key and retention: the role cannot make one. One pattern for those of the
      // environment's endpoints, since a list of them would outgrow a role's policies.
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: arn(environment, {
        service: "logs",
        resource: `log-group:${endpointLogGroupName(`${environment.project}-${environment.name}-*`)}`,
      }),
    },
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": ["/aws/sagemaker/Endpoints", "AWS/SageMaker"] } },
    },
    ...(volumeKeyArn === undefined
      ? []
      : [
          { Sid: "SeeVolumeKey", Effect: "Allow" as const, Action: "kms:DescribeKey", Resource: volumeKeyArn },
          {
            Sid: "LendVolumeKey",
            Effect: "Allow" as const,
            Action: "kms:CreateGrant",
            Resource: volumeKeyArn,
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
          },
        ]),
    ...(capture === undefined
      ? []
      : [
          {
            Sid: "WriteCapture",
            Effect: "Allow" as const,
            Action: "s3:PutObject",
            Resource: capture.prefixes.map((prefix) => bucketArn(environment, capture.bucketName, `${prefix}*`)),
          },
          {
            Sid: "EncryptCapture",
            Effect: "Allow" as const,
            Action: "kms:GenerateDataKey",
            Resource: capture.keyArn,
            Condition: viaS3,
          },
        ]),
  ];
}

/** Which of the environment's keys the execution role of the served models uses, by domain, and what for. */
export function modelKeyUses(environment: Environment): Readonly<Record<"artifacts" | "capture" | "compute", KeyUses>> {
  const roleArns = [modelRoleArn(environment)];
  return {
    artifacts: {
      roles: [{ sid: "ModelsReadArtifacts", roleArns, actions: ["kms:Decrypt"], viaServices: ["s3"] }],
    },
    capture: {
      roles: [{ sid: "ModelsWriteCapture", roleArns, actions: ["kms:GenerateDataKey"], viaServices: ["s3"] }],
    },
    compute: {
      grants: [{ sid: "ModelVolumes", roleArns, viaServices: ["sagemaker"] }],
    },
  };
}
