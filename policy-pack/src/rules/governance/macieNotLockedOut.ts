import { awsType } from "../../awsTypes.js";
import { networkKeys } from "../../bucketPerimeter.js";
import { defineResourceRule } from "../../defineRule.js";
import { coversAction, isForEveryone, type Statement } from "../../policyDocument.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * A bucket whose policy refuses reading from outside a network excepts Macie's service-linked role, which reads from
 * AWS's own. Without that Macie says nothing but "unclassifiable".
 *
 * @see AWS, "Allowing Macie to access S3 buckets and objects":
 * https://docs.aws.amazon.com/macie/latest/user/monitoring-restrictive-s3-buckets.html
 */
export const govMacieNotLockedOut = defineResourceRule({
  name: "gov-macie-not-locked-out",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    const refusing = document.statements.filter(refusesOutside);
    if (refusing.length === 0) verdict.notApplicable("The policy refuses nobody by network");
    for (const statement of refusing.filter((candidate) => !exceptsMacie(candidate))) {
      const name = statement.sid ?? "without Sid";
      verdict.violation({
        property: `policy ${name}`,
        found: `the statement ${name}, which refuses Macie as well`,
        expected: "an exception for role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
        fix: "add the ARN of Macie's service-linked role to ArnNotLike aws:PrincipalArn of the statement",
      });
    }
  },
});

function refusesOutside(statement: Statement): boolean {
  return (
    statement.effect === "Deny" &&
    isForEveryone(statement) &&
    statement.negations.length === 0 &&
    coversAction(statement, "s3:GetObject") &&
    statement.conditions.some(
      ({ key, operator }) => (networkKeys as readonly string[]).includes(key) && operator.startsWith("stringnot"),
    )
  );
}

function exceptsMacie({ conditions }: Statement): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      key === "aws:principalarn" &&
      /^(arn|string)not(like|equals)(ifexists)?$/.test(operator) &&
      values.some((value) =>
        /:role\/aws-service-role\/macie\.amazonaws\.com\/AWSServiceRoleForAmazonMacie$/.test(value),
      ),
  );
}
