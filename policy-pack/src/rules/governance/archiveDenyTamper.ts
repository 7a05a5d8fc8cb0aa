import { awsType } from "../../awsTypes.js";
import { archiveZones, isAccountBucketName, readBucketName } from "../../dataZones.js";
import { requireDeny, type DemandedDeny } from "../../denyStatement.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireDocument } from "../../requireDocument.js";

/** An exception of named roles: an empty list, or one of everybody, would protect nothing. */
const exceptRoles = [
  {
    operators: ["arnnotlike", "arnnotequals", "stringnotlike", "stringnotequals"],
    key: "aws:principalarn",
    accepts: (values: readonly string[]) =>
      values.length > 0 && values.every((value) => /^arn:[^:*?]+:iam::\d{12}:role\/[^*?]+$/.test(value)),
  },
];

const tampering: DemandedDeny = {
  sid: "DenyRecordTampering",
  actions: ["s3:BypassGovernanceRetention", "s3:DeleteObjectVersion", "s3:PutObjectRetention"],
  resources: "objects",
  conditions: exceptRoles,
  when: "except to roles that aws:PrincipalArn names one by one",
};

const reading: DemandedDeny = {
  sid: "DenyOtherReaders",
  actions: ["s3:GetObject", "s3:GetObjectVersion"],
  resources: "objects",
  conditions: exceptRoles,
  when: "except to roles that aws:PrincipalArn names one by one",
};

/**
 * The policies of archive and evidence keep records from everybody but their readers, and their locks from everybody but
 * deployers and break-glass roles: an administrator can give himself any right in IAM, but not past a Deny.
 */
export const govArchiveDenyTamper = defineResourceRule({
  name: "gov-archive-deny-tamper",
  types: [awsType.bucketPolicy],
  stack: "account",
  check({ props }, verdict) {
    const name = readBucketName({ props });
    if (name.state === "unknown") {
      verdict.undecided("bucket cannot be known yet, and with it whether it holds records");
      return;
    }
    if (name.state === "absent" || !archiveZones.some((zone) => isAccountBucketName(String(name.value), zone))) {
      verdict.notApplicable("The policy is not that of archive or evidence");
    }
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    requireDeny(document, tampering, verdict, name);
    requireDeny(document, reading, verdict, name);
  },
});
