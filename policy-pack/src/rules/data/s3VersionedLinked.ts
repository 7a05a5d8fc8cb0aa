import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { isDataBucket } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";

/** Every bucket but the one that takes server access logs has versioning. */
export const dataS3VersionedLinked = defineStackRule({
  name: "data-s3-versioned-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    requireOneCompanion(bucket, stack, verdict, awsType.bucketVersioning, "keep superseded versions");
  },
});
