import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** A bucket's notification goes to EventBridge, on which malware scans and continuous backups listen. */
export const dataS3Eventbridge = defineResourceRule({
  name: "data-s3-eventbridge",
  types: [awsType.bucketNotification],
  check({ props }, verdict) {
    verdict.require(read(props, "eventbridge"), {
      property: "eventbridge",
      accepts: (value) => value === true,
      expected: "events on the event bus",
      fix: "set eventbridge to true, and listen with aws.cloudwatch.EventRule",
    });
  },
});
