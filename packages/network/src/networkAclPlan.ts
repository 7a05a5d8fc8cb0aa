import type { SubnetTier } from "./subnetPlan.js";

/** One entry of a network ACL, in the form that the provider takes; the number follows from its place. */
export interface PlannedEntry {
  /** Number of the protocol, the only form in which AWS keeps it: 6 is TCP, 17 UDP, 50 ESP. */
  readonly protocol: "6" | "17" | "50";
  /** First and last port; 0 for protocols without ports. */
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlock: string;
  /**
   * What becomes of it.
   * @defaultValue "allow"
   */
  readonly action?: "allow" | "deny";
}

/** Both directions of a network ACL. */
export interface PlannedAcl {
  readonly ingress: readonly PlannedEntry[];
  readonly egress: readonly PlannedEntry[];
}

/** What the entries name. */
export interface AclRanges {
  /** IPv4 range of the VPC. */
  readonly vpc: string;
  /** IPv4 range of each tier, over all zones. */
  readonly tiers: Readonly<Record<SubnetTier, string>>;
  /** Port that the database engine listens on. */
  readonly databasePort: number;
}

const anywhere = "0.0.0.0/0";

const tcp = (cidrBlock: string, fromPort: number, toPort = fromPort): PlannedEntry => ({
  protocol: "6",
  fromPort,
  toPort,
  cidrBlock,
});

/** Answers come from port 443 of public addresses too, those of S3 and DynamoDB, to whatever port a call left from. */
const answersFromAnywhere: readonly PlannedEntry[] = [
  // Remote desktops' port lies among them; Security Hub judges each entry by itself (EC2.21), and nothing calls from it.
  tcp(anywhere, 1024, 3388),
  tcp(anywhere, 3390, 65_535),
];

/** A tier that calls AWS, and whose members may talk to each other in the given ways. */
function calling(amongMembers: readonly PlannedEntry[] = [], alsoOut: readonly PlannedEntry[] = []): PlannedAcl {
  return {
    ingress: [...answersFromAnywhere, ...amongMembers],
    egress: [tcp(anywhere, 443), ...amongMembers, ...alsoOut],
  };
}

/**
 * What each tier's network ACL admits. An ACL keeps no memory of connections, so that each flow has entries for its
 * answers as well. It cannot name prefix lists: that 443 leads to S3 and not elsewhere is up to routes and groups.
 *
 * @see AWS, "Custom network ACLs": https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
 */
export function networkAclPlan({ vpc, tiers, databasePort }: AclRanges): Readonly<Record<SubnetTier, PlannedAcl>> {
  const { training, studio, functions, data } = tiers;
  return {
    training: calling([
      tcp(training, 0, 65_535),
      { protocol: "17", fromPort: 500, toPort: 500, cidrBlock: training },
      { protocol: "50", fromPort: 0, toPort: 0, cidrBlock: training },
    ]),
    studio: calling([tcp(studio, 0, 65_535)]),
    build: calling(),
    inference: calling(),
    functions: calling([], [tcp(data, databasePort)]),
    endpoints: { ingress: [tcp(vpc, 443)], egress: [tcp(vpc, 1024, 65_535)] },
    data: { ingress: [tcp(functions, databasePort)], egress: [tcp(functions, 1024, 65_535)] },
  };
}

/**
 * What the ACL of NAT gateways and firewalls admits: calls of the VPC to port 443 and their answers, and never remote
 * shells or desktops. Of the ports that a NAT gateway calls from, 3389 gets no answers: one connection in 64,000 fails.
 *
 * @param vpc IPv4 range of the VPC
 */
export function egressAclPlan(vpc: string): PlannedAcl {
  const never = [22, 3389].map((port): PlannedEntry => ({ ...tcp(anywhere, port), action: "deny" }));
  return {
    ingress: [...never, tcp(vpc, 443), ...answersFromAnywhere],
    egress: [...never, tcp(anywhere, 443), tcp(vpc, 1024, 65_535)],
  };
}

/** Entries are told apart by number; the gaps leave room for what an operator inserts in an emergency. */
export function numberedEntry(entry: PlannedEntry, index: number) {
  return { ruleNo: 100 + 10 * index, action: "allow", ...entry };
}
