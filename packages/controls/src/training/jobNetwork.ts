import { defineControl } from "../control.js";

/** TRN-12: Job network. */
export const jobNetwork = defineControl({
  id: "TRN-12",
  title: "Job network",
  requirement:
    "Jobs use dedicated private subnets of a VPC that is not the default one. Their traffic is limited to peers and endpoints, and distributed jobs encrypt the traffic between peers.",
  tier: "training",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["NET-04"],
  rules: ["net-sg-no-world", "net-no-default-vpc", "net-no-default-vpc-linked"],
  acceptance: {
    refused: [
      "A security group of the tier allows egress to 0.0.0.0/0.",
      "A job's container resolves or reaches any outside host.",
    ],
    works: ["A job on two nodes with peer encryption completes."],
  },
  remediation:
    "Limit the training group's rules to itself (TCP, UDP 500 and protocol 50), to the endpoints' group on 443 and to the S3 prefix list. Give jobs the training subnets in `vpcConfig`.",
  frameworks: {},
  references: [],
  built: false,
});
