import { defineControl } from "../control.js";

/** GOV-34: Residency. */
export const residency = defineControl({
  id: "GOV-34",
  title: "Residency",
  requirement: "Data, logs, backups and findings stay in the allowed Regions.",
  tier: "governance",
  stacks: ["account", "platform"],
  severity: "medium",
  demandedBy: ["A"],
  needs: [],
  rules: ["gov-region-allowlist", "gov-no-cross-region-copy", "gov-no-cross-region-copy-linked"],
  acceptance: {
    refused: ["A store is copied to another Region."],
    works: ["A destination whose ARN is not known yet neither fails nor passes."],
  },
  remediation:
    "Use only listed Regions in the region argument and the provider, keep `multiRegion` false on keys, and let no replication, `copyActions` or aggregator leave the list.",
  frameworks: { gdpr: ["44"] },
  references: [],
  built: false,
});
