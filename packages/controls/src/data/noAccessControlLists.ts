import { defineControl } from "../control.js";

/** DATA-07: No ACLs. */
export const noAccessControlLists = defineControl({
  id: "DATA-07",
  title: "No ACLs",
  requirement: "Access to objects is decided only by IAM and bucket policies. The bucket owner owns every object.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-03"],
  rules: ["data-s3-owner-enforced", "data-s3-owner-enforced-linked"],
  acceptance: {
    refused: ["A caller sends PutObjectAcl with public-read."],
    works: ["Our auditor reads an object that another account wrote."],
  },
  remediation:
    "Give each bucket one `aws.s3.BucketOwnershipControls` with `objectOwnership` BucketOwnerEnforced. Remove `aws.s3.BucketAcl`, acl, grants and `targetGrants`.",
  frameworks: { fsbp: ["S3.12"], nist80053: ["AC"] },
  references: [
    {
      title: "Controlling ownership of objects and disabling ACLs for your bucket",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
