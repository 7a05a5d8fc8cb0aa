import { environmentRun } from "../../tests/environmentRun.ts";
import { endpointServices, reachabilityReport, type ReportLine } from "../../tests/reachability/reachabilityReport.ts";

/** The page that says who reaches whom, computed from what the sample environments emit. */
export async function reachabilityPage(): Promise<readonly [string, string][]> {
  const dev = (await environmentRun("dev")).platform.resources;
  const prod = (await environmentRun("prod")).platform.resources;
  const reached = [reachabilityReport(dev), reachabilityReport(prod)];
  const left = [reachabilityReport(dev, "without groups"), reachabilityReport(prod, "without groups")];
  const lines = [
    "# Who reaches whom in the network",
    "",
    "Computed from the subnets, routes, network ACLs and security groups that the platform stack emits for dev and prod: for",
    "a connection the way there and the way back of its answers, for datagrams the way there. **What is not in the first",
    "table is refused**; `tests/reachability/` holds the same table, written by hand, and finds any difference.",
    "",
    "Nothing of the VPC filters its DNS resolver, DHCP and the metadata addresses; names are the DNS firewall's matter.",
    "",
    "## Who reaches whom",
    "",
    "By security group. `endpoints` are the interface endpoints below, each on its own; `s3` and `dynamodb` are reached by",
    "routes to gateway endpoints, whose policies and prefix lists lead nowhere else; `internet` is everybody else.",
    "",
    ...tables(reached),
    "",
    "### The interface endpoints",
    "",
    `In dev: ${endpointServices(dev).join(", ")}.`,
    "",
    `In prod: ${endpointServices(prod).join(", ")}.`,
    "",
    "## What the network ACLs alone would admit",
    "",
    "By tier of the subnets: what would be left if somebody opened every security group. `in part` is what gets through from",
    "some subnets or from some ports of the caller only: an ACL is not asked inside a subnet, and cannot tell a call that",
    "comes from the port of a service from that service's answer.",
    "",
    ...tables(left),
  ];
  return [["docs/network-reachability.md", `${lines.join("\n")}\n`]];
}

/** One table for both environments where they do not differ. */
function tables([dev, prod]: readonly (readonly ReportLine[])[]): readonly string[] {
  const [first, second] = [table(dev ?? []), table(prod ?? [])];
  return first.join("\n") === second.join("\n")
    ? ["The same in dev and in prod.", "", ...first]
    : ["In dev:", "", ...first, "", "In prod:", "", ...second];
}

function table(lines: readonly ReportLine[]): readonly string[] {
  return [
    "| From | To | Traffic |",
    "| --- | --- | --- |",
    ...lines.map(({ from, to, traffic }) => `| ${from} | ${to} | ${traffic} |`),
  ];
}
