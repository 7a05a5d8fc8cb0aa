import { defineControl } from "../control.js";

/** GOV-42: Tags. */
export const tags = defineControl({
  id: "GOV-42",
  title: "Tags",
  requirement:
    "Everything that can be tagged carries owner, environment, project, cost centre and data classification, and a register id where personal data is.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["derived"],
  needs: [],
  rules: ["gov-required-tags"],
  acceptance: {
    refused: ["data-classification is secret."],
    works: ["The provider's default tags supply all keys."],
  },
  remediation:
    "Set the required keys in the provider's `defaultTags`, or in tags where defaults do not reach, with allowed values only.",
  frameworks: {},
  references: [],
  built: false,
});
