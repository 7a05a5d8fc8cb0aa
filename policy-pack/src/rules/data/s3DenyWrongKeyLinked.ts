import { awsType, keySources } from "../../awsTypes.js";
import { isAccessLogPolicy } from "../../denyStatement.js";
import { isDataBucket } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import { readDocument } from "../../policyDocument.js";

/** The policy of a data bucket is not one of a log bucket, which need not name a key; an unknown one depends on a key. */
export const dataS3DenyWrongKeyLinked = defineStackRule({
  name: "data-s3-deny-wrong-key-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    for (const policy of companionsOf(stack, bucket, awsType.bucketPolicy, "bucket", ["bucket", "id"]).linked) {
      const document = readDocument(policy.props, "policy");
      if (document.state === "known" && isAccessLogPolicy(document.value)) {
        verdict.violation({
          property: "policy",
          found: `the policy ${policy.name}, which takes server access logs`,
          expected: "a policy that refuses wrong keys, or a bucket with the tag data-zone access-logs",
          fix: "deliver access logs to a bucket of their own",
        });
      }
      if (
        document.state === "unknown" &&
        !dependenciesOf(policy, "policy").some(({ type }) => keySources.includes(type))
      ) {
        verdict.undecided(`policy of ${policy.name} cannot be known yet and depends on no aws.kms.Key`);
      }
    }
  },
});
