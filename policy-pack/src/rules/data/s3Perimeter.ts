import { awsType } from "../../awsTypes.js";
import { asksForNetwork, denyOtherRoles, denyOutsideNetwork, lockedOut } from "../../bucketPerimeter.js";
import { readBucketName } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";
import { holdsDeny, requireDeny } from "../../denyStatement.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * A bucket's objects are for listed roles; where its policy also asks for a network, it does so without gaps and locks
 * nobody out who would have to mend it. Which buckets need a network is up to `data-s3-perimeter-linked`.
 *
 * @see AWS, "Controlling access from VPC endpoints with bucket policies":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
 */
export const dataS3Perimeter = defineResourceRule({
  name: "data-s3-perimeter",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    const bucketName = readBucketName({ props });
    requireDeny(document, denyOtherRoles, verdict, bucketName);
    const [byEndpoint] = denyOutsideNetwork;
    if (
      asksForNetwork(document) &&
      byEndpoint !== undefined &&
      !denyOutsideNetwork.some((deny) => holdsDeny(document, deny, bucketName))
    ) {
      requireDeny(document, byEndpoint, verdict, bucketName);
    }
    for (const statement of document.statements) {
      const actions = lockedOut(statement);
      if (actions.length > 0) {
        verdict.violation({
          property: `policy ${statement.sid ?? "without Sid"} actions`,
          found: `${actions.join(", ")} in the perimeter statement ${statement.sid ?? "without Sid"}`,
          expected: "actions on objects only, so that a wrong network or role can be mended",
          fix: "limit the statement to s3:GetObject*, s3:PutObject*, s3:DeleteObject*, s3:ListBucket* and the like",
        });
      }
    }
  },
});
