import type { Environment } from "@secure-ml/core";

/**
 * Names that workloads in the VPC must resolve: AWS's APIs in the Region, which lead to the endpoints, what runs in the
 * VPC, and Studio's own domain. Nobody but AWS answers for any of them, so that no lookup of one reaches a stranger.
 *
 * @see AWS, "Amazon VPC DNS attributes and names": https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
 * @see AWS, "Access an AWS service using an interface VPC endpoint":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export function resolvedDomains({ region, dnsSuffix, partition }: Environment): readonly string[] {
  const studio = partition === "aws-cn" ? "sagemaker.com.cn" : "sagemaker.aws";
  return [
    `*.${region}.${dnsSuffix}`,
    // Names of endpoints themselves, and of databases.
    `*.${region}.vpce.${dnsSuffix}`,
    `*.${region}.rds.${dnsSuffix}`,
    // The newer names of services, and of Studio and notebooks.
    `*.${region}.api.aws`,
    `*.${region}.${studio}`,
    // Instances, forward and backward.
    region === "us-east-1" ? "*.ec2.internal" : `*.${region}.compute.internal`,
    "*.in-addr.arpa",
  ];
}
