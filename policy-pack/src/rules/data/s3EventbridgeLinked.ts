import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { isDataBucket } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";

/** Every data bucket has one notification: a second one would overwrite the first. */
export const dataS3EventbridgeLinked = defineStackRule({
  name: "data-s3-eventbridge-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    requireOneCompanion(bucket, stack, verdict, awsType.bucketNotification, "send its events to EventBridge");
  },
});
