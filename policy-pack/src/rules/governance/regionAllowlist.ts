import { allowedRegionList, isAllowedRegion } from "../../allowedRegions.js";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { encryptionArguments } from "../../encryptionArguments.js";
import { readRegion } from "../../region.js";

/**
 * What holds data, or carries it, is made in a Region that the environment may use. Which Region a resource is made in, its
 * own argument `region` says, else its provider.
 */
export const govRegionAllowlist = defineResourceRule({
  name: "gov-region-allowlist",
  types: [
    ...Object.keys(encryptionArguments),
    awsType.bucket,
    awsType.bucketV2,
    awsType.endpoint,
    awsType.featureGroup,
    awsType.key,
    awsType.notebookInstance,
    awsType.studioDomain,
    awsType.table,
    awsType.vpc,
  ],
  check(resource, verdict) {
    verdict.require(readRegion(resource), {
      property: "region",
      accepts: isAllowedRegion,
      expected: `one of ${allowedRegionList()}`,
      fix: "make it in one of these Regions, or list the Region under allowedRegions in the pack's config",
      // Without both, the AWS CLI's own settings decide, which no preview sees; startStack always sets the provider's.
      absent: "passes",
    });
  },
});
