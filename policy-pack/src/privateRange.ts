/** Ranges that no router of the internet carries, as first address and prefix length. */
const privateRanges: readonly (readonly [string, number])[] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
];

/**
 * Whether every address of a range is private: half of the internet is as open as all of it.
 *
 * @param cidr such as `10.0.0.0/16` or `fd00::/8`
 */
export function isPrivateRange(cidr: string): boolean {
  // Unique local addresses are the private ones of IPv6.
  if (/^f[cd][0-9a-f]{2}:[0-9a-f:]*\/(?:[89]|[1-9]\d|1[01]\d|12[0-8])$/i.test(cidr)) return true;
  const [, address = "", length = ""] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
  return privateRanges.some(
    ([first, prefixLength]) =>
      Number(length) >= prefixLength && address !== "" && bits(address, prefixLength) === bits(first, prefixLength),
  );
}

/** The first bits of an address. */
function bits(address: string, count: number): number {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return Math.floor(number / 2 ** (32 - count));
}
