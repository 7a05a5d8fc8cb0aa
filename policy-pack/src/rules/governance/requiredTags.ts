import { noRegime, noRetention, regimeNames, regimes, type RegimeName } from "@secure-ml/controls";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { describe } from "../../known.js";
import { currentSettings } from "../../settings.js";
import { readTag } from "../../tags.js";
import type { Requirement, Verdict } from "../../verdict.js";

const classifications = ["public", "internal", "confidential", "restricted"];
const bases: readonly string[] = regimeNames.flatMap((name) => [...regimes[name].lawfulBases]);

type TagRequirement = Pick<Requirement, "accepts" | "expected">;

const some: TagRequirement = { accepts: (value) => value !== "", expected: "a value" };

/** What every store's tags say: who answers for it, and what it holds, why and for how long. */
const tags: Readonly<Record<string, TagRequirement>> = {
  project: some,
  environment: some,
  owner: some,
  "cost-center": some,
  "data-classification": oneOf(classifications),
  "personal-data": oneOf(["true", "false"]),
  regime: wordsOf(regimeNames),
  "lawful-basis": wordsOf(bases),
  "retention-days": {
    accepts: (value) => value === noRetention || /^[1-9]\d{0,4}$/.test(String(value)),
    expected: `a number of days, or ${noRetention}`,
  },
};

/**
 * Every store says by its tags who answers for it, what it holds, under which law, on which grounds and for how long; the
 * provider's default tags count.
 *
 * @see AWS, "AWS Resource Groups Tagging API Reference":
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/overview.html
 */
export const govRequiredTags = defineResourceRule({
  name: "gov-required-tags",
  types: [awsType.bucket, awsType.bucketV2, awsType.table],
  check(store, verdict) {
    for (const [key, requirement] of Object.entries(tags)) {
      verdict.require(readTag(store, key), { ...requirement, property: `tag ${key}`, fix: `set the tag ${key}` });
    }
    judgeLaw(store, verdict);
  },
});

/** Tags that contradict each other, each of which is fine by itself. */
function judgeLaw(store: ResourceValidationArgs, verdict: Verdict): void {
  const [personal, regime, basis, classification] = [
    "personal-data",
    "regime",
    "lawful-basis",
    "data-classification",
  ].map((key) => readTag(store, key));
  // What is missing or cannot be known has been reported.
  if (personal?.state !== "known" || regime?.state !== "known" || basis?.state !== "known") return;
  const names = regimeNames.filter((name) => words(regime.value).includes(name));
  if (personal.value === "false" && names.length > 0) {
    verdict.violation({
      property: "tags personal-data and regime",
      found: `personal-data "false" and regime ${describe(regime.value)}`,
      expected: `personal-data "true" where a law is named`,
      fix: "set personal-data to true, or regime to none",
    });
  }
  // In dev, a zone for personal data may be empty of it.
  if (personal.value === "true" && regime.value === noRegime && currentSettings().profile === "prod") {
    verdict.violation({
      property: "tags personal-data and regime",
      found: 'personal-data "true" and regime "none"',
      expected: `the laws under which the personal data is held: ${regimeNames.join(", ")}`,
      fix: "set regime and lawful-basis; the blueprint takes them from dataSets in the stack's config",
    });
  }
  for (const name of names) judgeBasis(name, basis.value, verdict);
  if (
    names.length > 0 &&
    classification?.state === "known" &&
    ["public", "internal"].includes(String(classification.value))
  ) {
    verdict.violation({
      property: "tags data-classification and regime",
      found: `data-classification ${describe(classification.value)} and regime ${describe(regime.value)}`,
      expected: "confidential or restricted where a law is named",
      fix: "set data-classification to confidential or restricted",
    });
  }
}

function judgeBasis(name: RegimeName, basis: unknown, verdict: Verdict): void {
  const { law, source, lawfulBases } = regimes[name];
  if (words(basis).some((word) => (lawfulBases as readonly string[]).includes(word))) return;
  verdict.violation({
    property: `tag lawful-basis for ${name}`,
    found: `lawful-basis ${describe(basis)} under ${name}`,
    expected: `one of ${lawfulBases.join(", ")} (${law}, ${source})`,
    fix: "set the tag lawful-basis",
  });
}

function words(value: unknown): readonly string[] {
  return String(value).split(" ");
}

function oneOf(values: readonly string[]): TagRequirement {
  return { accepts: (value) => values.includes(String(value)), expected: `one of ${values.join(", ")}` };
}

/** Several words with a space between them, or the one that says there are none. */
function wordsOf(values: readonly string[]): TagRequirement {
  return {
    accepts: (value) => value === noRegime || words(value).every((word) => values.includes(word)),
    expected: `${noRegime}, or of ${values.join(", ")}, with a space between several`,
  };
}
