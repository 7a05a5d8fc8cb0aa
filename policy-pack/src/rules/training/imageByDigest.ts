import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { imagesOf } from "../../pipelineImages.js";
import { isFilledIn } from "../../pipelineSteps.js";

/** Jobs and model versions name their images by digest: a tag is a promise, a digest is the content. */
export const trnImageByDigest = defineResourceRule({
  name: "trn-image-by-digest",
  types: [awsType.pipeline, awsType.trainingJob],
  check({ type, props }, verdict) {
    for (const { place, image } of imagesOf(type, props, verdict)) {
      verdict.require(image, {
        property: place,
        accepts: (value) => isFilledIn(value) || /@sha256:[0-9a-f]{64}$/.test(String(value)),
        expected: "an image by its digest",
        fix: "name the image as <registry>/<repository>@sha256:<digest>",
      });
    }
  },
});
