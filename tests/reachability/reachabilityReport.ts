import {
  everyPort,
  Reachability,
  type Flow,
  type Layers,
  type PortSet,
  type RecordedResource,
} from "@secure-ml/testing";

/** Traffic from one party to others, in words. */
export interface ReportLine {
  readonly from: string;
  readonly to: string;
  /**
   * Such as `tcp 443` or `udp 500`, separated by commas. `in part` is what gets through from some of the subnets or from
   * some of the ports of a caller only.
   */
  readonly traffic: string;
}

/**
 * Everything that gets from one party of a network to another, as the program has emitted it; whoever and whatever is
 * not listed is refused. The interface endpoints stand together where all of them are reached alike.
 *
 * @param resources of the platform stack
 * @param layers all that decide, or what is left when every security group has been opened
 */
export function reachabilityReport(
  resources: readonly RecordedResource[],
  layers: Layers = "all",
): readonly ReportLine[] {
  const network = new Reachability(resources);
  const parties = layers === "all" ? network.parties : network.tiers;
  const lines = parties.flatMap((from) =>
    parties.map((to) => ({
      from: from.name,
      to: to.name,
      traffic: network.flows(from, to, layers).map(words).join(", "),
    })),
  );
  return joinedEndpoints(lines).filter(({ traffic }) => traffic !== "");
}

/** Services behind the interface endpoints of a network. */
export function endpointServices(resources: readonly RecordedResource[]): readonly string[] {
  return new Reachability(resources).parties.flatMap(({ name }) => endpointService(name) ?? []).sort();
}

function endpointService(party: string): string | undefined {
  return /^endpoints: (.+)$/.exec(party)?.[1];
}

/** One line for all endpoints, where they do not differ. */
function joinedEndpoints(lines: readonly ReportLine[]): readonly ReportLine[] {
  const merged = (["from", "to"] as const).reduce((remaining, side) => {
    const other = side === "from" ? "to" : "from";
    const alike = new Map(
      Object.entries(
        Object.groupBy(
          remaining.filter((line) => endpointService(line[side]) !== undefined),
          (line) => line[other],
        ),
      ).map(([party, those = []]) => [party, new Set(those.map(({ traffic }) => traffic)).size === 1]),
    );
    const seen = new Set<string>();
    return remaining.flatMap((line): readonly ReportLine[] => {
      if (endpointService(line[side]) === undefined || alike.get(line[other]) !== true) return [line];
      if (seen.has(line[other])) return [];
      seen.add(line[other]);
      return [{ ...line, [side]: "endpoints" }];
    });
  }, lines);
  return merged;
}

function words({ protocol, ports, unreliable }: Flow): string {
  const isAll = JSON.stringify(ports) === JSON.stringify(everyPort);
  const where = protocol !== "tcp" && protocol !== "udp" ? "" : isAll ? " every port" : ` ${list(ports)}`;
  return `${protocol}${where}${unreliable.length === 0 ? "" : " in part"}`;
}

function list(ports: PortSet): string {
  return ports.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`)).join(" and ");
}
