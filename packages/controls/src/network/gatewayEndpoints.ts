import { defineControl } from "../control.js";

/** NET-06: Gateway endpoints. */
export const gatewayEndpoints = defineControl({
  id: "NET-06",
  title: "Gateway endpoints",
  requirement: "Traffic to S3 and DynamoDB never crosses the public internet.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["NET-02"],
  rules: ["net-gateway-endpoints-linked"],
  acceptance: {
    refused: ["A bucket in another Region is reached."],
    works: ["The flow log shows traffic to S3 without NAT."],
  },
  remediation:
    "Make an `aws.ec2.VpcEndpoint` of type Gateway for s3 and for dynamodb in each VPC, with a policy and with the `routeTableIds` of every private route table.",
  frameworks: {},
  references: [
    {
      title: "Gateway endpoints for Amazon S3",
      url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
      read: "2026-11-24",
    },
  ],
  built: true,
});
