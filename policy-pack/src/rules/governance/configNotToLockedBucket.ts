import { awsType } from "../../awsTypes.js";
import { archiveZones, isAccountBucketName } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, linkTo } from "../../links.js";

/**
 * AWS Config delivers to a bucket without Object Lock: it refuses one with a default retention.
 *
 * @see AWS, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel":
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export const govConfigNotToLockedBucket = defineStackRule({
  name: "gov-config-not-to-locked-bucket",
  types: [awsType.deliveryChannel],
  check(channel, stack, verdict) {
    const expected = "a bucket without Object Lock";
    const fix = "deliver to the findings bucket";
    const links = stack
      .ofType(awsType.bucket)
      .map((bucket) => ({ bucket, link: linkTo(channel, "s3BucketName", bucket, ["bucket", "id"]) }));
    const bucket = links.find(({ link }) => link === "linked")?.bucket;
    const name = read(channel.props, "s3BucketName");
    if (bucket === undefined) {
      if (name.state === "unknown") verdict.undecided("s3BucketName cannot be known yet");
      const isArchive = archiveZones.some(
        (zone) => name.state === "known" && isAccountBucketName(String(name.value), zone),
      );
      if (isArchive && name.state === "known") {
        verdict.violation({
          property: "s3BucketName",
          found: `delivery to the archive ${String(name.value)}`,
          expected,
          fix,
        });
      }
      return;
    }
    const { linked, floating } = companionsOf(stack, bucket, awsType.bucketObjectLock, "bucket", ["bucket", "id"]);
    const enabled = read(bucket.props, "objectLockEnabled");
    if (linked.length > 0 || (enabled.state === "known" && enabled.value === true)) {
      verdict.violation({
        property: "s3BucketName",
        found: `delivery to ${bucket.name}, which is locked`,
        expected,
        fix,
      });
    } else if (floating.length > 0 || enabled.state === "unknown") {
      verdict.undecided(`whether ${bucket.name} is locked cannot be known yet`);
    }
  },
});
