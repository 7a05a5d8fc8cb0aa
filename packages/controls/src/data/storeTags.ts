import { defineControl } from "../control.js";

/** DATA-33: Store tags. */
export const storeTags = defineControl({
  id: "DATA-33",
  title: "Store tags",
  requirement:
    "Each store states what it holds, why, for how long and where, so that processing records can be produced from the deployed system.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-42"],
  rules: [
    "data-retention-matches",
    "gov-required-tags",
    "gov-region-allowlist",
    "gov-no-cross-region-copy",
    "gov-no-cross-region-copy-linked",
  ],
  acceptance: {
    refused: [
      "A stack is deployed to a Region that is not listed.",
      "A bucket replicates to such a Region.",
      "A data set has no classification, or no lawful basis under its law.",
      "A store says that it keeps things for another time than it does.",
    ],
    works: ["The exported record lists every store with its basis and period."],
  },
  remediation:
    "Tag each store with data-zone, personal-data, lawful-basis, retention-days and regime, and make its lifecycle's expiration.days and noncurrentDays together equal to retention-days. In the blueprint's config, list what is held under dataSets.",
  frameworks: { gdpr: ["5(1)(e)", "6", "30", "44"] },
  references: [
    {
      title: "Lifecycle configuration elements",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
      read: "2026-11-28",
    },
    {
      title: "AWS Resource Groups Tagging API Reference",
      url: "https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/overview.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
