/** Part of AWS with its own accounts, its own IAM and its own domain. */
export interface Partition {
  /** Domain that the partition's endpoints and regional service principals end in. */
  readonly dnsSuffix: string;
}

/**
 * Partitions that the blueprint can be deployed to. The isolated partitions of governments are left out: nothing here
 * was checked against them.
 *
 * @see AWS, "Identify AWS resources with Amazon Resource Names (ARNs)": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitions = {
  aws: { dnsSuffix: "amazonaws.com" },
  "aws-cn": { dnsSuffix: "amazonaws.com.cn" },
  "aws-us-gov": { dnsSuffix: "amazonaws.com" },
  "aws-eusc": { dnsSuffix: "amazonaws.eu" },
} as const satisfies Record<string, Partition>;

/** Name of a partition, the second field of an ARN. */
export type PartitionName = keyof typeof partitions;

/** Names of the commercial partition: an isolated partition's, such as `us-iso-east-1`, must not match. */
const commercialRegion =
  /^(us|eu|ap|sa|ca|me|af|il|mx)-(central|north|south|east|west|northeast|northwest|southeast|southwest)-\d+$/;

/** Names of the three other partitions, each with a prefix of its own. */
const prefixedRegion = /^(cn|us-gov|eusc-[a-z]{2})-[a-z]+-\d+$/;

/**
 * Tells the partition of a Region from the Region's name alone, so that a Region opened after this release works too.
 *
 * @param region Region such as `eu-central-1`
 * @returns the partition's name
 * @throws Error when the name is not that of a Region of a known partition
 */
export function partitionOfRegion(region: string): PartitionName {
  if (prefixedRegion.test(region)) {
    if (region.startsWith("cn-")) return "aws-cn";
    if (region.startsWith("us-gov-")) return "aws-us-gov";
    return "aws-eusc";
  }
  if (commercialRegion.test(region)) return "aws";
  throw new Error(
    `Region "${region}" belongs to none of the partitions ${Object.keys(partitions).join(", ")}. ` +
      'Use a Region name such as "eu-central-1", without a zone letter, in the configuration key aws:region.',
  );
}
