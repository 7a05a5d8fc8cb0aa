import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readList } from "../../known.js";

const property = "defaultSpaceSettings.securityGroups";

/**
 * Shared spaces have security groups of ours as well: AWS applies those of the user settings to private spaces only.
 *
 * @see AWS, "UserSettings": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html
 */
export const trnDomainSpaceSg = defineResourceRule({
  name: "trn-domain-space-sg",
  types: [awsType.studioDomain],
  check({ props }, verdict) {
    verdict.require(readList(props, property), {
      property,
      // Which groups they are may be unknown: that there are any is what counts.
      accepts: (groups) => Array.isArray(groups) && groups.length > 0,
      expected: "security groups for shared spaces too",
      fix: "set defaultSpaceSettings.securityGroups to those of defaultUserSettings",
    });
  },
});
