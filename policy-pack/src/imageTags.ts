import { currentSettings } from "./settings.js";
import { read, readList, type Read } from "./known.js";
import type { Verdict } from "./verdict.js";

const fix = "set imageTagMutability to IMMUTABLE and push tags that change to a repository of their own";

/**
 * Demands that a tag, once pushed, always means the same image. In dev some tags may move, such as those of a build's
 * cache, but not all of them.
 *
 * @param props of a repository, or of a template for repositories
 * @see AWS, "Preventing image tags from being overwritten in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
export function requireImmutableTags(props: unknown, verdict: Verdict): void {
  const mutability = read(props, "imageTagMutability");
  const isDev = currentSettings().profile === "dev";
  verdict.require(mutability, {
    property: "imageTagMutability",
    accepts: (value) => value === "IMMUTABLE" || (isDev && value === "IMMUTABLE_WITH_EXCLUSION"),
    expected: "tags that always mean the same image",
    fix,
  });
  if (!isDev || mutability.state !== "known" || mutability.value !== "IMMUTABLE_WITH_EXCLUSION") return;
  for (const filter of filters(props)) {
    verdict.require(filter, {
      property: "imageTagMutabilityExclusionFilters[].filter",
      accepts: (value) => typeof value === "string" && /[^*]/.test(value),
      expected: "an exclusion that leaves most tags immutable",
      fix,
    });
  }
}

function filters(props: unknown): readonly Read[] {
  const list = readList(props, "imageTagMutabilityExclusionFilters");
  if (list.state !== "known") return list.state === "unknown" ? [list] : [];
  return list.value.map((entry) => (entry.state === "known" ? read(entry.value, "filter") : entry));
}
