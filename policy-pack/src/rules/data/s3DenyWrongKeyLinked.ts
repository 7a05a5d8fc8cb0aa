import { awsType, keySources } from "../../awsTypes.js";
import { readBucketPolicies } from "../../bucketPolicies.js";
import { isAccessLogPolicy } from "../../denyStatement.js";
import { isDataBucket } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";

/** The policy of a data bucket is not one of a log bucket, which need not name a key; an unknown one depends on a key. */
export const dataS3DenyWrongKeyLinked = defineStackRule({
  name: "data-s3-deny-wrong-key-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    const policies = readBucketPolicies(bucket, stack, verdict, keySources, "aws.kms.Key");
    for (const { policy, document } of policies) {
      if (isAccessLogPolicy(document)) {
        verdict.violation({
          property: "policy",
          found: `the policy ${policy.name}, which takes server access logs`,
          expected: "a policy that refuses wrong keys, or a bucket with the tag data-zone access-logs",
          fix: "deliver access logs to a bucket of their own",
        });
      }
    }
  },
});
