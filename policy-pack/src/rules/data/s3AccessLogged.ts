import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A bucket's access logs go to another bucket.
 *
 * @see AWS, "Enabling Amazon S3 server access logging":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html (a bucket that logs to
 * itself logs the delivery of its logs)
 */
export const dataS3AccessLogged = defineResourceRule({
  name: "data-s3-access-logged",
  types: [awsType.bucketLogging],
  check({ props }, verdict) {
    const source = read(props, "bucket");
    verdict.require(read(props, "targetBucket"), {
      property: "targetBucket",
      accepts: (value) => source.state !== "known" || value !== source.value,
      expected: "another bucket than the one whose requests are logged",
      fix: "set targetBucket to the name of the account's access-logs bucket",
      // A bucket made in the same update: data-s3-access-logged-linked decides by what it depends on.
      unknown: "passes",
    });
  },
});
