import { awsType } from "../../awsTypes.js";
import { dataZones, readZone } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";

/** Every bucket says which zone it is, since its key, its readers and its lifecycle follow from that. */
export const dataS3ZoneTag = defineResourceRule({
  name: "data-s3-zone-tag",
  types: [awsType.bucket, awsType.bucketV2],
  check(bucket, verdict) {
    verdict.require(readZone(bucket), {
      property: "tag data-zone",
      accepts: (value) => dataZones.some((zone) => zone === value),
      expected: `one of ${dataZones.join(", ")}`,
      fix: "set the tag data-zone",
    });
  },
});
