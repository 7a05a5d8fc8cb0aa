import { defineControl } from "../control.js";

/** DATA-33: Store tags. */
export const storeTags = defineControl({
  id: "DATA-33",
  title: "Store tags",
  requirement:
    "Each store states what it holds, why, for how long and where, so that processing records can be produced from the deployed system.",
  tier: "data",
  stacks: ["platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: ["GOV-42"],
  rules: ["data-retention-matches", "gov-required-tags", "gov-region-allowlist", "gov-no-cross-region-copy"],
  acceptance: {
    refused: ["A stack is deployed to a Region that is not listed.", "A bucket replicates to such a Region."],
    works: ["The exported record lists every store with its basis and period."],
  },
  remediation:
    "Tag each store with data-zone, personal-data, lawful-basis, retention-days and regime, and make its lifecycle expiry equal to retention-days.",
  frameworks: {},
  references: [],
  built: false,
});
