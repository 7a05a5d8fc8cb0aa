import { parseCidr, type Cidr } from "@secure-ml/core";
import type { RecordedResource } from "../programRun.js";

type Values = Readonly<Record<string, unknown>>;

/** A subnet with what routes and filters its traffic. */
export interface EmittedSubnet {
  readonly id: string;
  readonly tier: string;
  readonly range: Cidr;
  readonly routes: readonly EmittedRoute[];
  readonly acl: Readonly<Record<"ingress" | "egress", readonly AclEntry[]>>;
}

/** Where packets to a range go next; `gateway` leads to the service whose prefix list it names, and nowhere else. */
export interface EmittedRoute {
  readonly range: Cidr;
  readonly target:
    | { readonly kind: "local" }
    | { readonly kind: "gateway"; readonly prefixListId: string }
    | { readonly kind: "internet" }
    | { readonly kind: "translation" | "firewall"; readonly subnetId: string };
}

/** One entry of a network ACL. */
export interface AclEntry {
  readonly number: number;
  readonly allows: boolean;
  readonly range: Cidr;
  readonly traffic: Traffic;
}

/** One rule of a security group. */
export interface GroupRule {
  readonly direction: "ingress" | "egress";
  readonly groupId: string;
  readonly traffic: Traffic;
  readonly peer: { readonly groupId: string } | { readonly prefixListId: string } | { readonly range: Cidr };
}

/** A protocol by number, or `-1` for every one, and ports where it has any. */
export interface Traffic {
  readonly protocol: string;
  readonly ports: readonly [first: number, last: number];
}

/** A security group. */
export interface EmittedGroup {
  readonly id: string;
  /** Last part of its `Name` tag, such as `training`. */
  readonly name: string;
  /** Tier of the subnets in which its members live, from its tag `tier`. */
  readonly tier: string;
}

/** An interface endpoint. */
export interface EmittedEndpoint {
  readonly service: string;
  readonly groupIds: readonly string[];
  readonly subnetIds: readonly string[];
}

/** The public addresses of a service that is reached through routes. */
export interface EmittedPrefixList {
  readonly id: string;
  readonly service: string;
  readonly ranges: readonly Cidr[];
}

/** The parts of a network that decide who reaches whom, as a program has emitted them. */
export interface EmittedNetwork {
  readonly subnets: readonly EmittedSubnet[];
  readonly groups: readonly EmittedGroup[];
  readonly rules: readonly GroupRule[];
  readonly endpoints: readonly EmittedEndpoint[];
  readonly prefixLists: readonly EmittedPrefixList[];
}

/** Types that open or filter traffic too, but that the reading below does not understand: better no answer than a wrong one. */
const notUnderstood = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
  "aws:ec2/networkAclRule:NetworkAclRule",
  "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
];

const everything: Traffic = { protocol: "-1", ports: [0, 65_535] };
const anywhere: Cidr = { first: 0, prefixLength: 0 };

/**
 * Reads subnets, routes, ACLs, groups and endpoints from the resources of a program with one VPC.
 *
 * @param resources as a program registered them, with values that are all known
 * @throws Error when something decides about traffic that is not understood here
 */
export function readNetwork(resources: readonly RecordedResource[]): EmittedNetwork {
  const strange = resources.find(({ type }) => notUnderstood.includes(type));
  if (strange !== undefined) throw new Error(`${strange.urn} changes who reaches whom in a way that is not understood`);
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const [vpc, ...others] = ofType("aws:ec2/vpc:Vpc");
  if (vpc === undefined || others.length > 0) throw new Error("There must be one VPC");
  const local: EmittedRoute = { range: range(vpc.inputs["cidrBlock"]), target: { kind: "local" } };

  const endpoints = ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
  const gateways = endpoints.filter(({ inputs }) => inputs["vpcEndpointType"] === "Gateway");
  const prefixLists = gateways.map(({ inputs, outputs }) => ({
    id: text(outputs["prefixListId"]),
    service: serviceOf(inputs),
    ranges: list(outputs["cidrBlocks"]).map(range),
  }));
  const targetOf = routeTargets(resources);

  const subnets = ofType("aws:ec2/subnet:Subnet").map((subnet): EmittedSubnet => {
    const association = ofType("aws:ec2/routeTableAssociation:RouteTableAssociation").find(
      ({ inputs }) => inputs["subnetId"] === subnet.id,
    );
    const tableId = association?.inputs["routeTableId"] ?? vpc.outputs["defaultRouteTableId"];
    const inline = [
      ...ofType("aws:ec2/routeTable:RouteTable"),
      ...ofType("aws:ec2/defaultRouteTable:DefaultRouteTable"),
    ].find(({ id }) => id === tableId)?.inputs["routes"];
    const own = ofType("aws:ec2/route:Route")
      .filter(({ inputs }) => inputs["routeTableId"] === tableId)
      .map(({ inputs }) => inputs);
    return {
      id: text(subnet.id),
      tier: tag(subnet, "tier"),
      range: range(subnet.inputs["cidrBlock"]),
      routes: [
        local,
        ...gateways
          .filter(({ inputs }) => list(inputs["routeTableIds"]).includes(tableId))
          .flatMap(({ outputs }) =>
            list(outputs["cidrBlocks"]).map((block) => ({
              range: range(block),
              target: { kind: "gateway" as const, prefixListId: text(outputs["prefixListId"]) },
            })),
          ),
        ...[...own, ...(list(inline) as Values[])].map((route) => ({
          range: range(route["destinationCidrBlock"] ?? route["cidrBlock"]),
          target: targetOf(route),
        })),
      ],
      acl: aclOf(subnet, resources),
    };
  });

  return {
    subnets,
    prefixLists,
    groups: ofType("aws:ec2/securityGroup:SecurityGroup").map((group) => {
      const inline = ["ingress", "egress"].some((direction) => list(group.inputs[direction]).length > 0);
      if (inline) throw new Error(`${group.urn} has inline rules, which are not understood`);
      return { id: text(group.id), name: nameOf(group, vpc), tier: tag(group, "tier") };
    }),
    rules: (["ingress", "egress"] as const).flatMap((direction) => {
      const kind = direction === "ingress" ? "Ingress" : "Egress";
      return ofType(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`).map(({ inputs }) => ({
        direction,
        groupId: text(inputs["securityGroupId"]),
        traffic: trafficOf(inputs["ipProtocol"], inputs["fromPort"], inputs["toPort"]),
        peer: peerOf(inputs),
      }));
    }),
    endpoints: endpoints
      .filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface")
      .map(({ inputs }) => ({
        service: serviceOf(inputs),
        groupIds: list(inputs["securityGroupIds"]).map(text),
        subnetIds: list(inputs["subnetIds"]).map(text),
      })),
  };
}

/** Tells where a route leads, from the arguments of `aws.ec2.Route`. */
function routeTargets(resources: readonly RecordedResource[]): (route: Values) => EmittedRoute["target"] {
  const gateways = resources.filter(({ type }) => type === "aws:ec2/internetGateway:InternetGateway");
  const translators = resources.filter(({ type }) => type === "aws:ec2/natGateway:NatGateway");
  const firewallSubnets = new Map(
    resources
      .filter(({ type }) => type === "aws:networkfirewall/firewall:Firewall")
      .flatMap(({ outputs }) => list(outputs["firewallStatuses"]))
      .flatMap((status) => list((status as Values)["syncStates"]))
      .flatMap((state) => list((state as Values)["attachments"]))
      .map((attachment) => [(attachment as Values)["endpointId"], text((attachment as Values)["subnetId"])]),
  );
  return (route) => {
    const translator = translators.find(({ id }) => id === route["natGatewayId"]);
    const firewall = firewallSubnets.get(route["vpcEndpointId"]);
    if (gateways.some(({ id }) => id === route["gatewayId"])) return { kind: "internet" };
    if (translator !== undefined) return { kind: "translation", subnetId: text(translator.inputs["subnetId"]) };
    if (firewall !== undefined) return { kind: "firewall", subnetId: firewall };
    throw new Error(`A route leads where nobody can follow it: ${JSON.stringify(route)}`);
  };
}

/** The ACL of a subnet: the one that names it, else the VPC's default one, which admits everything until it is locked. */
function aclOf(subnet: RecordedResource, resources: readonly RecordedResource[]): EmittedSubnet["acl"] {
  const own = resources.find(
    ({ type, inputs }) => type === "aws:ec2/networkAcl:NetworkAcl" && list(inputs["subnetIds"]).includes(subnet.id),
  );
  const acl = own ?? resources.find(({ type }) => type === "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
  if (acl === undefined) {
    const open = [{ number: 100, allows: true, range: anywhere, traffic: everything }];
    return { ingress: open, egress: open };
  }
  const entries = (direction: string): readonly AclEntry[] =>
    (list(acl.inputs[direction]) as readonly Values[])
      .map((entry) => ({
        number: Number(entry["ruleNo"]),
        allows: entry["action"] === "allow",
        range: range(entry["cidrBlock"]),
        traffic: trafficOf(entry["protocol"], entry["fromPort"], entry["toPort"]),
      }))
      .sort((one, other) => one.number - other.number);
  return { ingress: entries("ingress"), egress: entries("egress") };
}

function peerOf(inputs: Values): GroupRule["peer"] {
  if (typeof inputs["referencedSecurityGroupId"] === "string") return { groupId: inputs["referencedSecurityGroupId"] };
  if (typeof inputs["prefixListId"] === "string") return { prefixListId: inputs["prefixListId"] };
  return { range: range(inputs["cidrIpv4"]) };
}

const numbers: Readonly<Record<string, string>> = { all: "-1", icmp: "1", tcp: "6", udp: "17", icmpv6: "58" };

function trafficOf(protocol: unknown, from: unknown, to: unknown): Traffic {
  const number = numbers[text(protocol)] ?? text(protocol);
  return number === "6" || number === "17"
    ? { protocol: number, ports: [Number(from), Number(to)] }
    : { protocol: number, ports: everything.ports };
}

/** `com.amazonaws.eu-central-1.ecr.api` is `ecr.api`. */
function serviceOf(inputs: Values): string {
  return text(inputs["serviceName"]).replace(/^.*?\.[a-z]{2,4}(-[a-z]+)+-\d\./, "");
}

function nameOf(group: RecordedResource, vpc: RecordedResource): string {
  const [name, prefix] = [tag(group, "Name"), tag(vpc, "Name")];
  return name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : name;
}

function tag({ inputs, urn }: RecordedResource, key: string): string {
  const value = (inputs["tags"] as Values | undefined)?.[key];
  if (typeof value !== "string") throw new Error(`${urn} has no tag ${key}`);
  return value;
}

function range(value: unknown): Cidr {
  if (value === "0.0.0.0/0") return anywhere;
  const cidr = parseCidr(text(value));
  if (cidr === undefined) throw new Error(`${text(value)} is no IPv4 range`);
  return cidr;
}

/** Whether a range holds an address. */
export function contains({ first, prefixLength }: Cidr, address: number): boolean {
  return address >= first && address < first + 2 ** (32 - prefixLength);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
}
