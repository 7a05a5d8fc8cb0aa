import { defineControl } from "../control.js";

/** GOV-27: Quarantine responder. */
export const quarantineResponder = defineControl({
  id: "GOV-27",
  title: "Quarantine responder",
  requirement:
    "An object that Macie reports as sensitive and public, or as not encrypted under our own key, is isolated within minutes.",
  tier: "governance",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["GOV-26", "DATA-26"],
  rules: ["data-quarantine-deny", "data-quarantine-deny-linked", "gov-quarantine-responder"],
  acceptance: {
    refused: ["A sensitive object under AES256 stays readable.", "A sensitive public object stays readable."],
    works: ["A private object under our key is left alone.", "A replay of the event changes nothing."],
  },
  remediation:
    "In every stack with data-zone buckets make the rule on source aws.macie, the quarantine function and the quarantine bucket.",
  frameworks: {},
  references: [],
  built: false,
});
