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
  rules: ["data-quarantine-deny", "data-quarantine-deny-linked"],
  acceptance: {
    refused: ["Anyone but the responder reads a quarantined object.", "Anyone but the responder strips the tag."],
    works: ["The responder reads the object.", "A pipeline run on the quarantined dataset id stops before training."],
  },
  remediation:
    "Deny `s3:GetObject*` and the tagging actions in every data bucket's policy when `s3:ExistingObjectTag/quarantine` is `true`, excepting the responder's role by `aws:PrincipalArn`, and the tag `quarantine` itself to everybody else.",
  frameworks: { mitreAtlas: ["AML.T0020"] },
  references: [
    {
      title: "Tagging and access control policies",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html",
      read: "2026-11-28",
    },
    {
      title: "Actions, resources, and condition keys for Amazon S3",
      url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
