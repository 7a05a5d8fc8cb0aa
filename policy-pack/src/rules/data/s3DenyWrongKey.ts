import { awsType } from "../../awsTypes.js";
import { isAccessLogPolicy, requireDeny, type DemandedDeny } from "../../denyStatement.js";
import { readBucketName } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireDocument } from "../../requireDocument.js";

const algorithmKey = "s3:x-amz-server-side-encryption";
const keyIdKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const callerKeyKey = "s3:x-amz-server-side-encryption-customer-algorithm";

const isKeyArn = (value: string): boolean => /^arn:[^:]+:kms:[^:*]+:\d{12}:key\/[^*?]+$/.test(value);

/**
 * A negated operator, with `IfExists` or without, also matches a header that is not there. Only the `Null` beside it
 * lets writers pass who send none and get the bucket's default: log delivery, parts of uploads, most SDKs.
 *
 * @see AWS, "IAM JSON policy elements: Condition operators":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const demanded: readonly DemandedDeny[] = [
  {
    sid: "DenyOtherAlgorithm",
    actions: ["s3:PutObject"],
    resources: "objects",
    conditions: [
      {
        operators: ["stringnotequals", "stringnotequalsifexists"],
        key: algorithmKey,
        accepts: (values) => values.length > 0 && values.every((value) => /^aws:kms(:dsse)?$/.test(value)),
      },
      { operators: ["null"], key: algorithmKey, accepts: ([value]) => value === "false" },
    ],
    when: `with StringNotEquals ${algorithmKey} aws:kms and Null ${algorithmKey} false`,
  },
  {
    sid: "DenyOtherKey",
    actions: ["s3:PutObject"],
    resources: "objects",
    conditions: [
      {
        operators: ["stringnotequals", "stringnotequalsifexists", "arnnotequals", "arnnotequalsifexists"],
        key: keyIdKey,
        accepts: (values) => values.length > 0 && values.every(isKeyArn),
      },
      { operators: ["null"], key: keyIdKey, accepts: ([value]) => value === "false" },
    ],
    when: `with StringNotEquals ${keyIdKey} (the full ARN of the bucket's key) and Null ${keyIdKey} false`,
  },
  {
    sid: "DenyKmsWithoutKey",
    actions: ["s3:PutObject"],
    resources: "objects",
    conditions: [
      { operators: ["stringequals"], key: algorithmKey, accepts: (values) => values.includes("aws:kms") },
      { operators: ["null"], key: keyIdKey, accepts: ([value]) => value === "true" },
    ],
    when: `with StringEquals ${algorithmKey} aws:kms and Null ${keyIdKey} true`,
  },
  {
    sid: "DenySseC",
    actions: ["s3:PutObject"],
    resources: "objects",
    conditions: [{ operators: ["null"], key: callerKeyKey, accepts: ([value]) => value === "false" }],
    when: `with Null ${callerKeyKey} false`,
  },
  {
    sid: "DenyReencrypt",
    actions: ["s3:UpdateObjectEncryption"],
    resources: "objects",
    conditions: [
      {
        operators: ["arnnotequals", "arnnotlike", "stringnotequals", "stringnotlike"],
        key: "aws:principalarn",
        accepts: (values) => values.length > 0 && !values.includes("*"),
      },
    ],
    when: "except to the break-glass roles, by ArnNotEquals aws:PrincipalArn",
  },
];

/** A bucket's policy refuses uploads under another algorithm or key than the bucket's own. */
export const dataS3DenyWrongKey = defineResourceRule({
  name: "data-s3-deny-wrong-key",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    // Such a bucket must be encrypted by S3's own key; data-s3-deny-wrong-key-linked sees to it that no other poses as one.
    if (isAccessLogPolicy(document)) verdict.notApplicable("S3 delivers access logs to this bucket, without KMS");
    for (const deny of demanded) requireDeny(document, deny, verdict, readBucketName({ props }));
  },
});
