import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { defineStackRule } from "../../defineRule.js";

/** Every bucket has one set of ownership controls. */
export const dataS3OwnerEnforcedLinked = defineStackRule({
  name: "data-s3-owner-enforced-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    requireOneCompanion(bucket, stack, verdict, awsType.bucketOwnershipControls, "own every object in it");
  },
});
