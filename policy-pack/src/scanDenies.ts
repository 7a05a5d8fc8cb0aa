import type { DemandedDeny } from "./denyStatement.js";
import { exceptRoles } from "./quarantineDenies.js";

/**
 * What the policy of a bucket must refuse below the prefixes that are scanned for malware.
 *
 * @param prefixes prefixes of keys
 * @see AWS, "Using tag-based access control (TBAC) with Malware Protection for S3":
 * https://docs.aws.amazon.com/guardduty/latest/ug/tag-based-access-s3-malware-protection.html
 */
export function scanDenies(prefixes: readonly string[]): readonly DemandedDeny[] {
  const resources = { below: prefixes };
  return [
    {
      sid: "DenyUnscanned",
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources,
      conditions: [
        {
          // Both match an object without the tag.
          operators: ["stringnotequals", "stringnotequalsifexists"],
          key: "s3:existingobjecttag/guarddutymalwarescanstatus",
          accepts: (values) => values.length === 1 && values[0] === "NO_THREATS_FOUND",
        },
        exceptRoles,
      ],
      when:
        "with StringNotEquals s3:ExistingObjectTag/GuardDutyMalwareScanStatus NO_THREATS_FOUND and ArnNotLike " +
        "aws:PrincipalArn (exact roles)",
    },
    {
      sid: "DenyScanForgery",
      actions: ["s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
      resources,
      conditions: [
        {
          // S3 tells tags apart by case; a condition key for a tag does not.
          operators: ["foranyvalue:stringequalsignorecase"],
          key: "s3:requestobjecttagkeys",
          accepts: (values) => values.some((value) => value.toLowerCase() === "guarddutymalwarescanstatus"),
        },
        exceptRoles,
      ],
      when:
        "with ForAnyValue:StringEqualsIgnoreCase s3:RequestObjectTagKeys GuardDutyMalwareScanStatus and ArnNotLike " +
        "aws:PrincipalArn (the scanner's role)",
    },
  ];
}
