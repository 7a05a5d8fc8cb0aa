import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * A prod bucket with objects in it cannot be destroyed.
 *
 * @see AWS, "Deleting a general purpose bucket":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html (S3 itself refuses to delete a full bucket)
 */
export const dataS3NoForceDestroy = defineResourceRule({
  name: "data-s3-no-force-destroy",
  types: [awsType.bucket, awsType.bucketV2],
  profile: "prod",
  check({ props }, verdict) {
    verdict.require(read(props, "forceDestroy"), {
      property: "forceDestroy",
      accepts: (value) => value === false,
      expected: "a bucket that is destroyed only when it is empty",
      fix: "set forceDestroy to false",
      absent: "passes",
    });
  },
});
