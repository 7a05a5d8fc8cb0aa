import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { defineStackRule } from "../../defineRule.js";

/** Every bucket has one policy: a second one would overwrite the first. */
export const dataS3SinglePolicyLinked = defineStackRule({
  name: "data-s3-single-policy-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    requireOneCompanion(bucket, stack, verdict, awsType.bucketPolicy, "refuse what must never happen to it");
  },
});
