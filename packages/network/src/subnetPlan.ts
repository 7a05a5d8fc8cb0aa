import { formatCidr, parseCidr, subCidr } from "@secure-ml/core";

/**
 * The subnet tiers, in the order in which they take their eighths of the VPC. The order is part of every subnet's
 * range: never change it, and give a further tier the eighth that is still free.
 */
export const subnetTiers = ["training", "studio", "build", "inference", "functions", "endpoints", "data"] as const;

/** What a subnet is for; workloads of different tiers never share one. */
export type SubnetTier = (typeof subnetTiers)[number];

/** Most zones that a VPC can be laid out over: the number of parts that each tier's eighth is cut into. */
export const maximumZones = 4;

/** One subnet of the plan. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  /** Id of the Availability Zone, such as `euc1-az1`; unlike its name, the same in every account. */
  readonly zoneId: string;
  /** IPv4 range, 5 bits longer than the VPC's prefix. */
  readonly cidrBlock: string;
}

/** Bits that tell the eighths apart: seven tiers, and one kept for egress and firewall subnets. */
const tierBits = 3;
/** Bits that tell the zones of a tier apart. */
const zoneBits = 2;

/**
 * Cuts a VPC's range into one subnet for each tier and zone. A range depends on the tier and on the zone's position
 * alone, so that adding a zone at the end moves nothing. The last eighth stays free, for egress and firewall subnets.
 *
 * @param cidrBlock IPv4 range of the VPC, such as `10.20.0.0/16`
 * @param zoneIds ids of at most {@link maximumZones} Availability Zones
 * @returns the subnets, tier by tier, each tier in the order of the zones
 * @throws RangeError for a range that is not one, or that is too small, and for more zones than there is room for
 */
export function subnetPlan(cidrBlock: string, zoneIds: readonly string[]): readonly PlannedSubnet[] {
  const vpc = parseCidr(cidrBlock);
  if (vpc === undefined) {
    throw new RangeError(`"${cidrBlock}" is not an IPv4 range such as "10.20.0.0/16"`);
  }
  return subnetTiers.flatMap((tier, tierIndex) =>
    zoneIds.map((zoneId, zoneIndex) => ({
      tier,
      zoneId,
      cidrBlock: formatCidr(subCidr(subCidr(vpc, tierBits, tierIndex), zoneBits, zoneIndex)),
    })),
  );
}

/**
 * The range that holds the subnets of a tier in every zone, present and to come.
 *
 * @param cidrBlock IPv4 range of the VPC
 * @throws RangeError for a range that is not one
 */
export function tierCidrBlock(cidrBlock: string, tier: SubnetTier): string {
  const vpc = parseCidr(cidrBlock);
  if (vpc === undefined) {
    throw new RangeError(`"${cidrBlock}" is not an IPv4 range such as "10.20.0.0/16"`);
  }
  return formatCidr(subCidr(vpc, tierBits, subnetTiers.indexOf(tier)));
}

/** Tiers of a network that lets single tiers out; they share the eighth that the others leave free. */
export const egressTiers = ["egress", "firewall"] as const;

/** What a subnet of the way out is for. */
export type EgressTier = (typeof egressTiers)[number];

/**
 * The range of one subnet of the way out, 6 bits longer than the VPC's prefix.
 *
 * @param cidrBlock IPv4 range of the VPC
 * @param zoneIndex position of the zone in the network, below {@link maximumZones}
 * @throws RangeError for a range that is not one
 */
export function egressSubnetCidr(cidrBlock: string, tier: EgressTier, zoneIndex: number): string {
  const vpc = parseCidr(cidrBlock);
  if (vpc === undefined) {
    throw new RangeError(`"${cidrBlock}" is not an IPv4 range such as "10.20.0.0/16"`);
  }
  const half = subCidr(subCidr(vpc, tierBits, subnetTiers.length), 1, egressTiers.indexOf(tier));
  return formatCidr(subCidr(half, zoneBits, zoneIndex));
}
