import { bucketArn, roleArn, type Environment, type PolicyStatement } from "@secure-ml/core";

/** Tag of an object that a finding has marked as contaminated or exposed; its value is then `true`. */
export const quarantineTag = "quarantine";

/**
 * ARN of the role that marks objects and takes copies of them away, composed from its fixed name.
 *
 * @param environment facts of the platform stack
 */
export function responderRoleArn(environment: Environment): string {
  return roleArn(environment, "quarantine");
}

/**
 * What keeps a marked object out of reach in any bucket (DATA-26): nobody but the responder reads it or copies it, AWS
 * services and Macie included, and the mark stays until a break-glass session takes it off. Uploads that carry other
 * tags are left alone, and so is deletion: whoever may erase personal data may erase it here too.
 *
 * Nobody else may set the mark either. S3 tells tags apart by case, while a condition key for a tag ignores it: with
 * `Quarantine` beside `quarantine` on an object, nobody could say which of the two a policy would read.
 *
 * @param environment facts of the platform stack, with the break-glass roles
 * @param bucketName name of the bucket
 * @see AWS, "Tagging and access control policies":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
 */
export function quarantineStatements(environment: Environment, bucketName: string): readonly PolicyStatement[] {
  const responder = responderRoleArn(environment);
  const markers = [responder, ...environment.breakGlassRoleArns];
  const deny = {
    Effect: "Deny",
    Principal: "*",
    Resource: bucketArn(environment, bucketName, "*"),
  } as const;
  const marked = { [`s3:ExistingObjectTag/${quarantineTag}`]: "true" };
  return [
    {
      Sid: "DenyQuarantined",
      ...deny,
      Action: "s3:GetObject*",
      Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": responder } },
    },
    {
      Sid: "DenyQuarantineRelease",
      ...deny,
      Action: [
        "s3:DeleteObjectTagging",
        "s3:DeleteObjectVersionTagging",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
      ],
      Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": markers } },
    },
    {
      Sid: "DenyQuarantineForgery",
      ...deny,
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": quarantineTag },
        ArnNotLike: { "aws:PrincipalArn": markers },
      },
    },
  ];
}
