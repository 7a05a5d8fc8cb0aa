/** One Availability Zone. */
export interface Zone {
  /** Name as this account sees it, for example `eu-west-1a`. */
  readonly name: string;
  /** Id that means the same zone in every account, for example `euw1-az1`. */
  readonly id: string;
}

/** What is given about the simulated AWS; everything else follows from it or from a resource's URN. */
export interface AwsFacts {
  /**
   * Number of the account that everything happens in.
   * @defaultValue `"111111111111"`
   */
  readonly accountId?: string;
  /**
   * Region of the default provider.
   * @defaultValue the config's `aws:region`, else `"eu-west-1"`
   */
  readonly region?: string;
  /**
   * Availability Zones of {@link AwsFacts.region}, by name (`eu-west-1a`) or id (`euw1-az1`).
   * @defaultValue the first three letters
   */
  readonly zones?: readonly string[];
  /**
   * ARN of the role that the caller has assumed.
   * @defaultValue a role `deployer` without a path
   */
  readonly deployerRoleArn?: string;
  /**
   * The container of each version of a model package, by ARN, as the registry describes it.
   * @defaultValue none: versions without an inference specification
   */
  readonly modelPackages?: Readonly<Record<string, object>>;
}

/** What holds in one Region. */
export interface RegionFacts {
  /** Number of the account. */
  readonly accountId: string;
  /** Code of the Region, for example `eu-west-1`. */
  readonly region: string;
  /** Partition that the Region belongs to, for example `aws`. */
  readonly partition: string;
  /** Domain of the partition's service endpoints. */
  readonly dnsSuffix: string;
  /** First parts of the partition's endpoint service names. */
  readonly reverseDnsPrefix: string;
  /** Availability Zones, in order of their names. */
  readonly zones: readonly Zone[];
  /** ARN of the role that the caller has assumed. */
  readonly deployerRoleArn: string;
  /** The container of each version of a model package, by ARN. */
  readonly modelPackages: Readonly<Record<string, object>>;
}

const commercial = {
  regionPrefix: "",
  partition: "aws",
  dnsSuffix: "amazonaws.com",
  reverseDnsPrefix: "com.amazonaws",
};

const partitions = [
  { regionPrefix: "cn-", partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
  { regionPrefix: "us-gov-", partition: "aws-us-gov", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
  { regionPrefix: "eusc-", partition: "aws-eusc", dnsSuffix: "amazonaws.eu", reverseDnsPrefix: "eu.amazonaws" },
];

const directions: Readonly<Record<string, string>> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
  gov: "g",
};

/** The short form of a Region that zone ids begin with: `eu-west-1` is `euw1`. */
function zoneIdPrefix(region: string): string {
  return region
    .split("-")
    .map((part) => directions[part] ?? part)
    .join("");
}

/** A zone from its name or its id; the simulated account's first zone is `az1`, and so on. */
export function zoneFrom(region: string, nameOrId: string): Zone {
  const number = /-az(\d+)$/.exec(nameOrId)?.[1];
  if (number !== undefined) {
    return { name: `${region}${String.fromCharCode(96 + Number(number))}`, id: nameOrId };
  }
  return { name: nameOrId, id: `${zoneIdPrefix(region)}-az${String(nameOrId.charCodeAt(nameOrId.length - 1) - 96)}` };
}

/**
 * What holds in a Region.
 *
 * @param facts what is given
 * @param region the Region; by default that of the default provider
 */
export function regionFacts(facts: AwsFacts, region: string = facts.region ?? "eu-west-1"): RegionFacts {
  const home = facts.region ?? "eu-west-1";
  const partition = partitions.find(({ regionPrefix }) => region.startsWith(regionPrefix)) ?? commercial;
  const accountId = facts.accountId ?? "111111111111";
  const given = region === home ? facts.zones : undefined;
  const zones = (given ?? ["a", "b", "c"].map((letter) => `${region}${letter}`)).map((zone) => zoneFrom(region, zone));
  return {
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
    reverseDnsPrefix: partition.reverseDnsPrefix,
    accountId,
    region,
    zones: zones.sort((a, b) => a.name.localeCompare(b.name)),
    deployerRoleArn: facts.deployerRoleArn ?? `arn:${partition.partition}:iam::${accountId}:role/deployer`,
    modelPackages: facts.modelPackages ?? {},
  };
}
