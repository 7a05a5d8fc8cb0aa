import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plainObject, type Layers, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun } from "../environmentRun.js";
import { made } from "../mutants/mutant.js";
import { withInputs, withNew, without, type Mutation } from "../mutants/mutate.js";
import { endpointServices, reachabilityReport, type ReportLine } from "./reachabilityReport.js";

const lines = (report: readonly ReportLine[]): string[] =>
  report.map(({ from, to, traffic }) => `${from} → ${to}: ${traffic}`).sort();
const sorted = (...expected: string[]): string[] => expected.sort();

/** Written by hand: this and nothing else is wanted. */
const wanted = sorted(
  "training → training: tcp every port, udp 500, esp",
  "training → endpoints: tcp 443",
  "training → s3: tcp 443",
  "studio → studio: tcp 2049 and 8192 to 65535",
  "studio → endpoints: tcp 443",
  "studio → s3: tcp 443",
  "build → endpoints: tcp 443",
  "build → s3: tcp 443",
  "inference → endpoints: tcp 443",
  "inference → s3: tcp 443",
  "functions → endpoints: tcp 443",
  "functions → s3: tcp 443",
  "functions → dynamodb: tcp 443",
  "data-jobs → data-jobs: tcp every port in part",
  "data-jobs → endpoints: tcp 443",
  "data-jobs → s3: tcp 443",
  "data-jobs → dynamodb: tcp 443",
  "data-jobs → database: tcp 6432",
);

const callers = ["training", "studio", "build", "inference", "functions"];

describe.each(["dev", "prod"] as const)("in %s", (environment) => {
  it("who reaches whom is this and no more", { tags: ["NET-02", "NET-04", "NET-05", "NET-06"] }, async () => {
    const { platform } = await environmentRun(environment);
    expect(lines(reachabilityReport(platform.resources))).toEqual(wanted);
  });

  it(
    "no tier reaches another one but endpoints and databases, even with every group opened",
    { tags: ["NET-05"] },
    async () => {
      const { platform } = await environmentRun(environment);
      const report = reachabilityReport(platform.resources, "without groups");
      // Members of one subnet meet no ACL.
      const between = lines(report.filter(({ from, to }) => from !== to));
      expect(between).toEqual(
        sorted(
          ...callers.flatMap((from) => ["endpoints", "s3", "dynamodb"].map((to) => `${from} → ${to}: tcp 443`)),
          "functions → data: tcp 6432",
          // Calls that come from the port of a service, 443 or the databases', look like its answers.
          ...callers.map((to) => `endpoints → ${to}: tcp 1024 to 3388 and 3390 to 65535 in part`),
          "data → functions: tcp 1024 to 3388 and 3390 to 65535 in part",
        ),
      );
    },
  );

  it("what runs is in the subnets of its group's tier", { tags: ["NET-04"] }, async () => {
    const { resources } = (await environmentRun(environment)).platform;
    const tiers = (type: string) =>
      new Map(resources.filter((resource) => resource.type === type).map(({ id, inputs }) => [id, tierOf(inputs)]));
    const [subnets, groups] = [tiers("aws:ec2/subnet:Subnet"), tiers("aws:ec2/securityGroup:SecurityGroup")];
    const placed = resources.flatMap((resource) =>
      placements(resource.inputs).map(({ subnetIds, groupIds }) => ({
        name: resource.name,
        subnets: [...new Set(subnetIds.map((id) => subnets.get(id)))],
        groups: [...new Set(groupIds.map((id) => groups.get(id)))],
      })),
    );
    expect(placed.length).toBeGreaterThan(15);
    expect(placed.filter(({ subnets, groups }) => subnets.length !== 1 || String(subnets) !== String(groups))).toEqual(
      [],
    );
  });
});

/** Everything that is put into subnets with groups, however AWS's services spell it. */
function placements(inputs: unknown): readonly { subnetIds: string[]; groupIds: string[] }[] {
  if (typeof inputs !== "object" || inputs === null) return [];
  const values = inputs as Record<string, unknown>;
  const pick = (...names: string[]) => names.flatMap((name) => values[name] ?? []).flat() as string[];
  const subnetIds = pick("subnetIds", "subnetId", "subnets");
  const groupIds = pick("securityGroupIds", "securityGroupIdLists", "securityGroups");
  const own = subnetIds.length > 0 && groupIds.length > 0 ? [{ subnetIds, groupIds }] : [];
  return [...own, ...Object.values(values).flatMap(placements)];
}

function tierOf(inputs: Readonly<Record<string, unknown>>): string | undefined {
  return (inputs["tags"] as Record<string, string> | undefined)?.["tier"];
}

it("the page shows what is computed", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/network-reachability.md"), "utf8");
  const [first = ""] = page.split("### The interface endpoints");
  const rows = [...first.matchAll(/^\| ([\w-]+) +\| ([\w-]+) +\| (.+?) +\|$/gm)].map(
    ([, from, to, traffic]) => `${from} → ${to}: ${traffic}`,
  );
  expect(rows.filter((row) => !/^(From|-+) → /.test(row)).sort()).toEqual(wanted);
});

const of = (type: string, name: string) => ({ type, name: `network-${name}` });
const acl = (tier: string) => of("aws:ec2/networkAcl:NetworkAcl", `network-acls-${tier}`);
const egressRule = (name: string) =>
  of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", `security-groups-${name}-egress`);
const ingressRule = (name: string) =>
  of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `security-groups-${name}-ingress`);
type Entries = readonly Record<string, unknown>[];
const addEntry = (direction: string, entry: object) => (inputs: Record<string, unknown>) => ({
  [direction]: [...(inputs[direction] as Entries), { ruleNo: 50, action: "allow", ...entry }],
});
const dropPorts = (direction: string, port: number) => (inputs: Record<string, unknown>) => ({
  [direction]: (inputs[direction] as Entries).filter(
    (entry) => Number(entry["fromPort"]) > port || Number(entry["toPort"]) < port,
  ),
});
const database = { protocol: "6", fromPort: 6432, toPort: 6432 };
const answers = { protocol: "6", fromPort: 1024, toPort: 65_535 };
const otherEndpoints = endpointServices((await environmentRun("prod")).platform.resources).filter(
  (service) => service !== "kms",
);
const idOf = (resources: readonly RecordedResource[], name: string) =>
  resources.find((candidate) => candidate.name === name)?.id;

type Broken = readonly [what: string, mutation: Mutation, changes: readonly string[], layers?: Layers];

/** What somebody did, and how the table changes. `without groups` for changes that the groups would still catch. */
const broken: readonly Broken[] = [
  [
    "the answers of the endpoints cannot leave",
    withInputs(acl("endpoints"), dropPorts("egress", 32_768)),
    ["training", "studio", "build", "inference", "functions", "data-jobs"].map(
      (from) => `- ${from} → endpoints: tcp 443`,
    ),
  ],
  [
    "the answers to models cannot come in",
    withInputs(acl("inference"), () => ({ ingress: [] })),
    ["- inference → endpoints: tcp 443", "- inference → s3: tcp 443"],
  ],
  [
    "some of the answers to builds cannot come in",
    withInputs(acl("build"), dropPorts("ingress", 60_000)),
    ["endpoints", "s3"].flatMap((to) => [`+ build → ${to}: tcp 443 in part`, `- build → ${to}: tcp 443`]),
  ],
  [
    "the ACLs of models and of databases admit each other",
    (resources) =>
      [
        withInputs(acl("inference"), addEntry("egress", { ...database, cidrBlock: "10.65.0.0/16" })),
        withInputs(acl("data"), addEntry("ingress", { ...database, cidrBlock: "10.65.0.0/16" })),
        withInputs(acl("data"), addEntry("egress", { ...answers, cidrBlock: "10.65.0.0/16" })),
      ].reduce((changed, mutation) => mutation(changed), resources),
    ["+ data → inference: tcp 1024 to 3388 and 3390 to 65535 in part", "+ inference → data: tcp 6432"],
    "without groups",
  ],
  [
    "studio may open remote shells on its own kind",
    opened("studio-to-studio-nfs", { fromPort: 22, toPort: 2049 }),
    ["+ studio → studio: tcp 22 to 2049 and 8192 to 65535", "- studio → studio: tcp 2049 and 8192 to 65535"],
  ],
  [
    "a training subnet leads to the internet",
    (resources) =>
      withNew(() =>
        made("platform", "aws:ec2/route:Route", "out", {
          routeTableId: idOf(resources, "network-route-table-training-euc1-az1"),
          destinationCidrBlock: "0.0.0.0/0",
          gatewayId: "igw-1",
        }),
      )([...resources, { ...made("platform", "aws:ec2/internetGateway:InternetGateway", "gateway", {}), id: "igw-1" }]),
    ["+ internet → training: tcp 1024 to 3388 and 3390 to 65535 in part", "+ training → internet: tcp 443 in part"],
    "without groups",
  ],
  [
    "a training subnet leads to the internet, and a rule names the world",
    (resources) => {
      const out = made("platform", "aws:ec2/route:Route", "out", {
        routeTableId: idOf(resources, "network-route-table-training-euc1-az1"),
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-1",
      });
      const gateway = { ...made("platform", "aws:ec2/internetGateway:InternetGateway", "gateway", {}), id: "igw-1" };
      const world = withInputs(egressRule("training-to-s3"), () => ({
        prefixListId: undefined,
        cidrIpv4: "0.0.0.0/0",
      }));
      return [...world(resources), out, gateway];
    },
    // The gateway endpoints' routes are there for every tier: the group alone keeps training from DynamoDB.
    ["+ training → dynamodb: tcp 443", "+ training → internet: tcp 443 in part"],
  ],
  ["a tier falls back to the locked default ACL", without(acl("data")), ["- data-jobs → database: tcp 6432"]],
  [
    "a subnet of the functions does not lead to S3",
    without(of("aws:ec2/routeTableAssociation:RouteTableAssociation", "route-table-association-functions-euc1-az2")),
    ["data-jobs", "functions"].flatMap((from) =>
      ["dynamodb", "s3"].flatMap((to) => [`+ ${from} → ${to}: tcp 443 in part`, `- ${from} → ${to}: tcp 443`]),
    ),
  ],
  [
    "an endpoint has no group that admits anybody",
    withInputs(of("aws:ec2/vpcEndpoint:VpcEndpoint", "interface-endpoints-kms"), () => ({ securityGroupIds: [] })),
    ["training", "studio", "build", "inference", "functions", "data-jobs"].flatMap((from) => [
      `- ${from} → endpoints: tcp 443`,
      ...otherEndpoints.map((service) => `+ ${from} → endpoints: ${service}: tcp 443`),
    ]),
  ],
];

describe("whatever is broken is noticed", { tags: ["NET-02", "NET-04", "NET-05", "NET-06"] }, () => {
  for (const [what, mutation, changes, layers] of broken) {
    it(what, async () => {
      const { resources } = (await environmentRun("prod")).platform;
      const before = lines(reachabilityReport(resources, layers));
      const after = lines(reachabilityReport(synced(mutation(resources)), layers));
      const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
      const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
      expect([...added, ...gone].sort()).toEqual([...changes].sort());
    });
  }
});

describe("one layer alone opens nothing", { tags: ["NET-04", "NET-05"] }, () => {
  const world = { fromPort: 0, toPort: 65_535 };
  it.each<readonly [string, Mutation]>([
    ["the groups of databases and data jobs open every port", opened("data-jobs-to-database", world)],
    [
      "the ACL of the databases admits the whole network",
      withInputs(acl("data"), addEntry("ingress", { ...database, cidrBlock: "10.65.0.0/16" })),
    ],
  ])("%s", async (_what, mutation) => {
    const { resources } = (await environmentRun("prod")).platform;
    expect(lines(reachabilityReport(synced(mutation(resources))))).toEqual(wanted);
  });
});

/** Both sides of a flow between groups with other ports. */
function opened(flow: string, ports: object): Mutation {
  return (resources) =>
    withInputs(ingressRule(flow), () => ({ ...ports }))(withInputs(egressRule(flow), () => ({ ...ports }))(resources));
}

/** Mutations change what goes over the wire; the table reads it in plain. */
function synced(resources: readonly RecordedResource[]): readonly RecordedResource[] {
  return resources.map((resource) => ({ ...resource, inputs: plainObject(resource.wireInputs) }));
}
