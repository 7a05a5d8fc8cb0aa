import type { DemandedCondition, DemandedDeny } from "./denyStatement.js";

/** Exact roles, as a negated operator excepts them; a request without a role is refused with everybody else. */
export const exceptRoles: DemandedCondition = {
  operators: ["arnnotlike", "arnnotequals", "arnnotlikeifexists", "arnnotequalsifexists"],
  key: "aws:principalarn",
  accepts: (values) => values.length > 0 && values.every((value) => /:role\/[^*?]+$/.test(value)),
};

const marked: DemandedCondition = {
  operators: ["stringequals", "stringequalsignorecase"],
  key: "s3:existingobjecttag/quarantine",
  accepts: (values) => values.includes("true"),
};

const whenMarked =
  "with StringEquals s3:ExistingObjectTag/quarantine true and ArnNotLike aws:PrincipalArn (the responder's role)";

/**
 * What the policy of a data bucket must refuse, so that an object that a finding has marked is out of reach.
 *
 * @see AWS, "Tagging and access control policies":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
 */
export const quarantineDenies: readonly DemandedDeny[] = [
  {
    sid: "DenyQuarantined",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: "objects",
    conditions: [marked, exceptRoles],
    when: whenMarked,
  },
  {
    sid: "DenyQuarantineRelease",
    actions: [
      "s3:DeleteObjectTagging",
      "s3:DeleteObjectVersionTagging",
      "s3:PutObjectTagging",
      "s3:PutObjectVersionTagging",
    ],
    resources: "objects",
    conditions: [marked, exceptRoles],
    when: whenMarked,
  },
  {
    sid: "DenyQuarantineForgery",
    actions: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
    resources: "objects",
    conditions: [
      {
        // S3 tells tags apart by case; a condition key for a tag does not.
        operators: ["foranyvalue:stringequalsignorecase"],
        key: "s3:requestobjecttagkeys",
        accepts: (values) => values.some((value) => value.toLowerCase() === "quarantine"),
      },
      exceptRoles,
    ],
    when:
      "with ForAnyValue:StringEqualsIgnoreCase s3:RequestObjectTagKeys quarantine and ArnNotLike aws:PrincipalArn " +
      "(the responder's role)",
  },
];
