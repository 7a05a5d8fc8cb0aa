import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { currentSettings } from "../../settings.js";

const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/**
 * All four public-access settings of the account are on, and in prod nobody deletes them in passing.
 *
 * @see AWS, "PublicAccessBlockConfiguration":
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html (each is off when left out)
 */
export const govAccountPabAllTrue = defineResourceRule({
  name: "gov-account-pab-all-true",
  types: [awsType.accountPublicAccessBlock],
  check({ props, opts }, verdict) {
    for (const property of settings) {
      verdict.require(read(props, property), {
        property,
        accepts: (value) => value === true,
        expected: "all four public-access settings of the account on",
        fix: `set ${property} to true`,
      });
    }
    if (currentSettings().profile === "prod" && !opts.protect) {
      verdict.violation({
        property: "protect",
        found: "no protect",
        expected: "a block that a destroy does not take away in prod",
        fix: "set the resource option protect to true",
      });
    }
  },
});
