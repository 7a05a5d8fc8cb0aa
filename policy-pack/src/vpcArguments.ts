import { awsType, stackReferenceType } from "./awsTypes.js";

/**
 * Arguments that say which VPC a resource belongs to, by type token; one of them is enough. Left out, each means the
 * default VPC of the Region.
 */
export const vpcArguments: Readonly<Record<string, readonly string[]>> = {
  "aws:dax/cluster:Cluster": ["subnetGroupName"],
  "aws:dms/replicationInstance:ReplicationInstance": ["replicationSubnetGroupId"],
  "aws:docdb/cluster:Cluster": ["dbSubnetGroupName"],
  "aws:ec2/instance:Instance": ["subnetId", "networkInterfaces", "primaryNetworkInterface", "launchTemplate"],
  [awsType.securityGroup]: ["vpcId"],
  "aws:elasticache/cluster:Cluster": ["subnetGroupName", "replicationGroupId"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["subnetGroupName", "globalReplicationGroupId"],
  "aws:emr/cluster:Cluster": ["ec2Attributes.subnetId", "ec2Attributes.subnetIds"],
  "aws:memorydb/cluster:Cluster": ["subnetGroupName"],
  "aws:neptune/cluster:Cluster": ["neptuneSubnetGroupName"],
  "aws:rds/cluster:Cluster": ["dbSubnetGroupName"],
  // A replica in the same Region is placed beside its source.
  "aws:rds/instance:Instance": ["dbSubnetGroupName", "replicateSourceDb"],
  "aws:redshift/cluster:Cluster": ["clusterSubnetGroupName"],
  [awsType.notebookInstance]: ["subnetId"],
  // AWS takes no subnet without a VPC; it is here so that a program with nothing but a network of its own is judged too.
  [awsType.subnet]: ["vpcId"],
};

/** Whether an unknown value comes from a VPC of the program or of another stack. */
export function isPartOfVpc(type: string): boolean {
  return type === awsType.vpc || type === awsType.subnet || /subnetGroup:/i.test(type) || type === stackReferenceType;
}
