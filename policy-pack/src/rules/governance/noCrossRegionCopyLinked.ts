import { allowedRegionList, isAllowedRegion } from "../../allowedRegions.js";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { linkTo } from "../../links.js";
import { readElements, read } from "../../known.js";
import { readRegion } from "../../region.js";
import { currentSettings } from "../../settings.js";

const path = "rules[].destination.bucket";

/**
 * A bucket replicates only to buckets in Regions that the environment may use. The ARN of a bucket names no Region, so the
 * bucket is of the same stack, or its name ends with its Region, as all of the blueprint's do.
 */
export const govNoCrossRegionCopyLinked = defineStackRule({
  name: "gov-no-cross-region-copy-linked",
  types: [awsType.bucketReplication],
  check(replication, stack, verdict) {
    if (currentSettings().allowedRegions.length === 0)
      verdict.notApplicable("No Regions are listed in the pack's config");
    const buckets = stack.ofType(awsType.bucket);
    const regionOf = (bucketArn: unknown): string | undefined => {
      const name = String(bucketArn).split(":").at(-1) ?? "";
      const made = buckets.find(({ props }) => {
        const own = read(props, "bucket");
        return own.state === "known" && own.value === name;
      });
      if (made === undefined) return /-([a-z]{2,4}(?:-[a-z]+)+-\d)$/.exec(name)?.[1];
      const region = readRegion(made);
      return region.state === "known" ? String(region.value) : undefined;
    };
    for (const rule of readElements(replication.props, "rules")) {
      const destination = rule.state === "known" ? read(rule.value, "destination.bucket") : rule;
      if (destination.state === "unknown") {
        const linked = buckets.filter((bucket) => linkTo(replication, "rules", bucket, ["arn"]) === "linked");
        const regions = linked.map(readRegion);
        if (
          regions.length === 0 ||
          regions.some((region) => region.state !== "known" || !isAllowedRegion(region.value))
        )
          verdict.undecided(`${path} cannot be known yet`);
        continue;
      }
      verdict.require(destination, {
        property: path,
        accepts: (bucketArn) => {
          const region = regionOf(bucketArn);
          return region !== undefined && isAllowedRegion(region);
        },
        expected: `a bucket of this stack in ${allowedRegionList()}, or one whose name ends with one of them`,
        fix: "replicate to such a bucket, or take the rule away",
      });
    }
  },
});
