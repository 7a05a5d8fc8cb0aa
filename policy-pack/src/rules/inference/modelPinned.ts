import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { describe, read, readElements } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

const packageVersion = /^arn:[^:]+:sagemaker:[^:]+:\d{12}:model-package\/[^/]+\/\d+$/;

/**
 * A model runs the version of a package that somebody has approved, or an image that nobody can exchange under its name.
 *
 * @see AWS, "Image tag mutability": https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
export const infModelPinned = defineResourceRule({
  name: "inf-model-pinned",
  types: [awsType.model],
  check({ props }, verdict) {
    const containers = ["primaryContainer", "containers"].filter((place) => read(props, place).state !== "absent");
    if (containers.length === 0) {
      verdict.violation({
        property: "primaryContainer",
        found: "no container",
        expected: "a package version or an image with a digest",
        fix: "set primaryContainer.modelPackageName to the ARN of an approved package version",
      });
    }
    for (const place of containers) {
      for (const container of place === "containers" ? readElements(props, "containers") : [read(props, place)]) {
        if (container.state === "known") judge(container.value, place, verdict);
        else if (container.state === "unknown") verdict.undecided(`${place} cannot be known yet`);
      }
    }
  },
});

function judge(container: unknown, place: string, verdict: Verdict): void {
  const modelPackage = read(container, "modelPackageName");
  if (modelPackage.state !== "absent") {
    verdict.require(modelPackage, {
      property: `${place}.modelPackageName`,
      accepts: (value) => typeof value === "string" && packageVersion.test(value),
      expected: "the ARN of a version of a model package",
      fix: `set ${place}.modelPackageName to the ARN of an approved package version`,
    });
    return;
  }
  const image = read(container, "image");
  const byTag = currentSettings().profile === "dev" && image.state === "known";
  if (image.state === "unknown") verdict.undecided(`${place}.image cannot be known yet`);
  else if (!byTag && !(image.state === "known" && String(image.value).includes("@sha256:"))) {
    verdict.violation({
      property: `${place}.image`,
      found:
        image.state === "absent" ? `neither package nor image in ${place}` : `${place}.image ${describe(image.value)}`,
      expected: "a package version or an image with a digest",
      fix: `set ${place}.modelPackageName to an approved package version, or ${place}.image to an image with @sha256:`,
    });
  }
}
