import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/**
 * All four public-access settings of a bucket are on, and stay on when the program forgets them.
 *
 * @see AWS, "PublicAccessBlockConfiguration":
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
 */
export const dataS3BucketPab = defineResourceRule({
  name: "data-s3-bucket-pab",
  types: [awsType.bucketPublicAccessBlock],
  check({ props }, verdict) {
    for (const property of settings) {
      verdict.require(read(props, property), {
        property,
        accepts: (value) => value === true,
        expected: "all four public-access settings on",
        fix: `set ${property} to true`,
      });
    }
    verdict.require(read(props, "skipDestroy"), {
      property: "skipDestroy",
      accepts: (value) => value === true,
      expected: "a block that outlives its resource: removing it opens the bucket",
      fix: "set skipDestroy to true",
    });
  },
});
