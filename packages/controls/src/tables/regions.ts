import type { PartitionName } from "./partitions.js";

/** What the blueprint knows about a Region. */
export interface Region {
  readonly partition: PartitionName;
  /**
   * What the ids of the Region's Availability Zones start with: `euc1` stands for `euc1-az1`, `euc1-az2` and so on.
   * Left out where no public page states it; the ids then have to be taken as given.
   */
  readonly zoneIdPrefix?: string;
}

/**
 * Regions whose partition and zone ids were confirmed. A Region that is missing here is not wrong, only unchecked.
 *
 * @see AWS, "AWS Availability Zones": https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export const regions = {
  "us-east-1": { partition: "aws", zoneIdPrefix: "use1" },
  "us-east-2": { partition: "aws", zoneIdPrefix: "use2" },
  "us-west-1": { partition: "aws", zoneIdPrefix: "usw1" },
  "us-west-2": { partition: "aws", zoneIdPrefix: "usw2" },
  "af-south-1": { partition: "aws", zoneIdPrefix: "afs1" },
  "ap-east-1": { partition: "aws", zoneIdPrefix: "ape1" },
  "ap-east-2": { partition: "aws", zoneIdPrefix: "ape2" },
  "ap-northeast-1": { partition: "aws", zoneIdPrefix: "apne1" },
  "ap-northeast-2": { partition: "aws", zoneIdPrefix: "apne2" },
  "ap-northeast-3": { partition: "aws", zoneIdPrefix: "apne3" },
  "ap-south-1": { partition: "aws", zoneIdPrefix: "aps1" },
  "ap-south-2": { partition: "aws", zoneIdPrefix: "aps2" },
  "ap-southeast-1": { partition: "aws", zoneIdPrefix: "apse1" },
  "ap-southeast-2": { partition: "aws", zoneIdPrefix: "apse2" },
  "ap-southeast-3": { partition: "aws", zoneIdPrefix: "apse3" },
  "ap-southeast-4": { partition: "aws", zoneIdPrefix: "apse4" },
  "ap-southeast-5": { partition: "aws", zoneIdPrefix: "apse5" },
  "ap-southeast-6": { partition: "aws", zoneIdPrefix: "apse6" },
  "ap-southeast-7": { partition: "aws", zoneIdPrefix: "apse7" },
  "ca-central-1": { partition: "aws", zoneIdPrefix: "cac1" },
  "ca-west-1": { partition: "aws", zoneIdPrefix: "caw1" },
  "eu-central-1": { partition: "aws", zoneIdPrefix: "euc1" },
  "eu-central-2": { partition: "aws", zoneIdPrefix: "euc2" },
  "eu-north-1": { partition: "aws", zoneIdPrefix: "eun1" },
  "eu-south-1": { partition: "aws", zoneIdPrefix: "eus1" },
  "eu-south-2": { partition: "aws", zoneIdPrefix: "eus2" },
  "eu-west-1": { partition: "aws", zoneIdPrefix: "euw1" },
  "eu-west-2": { partition: "aws", zoneIdPrefix: "euw2" },
  "eu-west-3": { partition: "aws", zoneIdPrefix: "euw3" },
  "il-central-1": { partition: "aws", zoneIdPrefix: "ilc1" },
  "me-central-1": { partition: "aws", zoneIdPrefix: "mec1" },
  "me-south-1": { partition: "aws", zoneIdPrefix: "mes1" },
  "mx-central-1": { partition: "aws", zoneIdPrefix: "mxc1" },
  "sa-east-1": { partition: "aws", zoneIdPrefix: "sae1" },
  "cn-north-1": { partition: "aws-cn", zoneIdPrefix: "cnn1" },
  "cn-northwest-1": { partition: "aws-cn", zoneIdPrefix: "cnnw1" },
  "us-gov-east-1": { partition: "aws-us-gov", zoneIdPrefix: "usge1" },
  "us-gov-west-1": { partition: "aws-us-gov", zoneIdPrefix: "usgw1" },
  "eusc-de-east-1": { partition: "aws-eusc" },
} as const satisfies Record<string, Region>;

/** Name of a Region of the table. */
export type RegionName = keyof typeof regions;

/**
 * Finds a Region of the table.
 *
 * @param name Region such as `eu-central-1`
 * @returns what is known about it, or undefined for a Region that is not in the table
 */
export function regionByName(name: string): Region | undefined {
  return Object.hasOwn(regions, name) ? regions[name as RegionName] : undefined;
}
