import { bucketArn, type Environment, type PolicyStatement } from "@secure-ml/core";

/**
 * What nobody does to a locked record, whatever IAM says: change or end its lock, or delete one of its versions.
 *
 * @see AWS, "Object Lock considerations":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
const tampering = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObjectVersion",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
];

/** Everything that hands out what a record says. */
const reading = ["s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion", "s3:GetObjectVersionTorrent"];

/**
 * Statements of the policy of a bucket with records (GOV-05): who reads them, and that nobody else than deployers and
 * break-glass roles touches their locks. Services that deliver records do neither, so none is excepted. The deployers
 * stay out of the readers: a destroy lists and deletes, but opens nothing.
 *
 * @param environment supplies deployers and break-glass roles
 * @param bucketName name of the bucket
 * @param readerRoleArns roles that read the records besides the break-glass roles
 */
export function archiveProtection(
  environment: Environment,
  bucketName: string,
  readerRoleArns: readonly string[],
): readonly PolicyStatement[] {
  const objects = bucketArn(environment, bucketName, "*");
  const { breakGlassRoleArns, deployerRoleArns } = environment;
  const except = (roleArns: readonly string[]) => ({ ArnNotLike: { "aws:PrincipalArn": roleArns } });
  return [
    {
      Sid: "DenyRecordTampering",
      Effect: "Deny",
      Principal: "*",
      Action: tampering,
      Resource: objects,
      Condition: except([...deployerRoleArns, ...breakGlassRoleArns]),
    },
    {
      Sid: "DenyOtherReaders",
      Effect: "Deny",
      Principal: "*",
      Action: reading,
      Resource: objects,
      Condition: except([...readerRoleArns, ...breakGlassRoleArns]),
    },
  ];
}
