import { arn, bucketArn, type Environment, type PolicyStatement, type SageMakerLogGroup } from "@secure-ml/core";

/** A folder of a bucket. */
export interface DataFolder {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Key prefix that ends in a slash, such as `training/`. */
  readonly prefix: string;
  /** ARN of the key that encrypts the bucket. */
  readonly keyArn: string;
}

/** What the role of one kind of job works with. */
export interface JobRoleFacts {
  readonly environment: Environment;
  /** What it reads; at least one, and none of them inside {@link output}. */
  readonly inputs: readonly DataFolder[];
  /** What it writes; it cannot read it. */
  readonly output: DataFolder;
  /** ARN of the key of its volumes. */
  readonly volumeKeyArn: string;
  /** ARNs of the image repositories that it pulls from. */
  readonly imageRepositoryArns: readonly string[];
  /** Ids of the subnets and security groups that it runs in. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Log group that SageMaker writes its log to, a name that AWS fixes, such as `/aws/sagemaker/TrainingJobs`. */
  readonly logGroupName: SageMakerLogGroup;
}

/**
 * What a job needs and nothing more: it reads its inputs, writes its output, and has the plumbing that SageMaker cannot
 * start it without. It cannot read what it wrote, so that no job puts another's model in its place unseen, and deletes
 * nothing.
 *
 * @see AWS, "How to use SageMaker AI execution roles": https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export function jobRoleStatements(facts: JobRoleFacts): readonly PolicyStatement[] {
  const { environment, inputs, output, volumeKeyArn } = facts;
  return [
    ...readFolders(environment, inputs),
    ...writeFolder(environment, output),
    ...volumeGrant([volumeKeyArn]),
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: facts.imageRepositoryArns,
    },
    { Sid: "RegistryToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    writeLog(environment, facts.logGroupName),
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": facts.logGroupName } },
    },
    ...ownInterfaces(facts),
  ];
}

/** Reads objects of some folders, and lists these folders only. */
export function readFolders(
  environment: Environment,
  folders: readonly DataFolder[],
  sid = "Read",
): readonly PolicyStatement[] {
  const lists = folders.map(({ bucketName, prefix }, index): PolicyStatement => ({
    Sid: `${sid}List${index === 0 ? "" : index + 1}`,
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: bucketArn(environment, bucketName),
    Condition: { StringLike: { "s3:prefix": [prefix, `${prefix}*`] } },
  }));
  return [
    {
      Sid: `${sid}Objects`,
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: folders.map(({ bucketName, prefix }) => bucketArn(environment, bucketName, `${prefix}*`)),
    },
    ...lists,
    {
      Sid: `${sid}Keys`,
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: folders.map(({ keyArn }) => keyArn),
      Condition: { StringEquals: { "kms:ViaService": viaS3(environment) } },
    },
  ];
}

/** Writes objects of a folder. The parts of a large upload are decrypted again when S3 joins them. */
export function writeFolder(
  environment: Environment,
  { bucketName, prefix, keyArn }: DataFolder,
): readonly PolicyStatement[] {
  return [
    {
      Sid: "WriteObjects",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: bucketArn(environment, bucketName, `${prefix}*`),
    },
    {
      Sid: "WriteKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaS3(environment) } },
    },
  ];
}

/**
 * Lets AWS services use keys for volumes. `kms:GrantIsForAWSResource` belongs on this call only: the others do not carry
 * it.
 */
export function volumeGrant(keyArns: readonly string[]): readonly PolicyStatement[] {
  return [
    {
      Sid: "VolumeGrant",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: keyArns,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    { Sid: "VolumeKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: keyArns },
  ];
}

/** Writes to a log group. Not `CreateLogGroup`: a group that SageMaker makes has no key and never ends. */
export function writeLog(environment: Environment, logGroupName: SageMakerLogGroup): PolicyStatement {
  const logGroup = arn(environment, { service: "logs", resource: `log-group:${logGroupName}` });
  return {
    Sid: "WriteLog",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: [logGroup, `${logGroup}:*`],
  };
}

/** Makes and uses network interfaces in some subnets and groups only. */
export function ownInterfaces({
  environment,
  subnetIds,
  securityGroupIds,
}: Pick<JobRoleFacts, "environment" | "subnetIds" | "securityGroupIds">): readonly PolicyStatement[] {
  const ec2 = (resource: string): string => arn(environment, { service: "ec2", resource });
  const interfaces = ec2("network-interface/*");
  const subnets = subnetIds.map((id) => ec2(`subnet/${id}`));
  return [
    {
      Sid: "MakeInterface",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: [interfaces, ...subnets, ...securityGroupIds.map((id) => ec2(`security-group/${id}`))],
    },
    {
      Sid: "UseInterface",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
      ],
      Resource: interfaces,
      Condition: { ArnEquals: { "ec2:Subnet": subnets } },
    },
    // These calls know no resource.
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
  ];
}

function viaS3(environment: Environment): string {
  return `s3.${environment.region}.${environment.dnsSuffix}`;
}
