import { describe, expect, it } from "vitest";
import { resource } from "../handMadeResource.js";
import type { RecordedResource } from "../programRun.js";
import { Reachability, type Layers } from "./reachability.js";

type Values = Readonly<Record<string, unknown>>;

const made = (type: string, id: string, inputs: Values, outputs: Values = {}): RecordedResource => ({
  ...resource(type, id, inputs, { outputs: { id, ...outputs } }),
  id,
});
const entry = (
  ruleNo: number,
  protocol: string,
  fromPort: number,
  toPort: number,
  cidrBlock: string,
  action = "allow",
) => ({
  ruleNo,
  protocol,
  fromPort,
  toPort,
  cidrBlock,
  action,
});
const everything = [entry(100, "-1", 0, 0, "0.0.0.0/0")];

const vpc = made(
  "aws:ec2/vpc:Vpc",
  "vpc",
  { cidrBlock: "10.0.0.0/16", tags: { Name: "acme" } },
  { defaultRouteTableId: "main" },
);

/** A subnet with a route table of its own, and an ACL that admits everything unless told otherwise. */
function subnet(
  tier: string,
  number: number,
  { ingress = everything, egress = everything, id = tier }: { ingress?: object[]; egress?: object[]; id?: string } = {},
): RecordedResource[] {
  return [
    made("aws:ec2/subnet:Subnet", `subnet-${id}`, { cidrBlock: `10.0.${number}.0/24`, tags: { tier } }),
    made("aws:ec2/routeTableAssociation:RouteTableAssociation", `association-${id}`, {
      subnetId: `subnet-${id}`,
      routeTableId: `table-${id}`,
    }),
    made("aws:ec2/networkAcl:NetworkAcl", `acl-${id}`, { subnetIds: [`subnet-${id}`], ingress, egress }),
  ];
}
const group = (name: string, tier = name) =>
  made("aws:ec2/securityGroup:SecurityGroup", `sg-${name}`, { tags: { Name: `acme-${name}`, tier } });
const rule = (
  kind: "Ingress" | "Egress",
  own: string,
  peer: Values,
  protocol: string,
  fromPort?: number,
  toPort = fromPort,
) =>
  made(
    `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`,
    `${kind}-${own}-${JSON.stringify(peer)}-${String(fromPort)}`,
    {
      securityGroupId: `sg-${own}`,
      ipProtocol: protocol,
      fromPort,
      toPort,
      ...peer,
    },
  );
const toGroup = (name: string): Values => ({ referencedSecurityGroupId: `sg-${name}` });
const flow = (from: string, to: string, protocol: string, first?: number, last = first) => [
  rule("Egress", from, toGroup(to), protocol, first, last),
  rule("Ingress", to, toGroup(from), protocol, first, last),
];
const route = (table: string, inputs: Values) =>
  made("aws:ec2/route:Route", `route-${table}-${JSON.stringify(inputs)}`, {
    routeTableId: `table-${table}`,
    ...inputs,
  });
const gateway = (routeTableIds: string[]) =>
  made(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "vpce-s3",
    { vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-central-1.s3", routeTableIds },
    { prefixListId: "pl-s3", cidrBlocks: ["192.0.2.0/24"] },
  );
const internetGateway = made("aws:ec2/internetGateway:InternetGateway", "igw", {});
const out = (target: Values): Values => ({ destinationCidrBlock: "0.0.0.0/0", ...target });

/** Everything that gets through, as `from → to: what`, with what is unreliable after a bar. */
function open(resources: readonly RecordedResource[], layers: Layers = "all"): string[] {
  const network = new Reachability([vpc, ...resources]);
  const parties = layers === "all" ? network.parties : network.tiers;
  const show = (ports: readonly (readonly [number, number])[]) =>
    ports.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",");
  return parties.flatMap((from) =>
    parties.flatMap((to) =>
      network.flows(from, to, layers).map(({ protocol, ports, unreliable }) => {
        const rest = unreliable.length === 0 ? "" : ` | ${show(unreliable)}`;
        return `${from.name} → ${to.name}: ${protocol} ${show(ports)}${rest}`;
      }),
    ),
  );
}

const pair = [...subnet("a", 1), ...subnet("b", 2), group("a"), group("b")];

describe("security groups", () => {
  it("admit nothing by themselves", () => {
    expect(open(pair)).toEqual([]);
  });

  it("must admit a flow at both ends", () => {
    const [egress, ingress] = flow("a", "b", "tcp", 443);
    expect(open([...pair, ...flow("a", "b", "tcp", 443)])).toEqual(["a → b: tcp 443"]);
    expect(open([...pair, egress as RecordedResource])).toEqual([]);
    expect(open([...pair, ingress as RecordedResource])).toEqual([]);
  });

  it("admit what both ends have in common", () => {
    const narrow = [
      rule("Egress", "a", toGroup("b"), "tcp", 400, 500),
      rule("Ingress", "b", toGroup("a"), "tcp", 450, 600),
    ];
    expect(open([...pair, ...narrow])).toEqual(["a → b: tcp 450-500"]);
  });

  it("may let their members talk to each other, and to no other group", () => {
    expect(open([...pair, ...flow("a", "a", "tcp", 0, 65_535)])).toEqual(["a → a: tcp 0-65535"]);
  });

  it("admit every protocol with -1, also those that nothing mentions", () => {
    expect(open([...pair, ...flow("a", "b", "-1")])).toEqual([
      "a → b: tcp 0-65535",
      "a → b: udp 0-65535",
      "a → b: icmp 0-65535",
      "a → b: other 0-65535",
    ]);
  });

  it("admit addresses, of whichever group their owner is", () => {
    const byRange = [
      rule("Egress", "a", { cidrIpv4: "10.0.2.0/25" }, "tcp", 22),
      rule("Ingress", "b", { cidrIpv4: "10.0.0.0/16" }, "tcp", 22),
    ];
    // Half of b's addresses can be called.
    expect(open([...pair, ...byRange])).toEqual(["a → b: tcp 22 | 22"]);
    expect(open([...pair, ...byRange.slice(1), rule("Egress", "a", { cidrIpv4: "0.0.0.0/0" }, "tcp", 22)])).toEqual([
      "a → b: tcp 22",
    ]);
  });

  it("know protocols by number as by name", () => {
    expect(open([...pair, ...flow("a", "b", "6", 443), ...flow("b", "a", "50")])).toEqual([
      "a → b: tcp 443",
      "b → a: esp 0-65535",
    ]);
  });
});

describe("network ACLs", () => {
  const call = flow("a", "b", "tcp", 443);
  const https = entry(100, "6", 443, 443, "0.0.0.0/0");
  const answers = entry(110, "6", 1024, 65_535, "0.0.0.0/0");
  const caller = { ingress: [answers], egress: [https] };
  const called = { ingress: [https], egress: [answers] };
  const between = (a: object, b: object) => [
    ...subnet("a", 1, a),
    ...subnet("b", 2, b),
    group("a"),
    group("b"),
    ...call,
  ];

  it("admit a call with its answer", () => {
    expect(open(between(caller, called))).toEqual(["a → b: tcp 443"]);
  });

  it("stop a call in one direction, at either end", () => {
    expect(open(between({ ...caller, egress: [answers] }, called))).toEqual([]);
    expect(open(between(caller, { ...called, ingress: [answers] }))).toEqual([]);
  });

  it.each([
    ["leave the called side", caller, { ...called, egress: [] }],
    ["reach the caller", { ...caller, ingress: [] }, called],
  ])("stop a call whose answer cannot %s", (_case, a, b) => {
    expect(open(between(a, b))).toEqual([]);
  });

  it("show a call that is answered from some ports only", () => {
    const narrow = [entry(100, "6", 32_768, 60_999, "0.0.0.0/0")];
    expect(open(between({ ...caller, ingress: narrow }, called))).toEqual(["a → b: tcp 443 | 443"]);
  });

  it("need no answers on the port of remote desktops", () => {
    const split = [entry(100, "6", 1024, 3388, "0.0.0.0/0"), entry(110, "6", 3390, 65_535, "0.0.0.0/0")];
    expect(open(between({ ...caller, ingress: split }, called))).toEqual(["a → b: tcp 443"]);
  });

  it("are read in the order of their numbers", () => {
    const denied = [entry(90, "6", 443, 443, "10.0.1.0/24", "deny"), https];
    expect(open(between(caller, { ...called, ingress: denied }))).toEqual([]);
    expect(
      open(between(caller, { ...called, ingress: [entry(190, "6", 443, 443, "10.0.1.0/24", "deny"), https] })),
    ).toEqual(["a → b: tcp 443"]);
  });

  it("let datagrams through without an answer", () => {
    const datagrams = [entry(100, "17", 53, 53, "0.0.0.0/0")];
    const oneWay = [
      ...subnet("a", 1, { egress: datagrams, ingress: [] }),
      ...subnet("b", 2, { ingress: datagrams, egress: [] }),
    ];
    expect(open([...oneWay, group("a"), group("b"), ...flow("a", "b", "udp", 53)])).toEqual(["a → b: udp 53"]);
  });

  it("are not met inside one subnet, but between two of one tier", () => {
    const closed = { ingress: [], egress: [] };
    expect(open([...subnet("a", 1, closed), group("a"), ...flow("a", "a", "tcp", 22)])).toEqual(["a → a: tcp 22"]);
    expect(
      open([
        ...subnet("a", 1, closed),
        ...subnet("a", 2, { ...closed, id: "a2" }),
        group("a"),
        ...flow("a", "a", "tcp", 22),
      ]),
    ).toEqual(["a → a: tcp 22 | 22"]);
  });

  it("are the default one for a subnet in none: open until it is locked", () => {
    const bare = [...subnet("a", 1), ...subnet("b", 2)].filter(({ name }) => name !== "acl-b");
    const parts = [...bare, group("a"), group("b"), ...call];
    expect(open(parts)).toEqual(["a → b: tcp 443"]);
    const locked = made("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "default", { ingress: [], egress: [] });
    expect(open([...parts, locked])).toEqual([]);
  });

  it("are what is left when groups are not asked", () => {
    expect(open(between(caller, called), "without groups")).toEqual([
      "a → a: tcp 0-65535",
      "a → a: udp 0-65535",
      "a → a: icmp 0-65535",
      "a → a: other 0-65535",
      "a → b: tcp 443",
      // Whoever calls from port 443 looks like somebody who answers.
      "b → a: tcp 1024-65535 | 1024-65535",
      "b → b: tcp 0-65535",
      "b → b: udp 0-65535",
      "b → b: icmp 0-65535",
      "b → b: other 0-65535",
    ]);
  });
});

describe("routes", () => {
  const https = rule("Egress", "a", { prefixListId: "pl-s3" }, "tcp", 443);
  const anywhere = rule("Egress", "a", { cidrIpv4: "0.0.0.0/0" }, "tcp", 443);

  it("lead to a service's prefix list through a gateway endpoint only", () => {
    const parts = [...subnet("a", 1), group("a"), https];
    expect(open([...parts, gateway([])])).toEqual([]);
    expect(open([...parts, gateway(["table-a"])])).toEqual(["a → s3: tcp 443"]);
  });

  it("lead there from some subnets of a tier only, if so they do", () => {
    const parts = [...subnet("a", 1), ...subnet("a", 2, { id: "a2" }), group("a"), https, gateway(["table-a"])];
    expect(open(parts)).toEqual(["a → s3: tcp 443 | 443"]);
  });

  it("make a rule for the whole world reach what there is a route to", () => {
    const parts = [...subnet("a", 1), group("a"), anywhere, gateway(["table-a"])];
    // The prefix list's addresses are addresses of the world; a route to them is none to the internet.
    expect(open(parts)).toEqual(["a → s3: tcp 443"]);
    expect(open([...parts, internetGateway, route("a", out({ gatewayId: "igw" }))])).toEqual([
      "a → s3: tcp 443",
      "a → internet: tcp 443",
    ]);
  });

  it("let the internet in where they lead out, and a group admits it", () => {
    const parts = [...subnet("a", 1), group("a"), rule("Ingress", "a", { cidrIpv4: "0.0.0.0/0" }, "tcp", 22)];
    expect(open(parts)).toEqual([]);
    expect(open([...parts, internetGateway, route("a", out({ gatewayId: "igw" }))])).toEqual(["internet → a: tcp 22"]);
  });

  describe("through a NAT gateway", () => {
    const translator = made("aws:ec2/natGateway:NatGateway", "nat", { subnetId: "subnet-egress" });
    const way = (egress: object, toInternet = true) => [
      ...subnet("a", 1),
      ...subnet("egress", 9, egress),
      group("a"),
      anywhere,
      translator,
      internetGateway,
      route("a", out({ natGatewayId: "nat" })),
      ...(toInternet ? [route("egress", out({ gatewayId: "igw" }))] : []),
    ];

    it("lead out, and nothing in", () => {
      expect(open([...way({}), rule("Ingress", "a", { cidrIpv4: "0.0.0.0/0" }, "tcp", 22)])).toEqual([
        "a → internet: tcp 443",
      ]);
    });

    it("lead nowhere without a route of its own subnet", () => {
      expect(open(way({}, false))).toEqual([]);
    });

    it("meet the ACL of its subnet, in and out, there and back", () => {
      const inside = "10.0.0.0/16";
      const ingress = [entry(100, "6", 443, 443, inside), entry(110, "6", 1024, 65_535, "0.0.0.0/0")];
      const egress = [entry(100, "6", 443, 443, "0.0.0.0/0"), entry(110, "6", 1024, 65_535, inside)];
      expect(open(way({ ingress, egress }))).toEqual(["a → internet: tcp 443"]);
      expect(open(way({ ingress: ingress.slice(0, 1), egress }))).toEqual([]);
      expect(open(way({ ingress: ingress.slice(1), egress }))).toEqual([]);
      expect(open(way({ ingress, egress: egress.slice(0, 1) }))).toEqual([]);
      expect(open(way({ ingress, egress: egress.slice(1) }))).toEqual([]);
    });
  });

  it("lead through a firewall's endpoint and its subnet", () => {
    const firewall = made(
      "aws:networkfirewall/firewall:Firewall",
      "firewall",
      {},
      {
        firewallStatuses: [{ syncStates: [{ attachments: [{ endpointId: "vpce-fw", subnetId: "subnet-firewall" }] }] }],
      },
    );
    const parts = [
      ...subnet("a", 1),
      ...subnet("firewall", 8),
      group("a"),
      anywhere,
      firewall,
      internetGateway,
      route("a", out({ vpcEndpointId: "vpce-fw" })),
    ];
    expect(open(parts)).toEqual([]);
    expect(open([...parts, route("firewall", out({ gatewayId: "igw" }))])).toEqual(["a → internet: tcp 443"]);
  });

  it("of a subnet without a table are those of the main one: local only", () => {
    const bare = [...subnet("a", 1), ...subnet("b", 2)].filter(({ name }) => name !== "association-a");
    expect(open([...bare, group("a"), group("b"), gateway(["table-a"]), https, ...flow("a", "b", "tcp", 80)])).toEqual([
      "a → b: tcp 80",
    ]);
  });
});

describe("interface endpoints", () => {
  const endpoint = made("aws:ec2/vpcEndpoint:VpcEndpoint", "vpce-kms", {
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.eu-central-1.kms",
    securityGroupIds: ["sg-b"],
    subnetIds: ["subnet-b"],
  });

  it("are reached one by one, instead of their group", () => {
    expect(open([...pair, endpoint, ...flow("a", "b", "tcp", 443)])).toEqual(["a → endpoints: kms: tcp 443"]);
  });
});

describe("what is not understood", () => {
  it.each([
    made("aws:ec2/securityGroupRule:SecurityGroupRule", "old", {}),
    made("aws:ec2/networkAclRule:NetworkAclRule", "old", {}),
    made("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "old", {}),
  ])("gives no answer: $type", (strange) => {
    expect(() => open([...pair, strange])).toThrow("in a way that is not understood");
  });

  it("gives none about inline rules, a second VPC or a route to a peering", () => {
    const inline = made("aws:ec2/securityGroup:SecurityGroup", "sg-c", {
      tags: { Name: "c", tier: "a" },
      ingress: [{}],
    });
    expect(() => open([...pair, inline])).toThrow("inline rules");
    expect(() => open([...pair, { ...vpc, id: "vpc-2" }])).toThrow("one VPC");
    const peering = route("a", out({ vpcPeeringConnectionId: "pcx-1" }));
    expect(() => open([...pair, peering])).toThrow("leads where nobody can follow it");
  });
});
