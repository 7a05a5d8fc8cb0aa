/** Part of AWS with its own accounts, its own IAM and its own domain. */
export interface Partition {
  /** Domain that the partition's endpoints and regional service principals end in. */
  readonly dnsSuffix: string;
  /** What every name of a Region of the partition starts with; undefined for the one partition without a common prefix. */
  readonly regionPrefix: string | undefined;
}

/**
 * Partitions that the blueprint can be deployed to. The isolated partitions of governments are left out: nothing here
 * was checked against them.
 *
 * @see AWS, "Amazon Resource Names (ARNs)": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitions = {
  aws: { dnsSuffix: "amazonaws.com", regionPrefix: undefined },
  "aws-cn": { dnsSuffix: "amazonaws.com.cn", regionPrefix: "cn-" },
  "aws-us-gov": { dnsSuffix: "amazonaws.com", regionPrefix: "us-gov-" },
  "aws-eusc": { dnsSuffix: "amazonaws.eu", regionPrefix: "eusc-" },
} as const satisfies Record<string, Partition>;

/** Name of a partition, the second field of an ARN. */
export type PartitionName = keyof typeof partitions;

/** A commercial Region: two letters other than an isolated partition's, a place without a hyphenated partition, a number. */
const commercialRegion =
  /^(us|eu|ap|sa|ca|me|af|il|mx)-(central|north|south|east|west|northeast|northwest|southeast|southwest)-\d+$/;

/** Region names of the other partitions. */
const regionOfPrefix = /^(cn|us-gov|eusc-[a-z]{2})-[a-z]+-\d+$/;

/**
 * Tells the partition of a Region from the Region's name alone, so that a Region opened after this release works too.
 *
 * @param region Region such as `eu-central-1`
 * @returns the partition's name
 * @throws Error when the name is not that of a Region of a known partition
 */
export function partitionOfRegion(region: string): PartitionName {
  if (regionOfPrefix.test(region)) {
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
