import {
  arn,
  bucketArn,
  macieResultsPrefix,
  macieSource,
  servicePrincipal,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";

/**
 * Where server access logs begin in the `access-logs` bucket; S3 adds account, Region, source bucket and date.
 */
export const accessLogPrefix = "server-access/";

/**
 * What a service asks for when it sets the header at all: in a bucket without ACLs, delivery has been seen without it,
 * and a plain `StringEquals` would then refuse every log.
 */
const ownerHasControl = { StringEqualsIfExists: { "s3:x-amz-acl": "bucket-owner-full-control" } };

/**
 * CloudTrail writes the files of one trail, and digests beside them.
 *
 * @param environment facts of the account
 * @param bucketName name of the bucket
 * @param trailArn exact ARN of the trail, composed from its fixed name
 * @see AWS, "Amazon S3 bucket policy for CloudTrail":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function trailDelivery(
  environment: Environment,
  bucketName: string,
  trailArn: string,
): readonly PolicyStatement[] {
  const principal = { Service: servicePrincipal("cloudtrail") };
  const source = { StringEquals: { "aws:SourceArn": trailArn } };
  return [
    {
      Sid: "CloudTrailAclCheck",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn(environment, bucketName),
      Condition: source,
    },
    {
      Sid: "CloudTrailWrite",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:PutObject",
      Resource: bucketArn(environment, bucketName, `AWSLogs/${environment.accountId}/*`),
      Condition: { ...source, ...ownerHasControl },
    },
  ];
}

/**
 * The log delivery service writes flow, DNS and firewall logs of the account, from any Region. The statement ids are
 * AWS's own: when it finds its statements missing, it writes them into the policy with the deployer's rights.
 *
 * @param environment facts of the account
 * @param bucketName name of the bucket
 * @see AWS, "Amazon S3 bucket permissions for flow logs":
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export function logDelivery(environment: Environment, bucketName: string): readonly PolicyStatement[] {
  const { accountId } = environment;
  const principal = { Service: servicePrincipal("delivery.logs") };
  const source = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": arn(environment, { service: "logs", region: "*", resource: "*" }) },
  };
  return [
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:PutObject",
      Resource: [
        bucketArn(environment, bucketName, `AWSLogs/${accountId}/*`),
        // Where flow logs go when they have Hive-compatible prefixes.
        bucketArn(environment, bucketName, `AWSLogs/aws-account-id=${accountId}/*`),
      ],
      Condition: { ...source, ...ownerHasControl },
    },
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal: principal,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn(environment, bucketName),
      Condition: source,
    },
  ];
}

/**
 * S3 writes the access logs of named buckets of the account (DATA-14).
 *
 * @param environment facts of the account
 * @param bucketName name of the bucket that takes the logs
 * @param sourceBucketNames names of the buckets whose requests are logged
 * @see AWS, "Enabling Amazon S3 server access logging":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function accessLogDelivery(
  environment: Environment,
  bucketName: string,
  sourceBucketNames: readonly string[],
): readonly PolicyStatement[] {
  return [
    {
      Sid: "S3ServerAccessLogs",
      Effect: "Allow",
      Principal: { Service: servicePrincipal("logging.s3") },
      Action: "s3:PutObject",
      Resource: bucketArn(environment, bucketName, `${accessLogPrefix}*`),
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": sourceBucketNames.map((name) => bucketArn(environment, name)) },
      },
    },
  ];
}

/**
 * Macie writes what its jobs have found out about objects; it looks first where the bucket is.
 *
 * @param environment facts of the account
 * @param bucketName name of the bucket
 * @see AWS, "Storing and retaining sensitive data discovery results":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
export function macieDelivery(environment: Environment, bucketName: string): readonly PolicyStatement[] {
  const principal = { Service: servicePrincipal("macie") };
  const condition = macieSource(environment);
  return [
    {
      Sid: "MacieBucketCheck",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetBucketLocation",
      Resource: bucketArn(environment, bucketName),
      Condition: condition,
    },
    {
      Sid: "MacieResults",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:PutObject",
      Resource: bucketArn(environment, bucketName, `${macieResultsPrefix}*`),
      Condition: condition,
    },
  ];
}
