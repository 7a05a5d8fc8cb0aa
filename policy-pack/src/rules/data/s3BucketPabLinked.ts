import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { defineStackRule } from "../../defineRule.js";

/** Every bucket has one public-access block. */
export const dataS3BucketPabLinked = defineStackRule({
  name: "data-s3-bucket-pab-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    requireOneCompanion(bucket, stack, verdict, awsType.bucketPublicAccessBlock, "block public access");
  },
});
