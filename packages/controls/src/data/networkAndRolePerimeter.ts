import { defineControl } from "../control.js";

/** DATA-09: Network and role perimeter. */
export const networkAndRolePerimeter = defineControl({
  id: "DATA-09",
  title: "Network and role perimeter",
  requirement:
    "Data buckets answer only requests that come through the platform's endpoints and from listed roles, so that stolen credentials are useless elsewhere. Buckets of the account stack have the role part only.",
  tier: "data",
  stacks: ["account", "platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["DATA-10", "NET-06"],
  rules: ["data-s3-perimeter", "data-s3-perimeter-linked"],
  acceptance: {
    refused: [
      "Valid credentials of the training role are used from a laptop.",
      "The same role calls from another VPC.",
      "A role that is not listed calls from inside.",
    ],
    works: [
      "A training job in the VPC reads its input.",
      "Macie scans the bucket.",
      "The pipeline deploys the policy itself.",
    ],
  },
  remediation:
    "Add the statements DenyOutsideNetwork, on `aws:SourceVpce`, and DenyOtherRoles, on `aws:PrincipalArn`, to the policy of `aws.s3.BucketPolicy`. Limit both to data-plane actions and leave service callers out by `aws:PrincipalIsAWSService` and `aws:ViaAWSService`.",
  frameworks: { mitreAtlas: ["AML.T0025", "AML.T0035"] },
  references: [
    {
      title: "Controlling access from VPC endpoints with bucket policies",
      url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
