/** A statement in IAM's own spelling. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** Text of a policy document. */
export function document(statements: readonly RawStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * Statements with one of them changed.
 *
 * @param sid which one
 * @param change its new elements; undefined to leave it out
 */
export function changed(
  statements: readonly RawStatement[],
  sid: string,
  change: RawStatement | undefined,
): readonly RawStatement[] {
  if (!statements.some((statement) => statement["Sid"] === sid)) throw new Error(`no statement ${sid}`);
  return statements.flatMap((statement) => {
    if (statement["Sid"] !== sid) return [statement];
    return change === undefined ? [] : [{ ...statement, ...change }];
  });
}

const sse = "s3:x-amz-server-side-encryption";
const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b";
const deployer = "arn:aws:iam::111111111111:role/acme/account/deployer";
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/break-glass";
const everyone = { Effect: "Deny", Principal: "*" };

/** Statements of a data bucket's policy as the rules want them. */
export function bucketStatements(name = "raw"): readonly RawStatement[] {
  const bucket = `arn:aws:s3:::${name}`;
  const all = { ...everyone, Action: "s3:*", Resource: [bucket, `${bucket}/*`] };
  const put = { ...everyone, Action: "s3:PutObject", Resource: `${bucket}/*` };
  return [
    { Sid: "DenyPlaintext", ...all, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...all, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    {
      Sid: "DenyOtherAlgorithm",
      ...put,
      Condition: { StringNotEqualsIfExists: { [sse]: "aws:kms" }, Null: { [sse]: "false" } },
    },
    {
      Sid: "DenyOtherKey",
      ...put,
      Condition: {
        StringNotEqualsIfExists: { [`${sse}-aws-kms-key-id`]: keyArn },
        Null: { [`${sse}-aws-kms-key-id`]: "false" },
      },
    },
    {
      Sid: "DenyKmsWithoutKey",
      ...put,
      Condition: { StringEquals: { [sse]: "aws:kms" }, Null: { [`${sse}-aws-kms-key-id`]: "true" } },
    },
    { Sid: "DenySseC", ...put, Condition: { Null: { [`${sse}-customer-algorithm`]: "false" } } },
    {
      Sid: "DenyReencrypt",
      ...put,
      Action: "s3:UpdateObjectEncryption",
      Condition: { ArnNotLike: { "aws:PrincipalArn": breakGlass } },
    },
    {
      Sid: "DenyTampering",
      ...everyone,
      Action: [
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
      ],
      Resource: bucket,
      Condition: { ArnNotLike: { "aws:PrincipalArn": [breakGlass, deployer] } },
    },
  ];
}

/** The perimeter of a bucket's policy as the rules want it: the network part, then the role part. */
export function perimeterStatements(name = "raw"): readonly RawStatement[] {
  const refused = {
    ...everyone,
    Action: ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:ListBucket*"],
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  };
  return [
    {
      Sid: "DenyOutsideNetwork",
      ...refused,
      Condition: {
        StringNotEquals: { "aws:SourceVpce": "vpce-1" },
        ArnNotLike: { "aws:PrincipalArn": [breakGlass, deployer] },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
      },
    },
    {
      Sid: "DenyOtherRoles",
      ...refused,
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": [breakGlass, deployer] },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ];
}

/** What keeps marked objects out of reach, as the rules want it. */
export function quarantineStatements(name = "raw"): readonly RawStatement[] {
  const objects = { ...everyone, Resource: `arn:aws:s3:::${name}/*` };
  const marked = { "s3:ExistingObjectTag/quarantine": "true" };
  const responder = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-quarantine";
  return [
    {
      Sid: "DenyQuarantined",
      ...objects,
      Action: "s3:GetObject*",
      Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": responder } },
    },
    {
      Sid: "DenyQuarantineRelease",
      ...objects,
      Action: [
        "s3:DeleteObjectTagging",
        "s3:DeleteObjectVersionTagging",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
      ],
      Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": [responder, breakGlass] } },
    },
    {
      Sid: "DenyQuarantineForgery",
      ...objects,
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": "quarantine" },
        ArnNotLike: { "aws:PrincipalArn": [responder, breakGlass] },
      },
    },
  ];
}

/** What makes objects below a prefix wait for their scan, as the rules want it. */
export function scanStatements(name = "raw", prefix = "intake/"): readonly RawStatement[] {
  const objects = { ...everyone, Resource: `arn:aws:s3:::${name}/${prefix}*` };
  const scanner = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-malware-scan";
  return [
    {
      Sid: "DenyUnscanned",
      ...objects,
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Condition: {
        StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" },
        ArnNotLike: { "aws:PrincipalArn": scanner },
      },
    },
    {
      Sid: "DenyScanForgery",
      ...objects,
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": "GuardDutyMalwareScanStatus" },
        ArnNotLike: { "aws:PrincipalArn": scanner },
      },
    },
  ];
}

/** The statement that only the policy of a bucket for access logs has. */
export const accessLogStatement: RawStatement = {
  Sid: "S3ServerAccessLogs",
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
  Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
};
