import { defineControl } from "../control.js";

/** TRN-10: PassRole and trust scoping. */
export const passRoleAndTrustScoping = defineControl({
  id: "TRN-10",
  title: "PassRole and trust scoping",
  requirement:
    "Only the intended role reaches only the intended service, and SageMaker assumes a role only on behalf of resources of this account.",
  tier: "training",
  stacks: ["platform"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["TRN-02", "TRN-09"],
  rules: ["trn-passrole-scoped", "trn-trust-confused-deputy", "trn-trust-no-star-principal"],
  acceptance: {
    refused: ["A data scientist passes the pipeline role.", "The training role is passed to Lambda."],
    works: ["A data scientist passes the training role to SageMaker."],
  },
  remediation:
    "Grant `iam:PassRole` on exact role ARNs with `StringEquals iam:PassedToService sagemaker.amazonaws.com`. Put `aws:SourceAccount` and `aws:SourceArn` conditions into every trust policy for a service, and never a `*` principal.",
  frameworks: {},
  references: [
    {
      title: "Turn on sourceIdentity in CloudTrail logs for SageMaker AI Studio Classic",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access-how-to.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
