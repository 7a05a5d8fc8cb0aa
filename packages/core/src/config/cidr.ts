/** An IPv4 range. */
export interface Cidr {
  /** First address as an unsigned 32-bit number. */
  readonly first: number;
  /** Length of the network prefix in bits, 0 to 32. */
  readonly prefixLength: number;
}

/** Reads `a.b.c.d/n`; undefined when it is not a range in that form with no host bits set. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, ...parts] = match.map(Number);
  const [a = 256, b = 256, c = 256, d = 256, prefixLength = 33] = parts;
  if ([a, b, c, d].some((octet) => octet > 255) || prefixLength > 32) {
    return undefined;
  }
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % addressCount(prefixLength) === 0 ? { first, prefixLength } : undefined;
}

/** Writes a range in the usual form. */
export function formatCidr({ first, prefixLength }: Cidr): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${octets.join(".")}/${prefixLength}`;
}

/** The `index`-th of the equal parts of a range whose prefixes are `bits` longer. */
export function subCidr(cidr: Cidr, bits: number, index: number): Cidr {
  const prefixLength = cidr.prefixLength + bits;
  if (prefixLength > 32 || index < 0 || index >= 2 ** bits) {
    throw new RangeError(`${formatCidr(cidr)} has no part ${index} of ${2 ** bits}`);
  }
  return { first: cidr.first + index * addressCount(prefixLength), prefixLength };
}

/** Whether two ranges share an address. */
export function cidrsOverlap(one: Cidr, other: Cidr): boolean {
  return (
    one.first < other.first + addressCount(other.prefixLength) &&
    other.first < one.first + addressCount(one.prefixLength)
  );
}

/** What is wrong with a range that a config gives; undefined when nothing is. */
export function cidrProblem(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    return `must be an IPv4 range such as "10.20.0.0/16" with no host bits set`;
  }
  return privateRanges.some((range) => range.prefixLength <= cidr.prefixLength && cidrsOverlap(range, cidr))
    ? undefined
    : "must lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";
}

/**
 * What is wrong with a range for a VPC of the platform; undefined when nothing is.
 *
 * @see AWS, "VPC CIDR blocks": https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export function vpcCidrProblem(text: string): string | undefined {
  const problem = cidrProblem(text);
  const cidr = parseCidr(text);
  if (problem !== undefined || cidr === undefined) {
    return problem;
  }
  if (cidr.prefixLength < 16 || cidr.prefixLength > 20) {
    return "must be a /16 to /20: AWS takes no larger VPC, and in a smaller one subnets run out of addresses";
  }
  return cidrsOverlap(cidr, containerBridge)
    ? `must not overlap ${formatCidr(containerBridge)}, which containers on the hosts of managed jobs use`
    : undefined;
}

const containerBridge: Cidr = { first: 0xac11_0000, prefixLength: 16 };

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  (text) => parseCidr(text) ?? [],
);

function addressCount(prefixLength: number): number {
  return 2 ** (32 - prefixLength);
}
