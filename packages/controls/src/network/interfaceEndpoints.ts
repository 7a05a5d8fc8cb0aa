import { defineControl } from "../control.js";

/** NET-07: Interface endpoints. */
export const interfaceEndpoints = defineControl({
  id: "NET-07",
  title: "Interface endpoints",
  requirement: "All AWS APIs that the workloads use are reached privately.",
  tier: "network",
  stacks: ["platform"],
  severity: "high",
  demandedBy: ["A", "B"],
  needs: ["NET-02", "NET-04"],
  rules: ["net-interface-endpoints", "net-interface-endpoints-linked"],
  acceptance: {
    refused: ["The same API answers from a subnet without egress while its endpoint is missing."],
    works: ["Studio opens, job logs arrive and images are pulled."],
  },
  remediation:
    "Make one `aws.ec2.VpcEndpoint` of type Interface for each core service and each service that other resources imply. Set `privateDnsEnabled` true, `securityGroupIds`, and `subnetIds` in at least two zones in production.",
  frameworks: { fsbp: ["EC2.10", "EC2.55", "EC2.56", "EC2.57"] },
  references: [
    {
      title: "AWS services that integrate with AWS PrivateLink",
      url: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
      read: "2026-11-28",
    },
    {
      title: "Connect to SageMaker AI Within your VPC",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html",
      read: "2026-11-28",
    },
    {
      title: "Connect to Amazon SageMaker Studio and Studio Classic Through an Interface VPC Endpoint",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html",
      read: "2026-11-28",
    },
  ],
  built: true,
});
