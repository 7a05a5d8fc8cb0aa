import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

/** Days that a log group keeps its events at least; what falls due in prod may be asked for a year later. */
const minimumDays = { dev: 1, prod: 365 } as const;

/**
 * A log group is encrypted under a key of ours and keeps its events for a time that ends, but not too soon. Left out, or 0,
 * the retention never ends.
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
    const minimum = minimumDays[currentSettings().profile];
    verdict.require(read(props, "retentionInDays"), {
      property: "retentionInDays",
      accepts: (value) => typeof value === "number" && value >= minimum,
      expected: `events kept for at least ${String(minimum)} ${minimum === 1 ? "day" : "days"}, and not for ever`,
      fix: `set retentionInDays to ${String(minimum)} or more`,
    });
  },
});
