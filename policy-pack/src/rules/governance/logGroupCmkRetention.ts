import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A log group is encrypted under a key of ours and keeps its events for a time that ends. Left out, or 0, the retention
 * never ends.
 *
 * @see AWS, "Encrypt log data in CloudWatch Logs using AWS Key Management Service":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const govLogGroupCmkRetention = defineResourceRule({
  name: "gov-log-group-cmk-retention",
  types: [awsType.logGroup],
  check({ props }, verdict) {
    verdict.require(read(props, "kmsKeyId"), {
      property: "kmsKeyId",
      accepts: (value) => value !== "",
      expected: "a log group under a key of our own",
      fix: "set kmsKeyId to the ARN of an aws.kms.Key",
      // Which key it is, data-kms-customer-managed says.
      unknown: "passes",
    });
    verdict.require(read(props, "retentionInDays"), {
      property: "retentionInDays",
      // How long, gov-retention-in-bounds says.
      accepts: (value) => typeof value === "number" && value > 0,
      expected: "events that are not kept for ever",
      fix: "set retentionInDays",
    });
  },
});
