import { awsType, stackReferenceType } from "../../awsTypes.js";
import { readBucketPolicies } from "../../bucketPolicies.js";
import { denyOutsideNetwork } from "../../bucketPerimeter.js";
import { accountZones, isDataBucket, readBucketName, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { holdsDeny } from "../../denyStatement.js";

/** What an unknown network part can come from. */
const networkSources: readonly string[] = [awsType.vpcEndpoint, awsType.vpc, stackReferenceType];

/** The policy of an environment's bucket answers requests from the network only; an unknown one depends on a network. */
export const dataS3PerimeterLinked = defineStackRule({
  name: "data-s3-perimeter-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    const zone = readZone(bucket);
    if (zone.state === "known" && (accountZones as readonly unknown[]).includes(zone.value)) {
      verdict.notApplicable("Every environment of the account uses the bucket: its perimeter is one of roles");
    }
    const policies = readBucketPolicies(bucket, stack, verdict, networkSources, "VPC or VPC endpoint");
    for (const { policy, document } of policies) {
      if (!denyOutsideNetwork.some((deny) => holdsDeny(document, deny, readBucketName(policy)))) {
        verdict.violation({
          property: "policy",
          found: `the policy ${policy.name}, which answers requests from any network`,
          expected: `a Deny of ${denyOutsideNetwork[0]?.actions.join(", ") ?? ""} to everyone ${denyOutsideNetwork[0]?.when ?? ""}`,
          fix: "put the statement DenyOutsideNetwork into policy, with the id of the VPC's S3 endpoint",
        });
      }
    }
  },
});
