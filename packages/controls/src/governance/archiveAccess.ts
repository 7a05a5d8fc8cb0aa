import { defineControl } from "../control.js";

/** GOV-05: Archive access. */
export const archiveAccess = defineControl({
  id: "GOV-05",
  title: "Archive access",
  requirement:
    "Only an auditor role reads the archive and the evidence. No workload role can read, overwrite or stop audit logging.",
  tier: "governance",
  stacks: ["account"],
  severity: "critical",
  demandedBy: ["A"],
  needs: ["GOV-04"],
  rules: ["gov-no-workload-read-on-archive", "gov-archive-deny-tamper"],
  acceptance: {
    refused: ["A workload role has `s3:*` on *."],
    works: ["The auditor role is scoped to the two buckets."],
  },
  remediation:
    "Name no bucket of the account stack in a workload's IAM policy, except `s3:PutObject` on prefixes of evidence and use of code. Deny deletion, policy and retention changes in the bucket policy to everyone whose `aws:PrincipalArn` is neither the deployer nor break-glass.",
  frameworks: { fsbp: ["S3.6"], hipaa: ["(a)(1)"] },
  references: [
    {
      title: "Object Lock considerations",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
      read: "2026-11-28",
    },
    {
      title:
        "Referencing permission sets in resource policies, Amazon EKS Cluster config maps, and AWS KMS key policies",
      url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
