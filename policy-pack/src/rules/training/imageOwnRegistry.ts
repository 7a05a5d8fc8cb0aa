import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { imagesOf } from "../../pipelineImages.js";
import { isFilledIn } from "../../pipelineSteps.js";

/** Images come from the registry of the account whose role runs the job; others' images are mirrored into it first. */
export const trnImageOwnRegistry = defineResourceRule({
  name: "trn-image-own-registry",
  types: [awsType.pipeline, awsType.trainingJob],
  check({ type, props }, verdict) {
    for (const { place, image, role } of imagesOf(type, props, verdict)) {
      if (role.state === "unknown" && image.state === "known") {
        verdict.undecided(`the account of the role that pulls ${place} cannot be known yet`);
        continue;
      }
      const account = role.state === "known" ? String(role.value).split(":")[4] : undefined;
      verdict.require(image, {
        property: place,
        accepts: (value) =>
          isFilledIn(value) || /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.[a-z.]+\/./.exec(String(value))?.[1] === account,
        expected: "an image of the own account's registry",
        fix: "mirror the image into a repository of the account and name that",
      });
    }
  },
});
