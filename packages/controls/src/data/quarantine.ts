import { defineControl } from "../control.js";

/** DATA-26: Quarantine. */
export const quarantine = defineControl({
  id: "DATA-26",
  title: "Quarantine",
  requirement:
    "What a finding has marked as contaminated or exposed can be read, copied and trained on by nobody but the responder.",
  tier: "data",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-10"],
  rules: ["data-quarantine-deny"],
  acceptance: {
    refused: ["Anyone but the responder reads a quarantined object.", "Anyone but the responder strips the tag."],
    works: ["The responder reads the object.", "A pipeline run on the quarantined dataset id stops before training."],
  },
  remediation:
    "Deny `s3:GetObject*` and the tagging actions in every data bucket's policy when `s3:ExistingObjectTag/quarantine` is true, excepting the responder's role by `aws:PrincipalArn`.",
  frameworks: { mitreAtlas: ["AML.T0020"] },
  references: [],
  built: false,
});
