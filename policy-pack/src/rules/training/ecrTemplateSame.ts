import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireImageEncryption } from "../../imageEncryption.js";
import { requireImageLifecycle } from "../../imageLifecycle.js";
import { requireImmutableTags } from "../../imageTags.js";
import { read } from "../../known.js";

/**
 * Repositories that ECR makes by itself, for replication, caches and pushes, are like those that are declared.
 *
 * @see AWS, "Templates to control repositories created during a pull through cache or replication action":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export const trnEcrTemplateSame = defineResourceRule({
  name: "trn-ecr-template-same",
  types: [awsType.ecrCreationTemplate],
  check({ props }, verdict) {
    requireImmutableTags(props, verdict);
    requireImageEncryption(props, verdict);
    requireImageLifecycle(read(props, "lifecyclePolicy"), "lifecyclePolicy", verdict);
  },
});
