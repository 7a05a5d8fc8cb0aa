import { defineControl } from "../control.js";

/** GOV-19: Access analyzers. */
export const accessAnalyzers = defineControl({
  id: "GOV-19",
  title: "Access analyzers",
  requirement: "Resources shared outside the account and permissions that nobody uses are found.",
  tier: "governance",
  stacks: ["account"],
  severity: "medium",
  demandedBy: ["A", "B"],
  needs: [],
  rules: ["gov-access-analyzer", "gov-archive-rule-narrow"],
  acceptance: {
    refused: ["An archive rule filters on `resourceType` only.", "A project role deletes the analyzer."],
    works: ["The three analyzers pass.", "A test bucket shared with another account yields a finding and an alert."],
  },
  remediation:
    "Make an `aws.accessanalyzer.Analyzer` of type ACCOUNT in each allowed Region and, in production, one for unused and one for internal access. Give every `aws.accessanalyzer.ArchiveRule` two criteria, one of them a concrete resource or principal.",
  frameworks: { cis: ["1.19"], securityHub: ["IAM.28"] },
  references: [],
  built: false,
});
