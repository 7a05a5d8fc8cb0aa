import type { RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environmentRun, shippedConfig, type SampleEnvironment } from "./environmentRun.js";
import { diagnosticsOf } from "./mutants/itNotices.js";
import { withInputs, without, type Mutation, type Selection } from "./mutants/mutate.js";
import { reachabilityReport } from "./reachability/reachabilityReport.js";

const key = "secure-ml-platform:network";
const inspected = { mode: "inspected", allowedDomains: ["mirror.example.com"] } as const;
const nat = { mode: "nat", natGateways: "one", tiers: ["build", "studio"] } as const;
const runs = new Map<string, Promise<readonly RecordedResource[]>>();
const controls = new Map<string, readonly string[]>();

/** The platform stack of an environment with a way out. */
function withEgress(environment: SampleEnvironment, egress: object): Promise<readonly RecordedResource[]> {
  const name = `${environment} ${JSON.stringify(egress)}`;
  const network = { ...(shippedConfig("platform", environment)[key] as object), egress };
  const known = runs.get(name);
  if (known !== undefined) return known;
  const made = environmentRun(environment, { config: { [key]: network } }).then(({ platform }) => {
    controls.set(name, [...platform.controls.values()].flat());
    return platform.resources;
  });
  runs.set(name, made);
  return made;
}

describe.each([
  ["prod", inspected, "NET-13"],
  ["dev", nat, "NET-12"],
] as const)("%s with the egress %j", (environment, egress, control) => {
  const tiers: readonly string[] = "tiers" in egress ? egress.tiers : ["build"];

  it("gives no rule anything to say, and its resources serve the control", { tags: [control] }, async () => {
    const resources = await withEgress(environment, egress);
    expect(await diagnosticsOf(environment, resources)).toEqual([]);
    expect(controls.get(`${environment} ${JSON.stringify(egress)}`)).toContain(control);
  });

  it("lets those tiers out to port 443, and nobody else, and nobody in", { tags: [control] }, async () => {
    const before = reachabilityReport((await environmentRun(environment)).platform.resources);
    const after = reachabilityReport(await withEgress(environment, egress));
    const isNew = ({ from, to }: { from: string; to: string }) =>
      !before.some((line) => line.from === from && line.to === to);
    // A rule for the world covers the addresses of DynamoDB too, whose gateway endpoint every tier has a route to.
    const wanted = tiers.flatMap((from) => ["dynamodb", "internet"].map((to) => ({ from, to, traffic: "tcp 443" })));
    expect(after.filter(isNew).sort(byParty)).toEqual(wanted.sort(byParty));
    expect(after.filter(({ from }) => from === "internet")).toEqual([]);
    expect(before.filter((line) => !after.some((other) => other.from === line.from && other.to === line.to))).toEqual(
      [],
    );
  });
});

function byParty(one: { from: string; to: string }, other: { from: string; to: string }): number {
  return `${one.from} ${one.to}`.localeCompare(`${other.from} ${other.to}`);
}

const of = (type: string, name: string): Selection => ({ type, name: `network-egress-${name}` });
const route = (name: string) => of("aws:ec2/route:Route", `route-${name}`);
const policy = of("aws:networkfirewall/firewallPolicy:FirewallPolicy", "policy");
const inPolicy = (change: object): Mutation =>
  withInputs(policy, ({ firewallPolicy }) => ({ firewallPolicy: { ...(firewallPolicy as object), ...change } }));
const natOf = (resources: readonly RecordedResource[], zone: string) =>
  resources.find(({ name }) => name === `network-egress-nat-${zone}`)?.id;

describe("with one part of the inspection lost", () => {
  it.each<readonly [what: string, mutation: Mutation]>([
    ["the firewall lets through what it does not know", inPolicy({ statefulDefaultActions: [] })],
    [
      "what is dropped is not recorded",
      inPolicy({ statefulDefaultActions: ["aws:drop_established_app_layer_to_server"] }),
    ],
    ["packets pass the firewall unseen", inPolicy({ statelessDefaultActions: ["aws:pass"] })],
    [
      "broken streams pass",
      inPolicy({ statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "CONTINUE" } }),
    ],
    [
      "every domain of a kind is listed",
      withInputs(of("aws:networkfirewall/ruleGroup:RuleGroup", "allowed"), ({ ruleGroup }) => ({
        ruleGroup: {
          ...(ruleGroup as object),
          rulesSource: {
            rulesSourceList: { generatedRulesType: "ALLOWLIST", targetTypes: ["TLS_SNI"], targets: [".com"] },
          },
        },
      })),
    ],
    ["nothing is recorded", without(of("aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "logs"))],
    [
      "builds of one zone go past the firewall",
      (resources) =>
        withInputs(route("build-euc1-az2"), () => ({
          vpcEndpointId: undefined,
          natGatewayId: natOf(resources, "euc1-az2"),
        }))(resources),
    ],
    ["answers come back past the firewall", without(route("back-to-build-euc1-az1"))],
    [
      "answers come back through the firewall of another zone",
      (resources) => {
        const other = resources.find(({ name }) => name === "network-egress-route-back-to-build-euc1-az2");
        return withInputs(route("back-to-build-euc1-az1"), () => ({
          vpcEndpointId: other?.wireInputs["vpcEndpointId"],
        }))(resources);
      },
    ],
  ])("%s", { tags: ["NET-13"] }, async (_what, mutation) => {
    const resources = await withEgress("prod", inspected);
    const diagnostics = await diagnosticsOf("prod", mutation(resources), resources);
    expect([...new Set(diagnostics.map(({ policyName }) => policyName))]).toEqual(["net-egress-inspected"]);
  });

  it("a tier with data gets a way out through the firewall", { tags: ["NET-12"] }, async () => {
    const resources = await withEgress("prod", inspected);
    const subnet = { type: "aws:ec2/subnet:Subnet", name: "network-subnet-build-euc1-az1" };
    const mutation = withInputs(subnet, ({ tags }) => ({ tags: { ...(tags as object), tier: "training" } }));
    const diagnostics = await diagnosticsOf("prod", mutation(resources), resources);
    expect(diagnostics.map(({ policyName }) => policyName)).toContain("net-egress-gated");
  });
});
