import { parseCidr, type Cidr } from "@secure-ml/core";
import type { RecordedResource } from "../programRun.js";
import { contains, readNetwork, type EmittedNetwork, type EmittedSubnet, type Traffic } from "./emittedNetwork.js";
import { difference, everyPort, intersection, noPort, union, type PortSet } from "./portSet.js";

/** Somebody whom traffic comes from or goes to. */
export interface Party {
  /** `training`, `endpoints: kms`, `s3`, `internet`. */
  readonly name: string;
  /** Members in subnets; absent for what is outside. */
  readonly members?: { readonly subnetIds: readonly string[]; readonly groupIds: readonly string[] };
  /** Prefix list of a service that is reached through routes. */
  readonly prefixListId?: string;
}

/** Traffic of one protocol that gets from one party to another. */
export interface Flow {
  /** `tcp`, `udp`, `icmp`, `esp`, the number of another protocol, or `other` for all that nothing mentions. */
  readonly protocol: string;
  /** Ports at the receiver; every port for protocols without any. */
  readonly ports: PortSet;
  /**
   * Those of the ports at which connections fail for some of the subnets or of the ports that a caller may call from:
   * what a rule forgot.
   */
  readonly unreliable: PortSet;
}

/** Which layers decide: all, or what is left when every security group has been opened. */
export type Layers = "all" | "without groups";

const names: Readonly<Record<string, string>> = { "1": "icmp", "6": "tcp", "17": "udp", "50": "esp", "58": "icmpv6" };
/** Stands for every protocol that no rule mentions. AWS has not assigned it and never will: it is for experiments. */
const unmentioned = "253";

/**
 * Ports that callers use, by what AWS says of its own: functions and NAT gateways take any from 1024 on. The ACLs leave
 * out that of remote desktops, so that it does not count here.
 *
 * @see AWS, "Ephemeral ports": https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
 */
const callingPorts: PortSet = [
  [1024, 3388],
  [3390, 65_535],
];

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((text) => cidr(text));

/**
 * Who reaches whom in a network, computed from what a program emitted: the routes and network ACLs of every subnet on the
 * way, both directions, and the security groups at its ends.
 *
 * Not filtered by any of these, and therefore not in the answers: the VPC's DNS resolver, DHCP, the metadata addresses.
 */
export class Reachability {
  readonly #network: EmittedNetwork;
  readonly #protocols: readonly string[];
  readonly #cuts: readonly number[];

  /** @throws Error when something decides about traffic that is not understood */
  constructor(resources: readonly RecordedResource[]) {
    this.#network = readNetwork(resources);
    const { rules, subnets, prefixLists } = this.#network;
    const entries = subnets.flatMap(({ acl }) => [...acl.ingress, ...acl.egress]);
    const mentioned = [...rules, ...entries].map(({ traffic }) => traffic.protocol);
    this.#protocols = [...new Set(["6", "17", "1", ...mentioned, unmentioned])].filter((protocol) => protocol !== "-1");
    // Whatever is decided about two addresses changes only where a range begins or ends.
    const ranges = [
      ...entries.map(({ range }) => range),
      ...rules.flatMap(({ peer }) => ("range" in peer ? [peer.range] : [])),
      ...subnets.flatMap(({ range, routes }) => [range, ...routes.map((route) => route.range)]),
      ...prefixLists.flatMap((list) => list.ranges),
      ...privateRanges,
    ];
    this.#cuts = [...new Set(ranges.flatMap(({ first, prefixLength }) => [first, first + 2 ** (32 - prefixLength)]))];
  }

  /** Everybody in the network by security group, its interface endpoints one by one, and who is outside. */
  get parties(): readonly Party[] {
    const { groups, endpoints } = this.#network;
    const endpointGroups = new Set(endpoints.flatMap(({ groupIds }) => groupIds));
    return [
      ...groups
        .filter(({ id }) => !endpointGroups.has(id))
        .map(({ id, name, tier }) => ({
          name,
          members: { groupIds: [id], subnetIds: this.#subnetsOf(tier) },
        })),
      ...endpoints.map(({ service, groupIds, subnetIds }) => ({
        name: `endpoints: ${service}`,
        members: { groupIds, subnetIds },
      })),
      ...this.#outside,
    ];
  }

  /** Everybody in the network by the tier of their subnets, and who is outside. */
  get tiers(): readonly Party[] {
    const names = [...new Set(this.#network.subnets.map(({ tier }) => tier))];
    return [
      ...names.map((name) => ({ name, members: { groupIds: [], subnetIds: this.#subnetsOf(name) } })),
      ...this.#outside,
    ];
  }

  /**
   * What gets from one party to another.
   *
   * @param layers which layers decide
   * @returns one entry for each protocol that does
   */
  flows(from: Party, to: Party, layers: Layers = "all"): readonly Flow[] {
    return this.#protocols.flatMap((protocol) => {
      const ways = this.#addressPairs(from, to).map((pair) => this.#way(from, to, pair, protocol, layers));
      const ports = ways.map((way) => way.possible).reduce(union, noPort);
      const reliable = ways.map((way) => way.reliable).reduce(intersection, everyPort);
      if (ports.length === 0) return [];
      const name = protocol === unmentioned ? "other" : (names[protocol] ?? protocol);
      return [{ protocol: name, ports, unreliable: difference(ports, reliable) }];
    });
  }

  get #outside(): readonly Party[] {
    return [
      ...this.#network.prefixLists.map(({ id, service }) => ({ name: service, prefixListId: id })),
      { name: "internet" },
    ];
  }

  #subnetsOf(wanted: string): readonly string[] {
    return this.#network.subnets.filter(({ tier }) => tier === wanted).map(({ id }) => id);
  }

  #subnet(id: string): EmittedSubnet {
    const subnet = this.#network.subnets.find((candidate) => candidate.id === id);
    if (subnet === undefined) throw new Error(`There is no subnet ${id}`);
    return subnet;
  }

  #addressPairs(from: Party, to: Party): readonly AddressPair[] {
    const targets = this.#places(to);
    return this.#places(from).flatMap((source) => targets.map((target) => ({ source, target })));
  }

  /** One place for each stretch of a party's addresses about which all rules say the same. */
  #places(party: Party): readonly Place[] {
    if (party.members !== undefined) {
      return party.members.subnetIds.flatMap((id) => {
        const subnet = this.#subnet(id);
        return this.#representatives(subnet.range).map((address) => ({ address, subnet }));
      });
    }
    const list = this.#network.prefixLists.find(({ id }) => id === party.prefixListId);
    if (list !== undefined)
      return list.ranges.flatMap((range) => this.#representatives(range).map((address) => ({ address })));
    const inside = [...privateRanges, ...this.#network.prefixLists.flatMap(({ ranges }) => ranges)];
    return this.#representatives({ first: 0, prefixLength: 0 })
      .filter((address) => !inside.some((range) => contains(range, address)))
      .map((address) => ({ address }));
  }

  #representatives(range: Cidr): readonly number[] {
    return [...new Set([range.first, ...this.#cuts.filter((cut) => contains(range, cut))])];
  }

  #way(from: Party, to: Party, { source, target }: AddressPair, protocol: string, layers: Layers): Way {
    const groups =
      layers === "all"
        ? intersection(
            this.#groupsAdmit("egress", from, to, target, protocol),
            this.#groupsAdmit("ingress", to, from, source, protocol),
          )
        : everyPort;
    const there = this.#path(from, source, to, target);
    if (there === undefined || groups.length === 0) return { possible: noPort, reliable: noPort };
    const out = intersection(groups, crossings(there, source.address, target.address, protocol));
    // Groups remember connections, ACLs do not; a packet that needs no answer needs no way back.
    const back = crossings([...there].reverse(), target.address, source.address, protocol);
    const answered = protocol !== "6" || back.length > 0;
    const callers = protocol === "6" ? difference(callingPorts, back) : noPort;
    return { possible: answered ? out : noPort, reliable: callers.length === 0 ? out : noPort };
  }

  /** The subnets that packets pass through; `undefined` when no route leads there. */
  #path(from: Party, source: Place, to: Party, target: Place): readonly Hop[] | undefined {
    if (source.subnet === undefined) {
      // Whoever is outside comes in only where a route leads out; answers of services are judged with the call.
      if (target.subnet === undefined || from.prefixListId !== undefined) return undefined;
      const leadsOut = routeTo(target.subnet, source.address)?.kind === "internet";
      return leadsOut ? [{}, { subnet: target.subnet }] : undefined;
    }
    if (target.subnet !== undefined) return [{ subnet: source.subnet }, { subnet: target.subnet }];
    const hops: Hop[] = [];
    let { subnet } = source;
    for (;;) {
      hops.push({ subnet });
      const next = routeTo(subnet, target.address);
      if (next === undefined || next.kind === "local" || hops.length > 8) return undefined;
      if (next.kind === "gateway") return next.prefixListId === to.prefixListId ? [...hops, {}] : undefined;
      if (next.kind === "internet") return to.prefixListId === undefined ? [...hops, {}] : undefined;
      subnet = this.#subnet(next.subnetId);
    }
  }

  #groupsAdmit(direction: "ingress" | "egress", own: Party, other: Party, place: Place, protocol: string): PortSet {
    if (own.members === undefined) return everyPort;
    const { groupIds } = own.members;
    return this.#network.rules
      .filter((rule) => rule.direction === direction && groupIds.includes(rule.groupId))
      .filter(({ peer }) =>
        "groupId" in peer
          ? (other.members?.groupIds.includes(peer.groupId) ?? false)
          : "prefixListId" in peer
            ? peer.prefixListId === other.prefixListId
            : contains(peer.range, place.address),
      )
      .map(({ traffic }) => portsOf(traffic, protocol))
      .reduce(union, noPort);
  }
}

interface Place {
  readonly address: number;
  readonly subnet?: EmittedSubnet;
}

interface AddressPair {
  readonly source: Place;
  readonly target: Place;
}

/** A station of a path; without a subnet it is outside, where no ACL of ours is. */
interface Hop {
  readonly subnet?: EmittedSubnet;
}

interface Way {
  /** Ports at which something gets through, and back where an answer is needed. */
  readonly possible: PortSet;
  /** Ports at which it does from every port that a caller may use. */
  readonly reliable: PortSet;
}

/** Where a subnet sends packets for an address: the longest prefix wins. */
function routeTo({ routes }: EmittedSubnet, address: number): EmittedSubnet["routes"][number]["target"] | undefined {
  return routes
    .filter(({ range }) => contains(range, address))
    .sort((one, other) => other.range.prefixLength - one.range.prefixLength)[0]?.target;
}

/** Ports of packets that the ACLs between all stations of a path admit. Inside one subnet there is none. */
function crossings(path: readonly Hop[], source: number, target: number, protocol: string): PortSet {
  return path.slice(1).reduce<PortSet>((ports, { subnet }, index) => {
    const previous = path[index]?.subnet;
    if (previous === subnet) return ports;
    return [
      previous === undefined ? everyPort : admitted(previous.acl.egress, target, protocol),
      subnet === undefined ? everyPort : admitted(subnet.acl.ingress, source, protocol),
    ].reduce(intersection, ports);
  }, everyPort);
}

/** Ports that an ACL admits to or from an address: the first entry that fits decides. */
function admitted(entries: EmittedSubnet["acl"]["ingress"], address: number, protocol: string): PortSet {
  let open: PortSet = everyPort;
  let allowed: PortSet = noPort;
  for (const { allows, range, traffic } of entries) {
    if (!contains(range, address)) continue;
    const ports = intersection(portsOf(traffic, protocol), open);
    if (allows) allowed = union(allowed, ports);
    open = difference(open, ports);
  }
  return allowed;
}

function portsOf(traffic: Traffic, protocol: string): PortSet {
  if (traffic.protocol === "-1") return everyPort;
  return traffic.protocol === protocol ? [traffic.ports] : noPort;
}

function cidr(text: string): Cidr {
  const range = parseCidr(text);
  if (range === undefined) throw new Error(`${text} is no IPv4 range`);
  return range;
}
