import { bucketArn, policyDocument, type Environment, type PolicyStatement } from "@secure-ml/core";
import { bucketPerimeter, type BucketPerimeterFacts } from "./bucketPerimeter.js";
import { quarantineStatements } from "./quarantineStatements.js";

/** What a bucket policy is made from. */
export interface SecureBucketPolicyFacts extends BucketPerimeterFacts {
  /** ARN of the only key that objects may be encrypted under; undefined for a bucket with keys managed by S3. */
  readonly kmsKeyArn: string | undefined;
  /**
   * Whether versions are deleted for good with multi-factor proof only.
   * @defaultValue false
   */
  readonly deleteGuard?: boolean;
  /** Further statements, such as those that admit a log delivery service. */
  readonly statements: readonly PolicyStatement[];
}

/**
 * Actions that change how a bucket is protected. They also cover the removal of each setting: S3 has no action of its
 * own for it, except for the policy.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon S3":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const protectiveSettings = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerKeyAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm";

/**
 * The one policy of a bucket: TLS 1.2 or newer (DATA-06), no writes under another key (DATA-05), settings that only
 * deployers and break-glass roles change (DATA-10), objects for listed roles inside the network (DATA-09), in an
 * environment's own buckets marked objects for the responder alone (DATA-26), proof of a second factor before something is
 * deleted for good (DATA-12), and what the caller adds.
 *
 * @throws PolicyDocumentError when it gets larger than S3 takes or a statement id stands twice
 */
export function secureBucketPolicy(facts: SecureBucketPolicyFacts): string {
  const { environment, bucketName, kmsKeyArn, s3EndpointId, statements } = facts;
  const bucket = bucketArn(environment, bucketName);
  const objects = bucketArn(environment, bucketName, "*");
  return policyDocument("bucketPolicy", `bucket "${bucketName}"`, [
    ...secureTransport(bucket, objects),
    ...(kmsKeyArn === undefined ? [] : oneKeyOnly(environment, objects, kmsKeyArn)),
    settingsProtection(environment, bucket),
    ...(facts.deleteGuard === true ? multiFactorProof(environment, objects) : []),
    ...bucketPerimeter(facts),
    ...(s3EndpointId === undefined ? [] : quarantineStatements(environment, bucketName)),
    ...statements,
  ]);
}

/**
 * AWS redacts transport keys from calls between its services, so these operators, which need the key, leave deliveries
 * alone. An exception for services would let anonymous requests pass, which carry no `aws:PrincipalIsAWSService`.
 */
function secureTransport(bucket: string, objects: string): readonly PolicyStatement[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, objects] } as const;
  return [
    { Sid: "DenyPlaintext", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/**
 * Refuses what asks for another algorithm or key. What asks for nothing gets the bucket's default, so it may pass:
 * most AWS services write like that, and so do the parts of a multipart upload. A negated operator, with `IfExists` or
 * without, also matches an absent key; only the `Null` beside it confines it to requests that carry the header.
 *
 * @see AWS, "IAM JSON policy elements: Condition operators":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function oneKeyOnly(environment: Environment, objects: string, kmsKeyArn: string): readonly PolicyStatement[] {
  const write = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: objects } as const;
  return [
    {
      Sid: "DenyOtherAlgorithm",
      ...write,
      Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
    },
    {
      Sid: "DenyOtherKey",
      ...write,
      Condition: { StringNotEquals: { [keyId]: kmsKeyArn }, Null: { [keyId]: "false" } },
    },
    {
      // S3 takes the AWS managed key for these, not the bucket's default.
      Sid: "DenyKmsWithoutKey",
      ...write,
      Condition: { StringEquals: { [algorithm]: "aws:kms" }, Null: { [keyId]: "true" } },
    },
    { Sid: "DenySseC", ...write, Condition: { Null: { [customerKeyAlgorithm]: "false" } } },
    {
      Sid: "DenyReencrypt",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:UpdateObjectEncryption",
      Resource: objects,
      Condition: { ArnNotLike: { "aws:PrincipalArn": environment.breakGlassRoleArns } },
    },
  ];
}

/**
 * Deleting a version for good asks for a second factor that is not older than a quarter of an hour. Absence and age need a
 * statement each, since conditions of one are joined by "and". Versioning is changed by deployers alone, whom the policy
 * names.
 *
 * Sessions of pipelines and of people who come through an identity provider carry neither key, and are refused: `BoolIfExists`
 * matches an absent key. Break-glass roles prove their second factor to the identity provider. S3's own lifecycle asks
 * nobody, and a delete marker, which can be taken away again, needs no proof.
 *
 * @see AWS, "AWS global condition context keys" (aws:MultiFactorAuthPresent, aws:MultiFactorAuthAge):
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function multiFactorProof(environment: Environment, objects: string): readonly PolicyStatement[] {
  const refused = (Sid: string, proof: PolicyStatement["Condition"]): PolicyStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging"],
    Resource: objects,
    Condition: { ...proof, ArnNotEquals: { "aws:PrincipalArn": environment.breakGlassRoleArns } },
  });
  return [
    refused("DenyDeletionWithoutMfa", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
    refused("DenyDeletionWithOldMfa", { NumericGreaterThan: { "aws:MultiFactorAuthAge": "900" } }),
  ];
}

/**
 * Speaks of management actions only, which no AWS service needs with its own identity: a service principal has no
 * `aws:PrincipalArn`, so the negated operator would match it. The account's root user is refused too, but S3 always
 * lets it replace or delete the policy, which is the way out if every listed role is lost.
 *
 * @see AWS, "Bucket policies for Amazon S3":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
function settingsProtection(environment: Environment, bucket: string): PolicyStatement {
  return {
    Sid: "DenyTampering",
    Effect: "Deny",
    Principal: "*",
    Action: protectiveSettings,
    Resource: bucket,
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": [...environment.deployerRoleArns, ...environment.breakGlassRoleArns] },
    },
  };
}
