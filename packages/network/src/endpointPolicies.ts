import {
  accountEnvironment,
  arn,
  bucketArn,
  policyDocument,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";

/** Services with a gateway endpoint, as AWS spells them in the names of endpoint services. */
export const gatewayServices = ["s3", "dynamodb"] as const;

/** A service that is reached through routes instead of network interfaces. */
export type GatewayService = (typeof gatewayServices)[number];

/** What workloads do with objects; whoever changes a bucket's settings does so from outside the VPC. */
const objectActions = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:GetObjectAttributes",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionTagging",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:PutObjectTagging",
  "s3:PutObjectVersionTagging",
];

/** What workloads do with items; tables are made and exported from outside the VPC. */
const itemActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
];

/**
 * The policy of a gateway endpoint: the account's principals reach the buckets or tables of their environment, and the
 * buckets of the account stack, and nothing else. It stops credentials that somebody brings along as well as copies to
 * somebody else's account. What a role may do is still up to the role.
 *
 * @param environment the environment whose network the endpoint is in
 * @param service the service behind the endpoint
 * @returns the document; it depends on names only, so that it is complete before anything exists
 * @see AWS, "Control access to VPC endpoints using endpoint policies":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function gatewayEndpointPolicy(environment: Environment, service: GatewayService): string {
  return policyDocument(
    "endpointPolicy",
    `the ${service} gateway endpoint`,
    service === "s3" ? s3Statements(environment) : [tableStatement(environment)],
  );
}

function s3Statements(environment: Environment): readonly PolicyStatement[] {
  const owners = [environment.name, accountEnvironment(environment).name];
  const names = owners.map((owner) => `${environment.project}-${owner}-*`);
  return [
    {
      Sid: "OwnBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: objectActions,
      Resource: names.map((name) => bucketArn(environment, name)),
      Condition: ownAccountOnly(environment),
    },
    {
      // ECR answers a pull with addresses of image layers in a bucket of its own, signed in its own name. Without this
      // a pull hangs instead of failing.
      Sid: "ImageLayers",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: bucketArn(environment, `prod-${environment.region}-starport-layer-bucket`, "*"),
    },
  ];
}

function tableStatement(environment: Environment): PolicyStatement {
  const table = arn(environment, {
    service: "dynamodb",
    resource: `table/${environment.project}-${environment.name}-*`,
  });
  return {
    Sid: "OwnTables",
    Effect: "Allow",
    Principal: "*",
    Action: itemActions,
    Resource: table,
    Condition: ownAccountOnly(environment),
  };
}

/** Both sides of a call: the principal that makes it and the resource that it is about. */
export function ownAccountOnly({ accountId }: Environment): NonNullable<PolicyStatement["Condition"]> {
  return { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } };
}
