import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireImmutableTags } from "../../imageTags.js";

/** A tag of a repository, once pushed, always means the same image. */
export const trnEcrImmutable = defineResourceRule({
  name: "trn-ecr-immutable",
  types: [awsType.ecrRepository],
  check({ props }, verdict) {
    requireImmutableTags(props, verdict);
  },
});
