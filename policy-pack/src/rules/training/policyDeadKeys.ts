import { defineResourceRule } from "../../defineRule.js";
import { identityPolicies, identityPolicyTypes } from "../../identityPolicies.js";

/**
 * Condition keys of SageMaker that no action carries any more: a Deny on one never fires, and an Allow on one allows
 * nobody. Most published examples still use them.
 */
const deadKeys: Readonly<Record<string, string>> = {
  "sagemaker:domainsharingoutputkmskey": "sagemaker:DomainSharingOutputKmsKeyArn",
  "sagemaker:featuregroupofflinestorekmskey": "sagemaker:FeatureGroupOfflineStoreKmsKeyArn",
  "sagemaker:featuregrouponlinestorekmskey": "sagemaker:FeatureGroupOnlineStoreKmsKeyArn",
  "sagemaker:homeefsfilesystemkmskey": "sagemaker:VolumeKmsKeyArn",
  "sagemaker:outputkmskey": "sagemaker:OutputKmsKeyArn",
  "sagemaker:volumekmskey": "sagemaker:VolumeKmsKeyArn",
};

/**
 * No policy leans on a condition key that no request carries.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon SageMaker":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export const trnPolicyDeadKeys = defineResourceRule({
  name: "trn-policy-dead-keys",
  types: identityPolicyTypes,
  check({ type, props }, verdict) {
    for (const { property, document } of identityPolicies(type, props)) {
      if (document.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
      if (document.state !== "known") continue;
      for (const [index, { sid, conditions }] of document.value.statements.entries()) {
        for (const { key } of conditions) {
          const live = deadKeys[key];
          if (live === undefined) continue;
          verdict.violation({
            property: `${property} ${sid ?? index} ${key}`,
            found: `a condition on ${key} in statement ${sid ?? `number ${index + 1}`} of ${property}, which no request carries`,
            expected: live,
            fix: `use ${live}, which compares ARNs of keys`,
          });
        }
      }
    }
  },
});
