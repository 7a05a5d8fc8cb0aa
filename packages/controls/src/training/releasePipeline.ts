import { defineControl } from "../control.js";

/** TRN-19: Release pipeline. */
export const releasePipeline = defineControl({
  id: "TRN-19",
  title: "Release pipeline",
  requirement:
    "Source changes flow through one pipeline: source, build with bill of materials, scan gate, manual approval in prod, publication of the digest.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["TRN-16", "TRN-18"],
  rules: ["trn-cp-artifact-cmk", "trn-cp-v2", "trn-cp-prod-approval", "trn-cp-no-oauth-token"],
  acceptance: {
    refused: ["A pipeline's artifact store has no key.", "A pipeline in prod publishes without an approval."],
    works: ["Pushing a tag builds exactly once."],
  },
  remediation:
    'On `aws.codepipeline.Pipeline` set `pipelineType: "V2"` and `artifactStores[].encryptionKey` to a key ARN, and place an action of category `Approval` before any publish stage. Connect the source by `aws.codeconnections.Connection`, not by an OAuth token.',
  frameworks: {},
  references: [],
  built: false,
});
