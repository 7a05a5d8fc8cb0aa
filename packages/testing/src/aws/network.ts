import { policyDocument } from "./commonChecks.js";
import { accountDefaultVpc, ec2Id } from "./ec2Id.js";
import { zoneFrom } from "./facts.js";
import type { Zone } from "./facts.js";
import type { CheckFailure, PropertyModel, ResourceContext, ResourceModel } from "./resourceModel.js";

/** A VPC's default table, list and group share its digits, so that each can be told from the other. */
function sameDigits(prefix: string, id: string): string {
  return `${prefix}-${id.slice(id.indexOf("-") + 1)}`;
}

/** Id of the default group of the VPC at hand. */
function defaultGroupId(group: ResourceContext): string {
  const vpc = group.inputs["vpcId"];
  return sameDigits("sg", typeof vpc === "string" ? vpc : accountDefaultVpc(group));
}

const ownerId: PropertyModel = (resource) => resource.facts.accountId;

/** Blocks of a VPC or subnet are between a /16 and a /28. */
function ipv4Block(resource: ResourceContext): CheckFailure[] {
  const block = resource.inputs["cidrBlock"];
  if (typeof block !== "string") {
    return [];
  }
  const prefixLength = Number(/^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(block)?.[1] ?? NaN);
  return prefixLength >= 16 && prefixLength <= 28
    ? []
    : [
        {
          property: "cidrBlock",
          reason: `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${block}`,
        },
      ];
}

const vpcId = ec2Id("vpc");
const subnetId = ec2Id("subnet");
const aclId = ec2Id("acl");
const tableId = ec2Id("rtb");

/** VPCs, subnets and what filters and routes their traffic. */
export const network: Readonly<Record<string, ResourceModel>> = {
  "aws:ec2/vpc:Vpc": {
    taggable: true,
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    check: ipv4Block,
    id: vpcId,
    computed: {
      arn: (vpc) => vpc.arn("ec2", `vpc/${vpcId(vpc)}`),
      defaultNetworkAclId: (vpc) => sameDigits("acl", vpcId(vpc)),
      defaultRouteTableId: (vpc) => sameDigits("rtb", vpcId(vpc)),
      mainRouteTableId: (vpc) => sameDigits("rtb", vpcId(vpc)),
      defaultSecurityGroupId: (vpc) => sameDigits("sg", vpcId(vpc)),
      dhcpOptionsId: ec2Id("dopt", "default"),
      enableDnsHostnames: () => false,
      enableNetworkAddressUsageMetrics: () => false,
      ipv6AssociationId: () => "",
      ipv6CidrBlock: () => "",
      ipv6CidrBlockNetworkBorderGroup: () => "",
      ownerId,
    },
    forceNew: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  },
  "aws:ec2/subnet:Subnet": {
    taggable: true,
    defaults: {
      assignIpv6AddressOnCreation: false,
      enableDns64: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      enableResourceNameDnsARecordOnLaunch: false,
      ipv6Native: false,
      mapPublicIpOnLaunch: false,
    },
    check: ipv4Block,
    id: subnetId,
    computed: {
      arn: (subnet) => subnet.arn("ec2", `subnet/${subnetId(subnet)}`),
      availabilityZone: (subnet) => zoneOf(subnet, "availabilityZoneId")?.name,
      availabilityZoneId: (subnet) => zoneOf(subnet, "availabilityZone")?.id,
      ipv6CidrBlock: () => "",
      ipv6CidrBlockAssociationId: () => "",
      privateDnsHostnameTypeOnLaunch: () => "ip-name",
      ownerId,
    },
    forceNew: ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "outpostArn", "vpcId"],
  },
  "aws:ec2/routeTable:RouteTable": {
    taggable: true,
    id: tableId,
    computed: {
      arn: (table) => table.arn("ec2", `route-table/${tableId(table)}`),
      propagatingVgws: () => [],
      routes: () => [],
      ownerId,
    },
    forceNew: ["vpcId"],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: ec2Id("rtbassoc"),
    forceNew: ["gatewayId", "subnetId"],
  },
  "aws:ec2/route:Route": {
    id: (route) => `r-${route.text("routeTableId")}${route.hex(10)}`,
    computed: {
      instanceId: () => "",
      instanceOwnerId: () => "",
      networkInterfaceId: () => "",
      origin: () => "CreateRoute",
      state: () => "active",
    },
    forceNew: ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"],
  },
  // The three defaults exist with the VPC; the provider adopts them, so their ids are not new.
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    taggable: true,
    defaults: { revokeRulesOnDelete: false },
    id: defaultGroupId,
    computed: {
      arn: (group) => group.arn("ec2", `security-group/${defaultGroupId(group)}`),
      description: () => "default VPC security group",
      egress: () => [],
      ingress: () => [],
      name: () => "default",
      namePrefix: () => "",
      vpcId: accountDefaultVpc,
      ownerId,
    },
    forceNew: ["vpcId"],
  },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    taggable: true,
    id: "defaultNetworkAclId",
    computed: {
      arn: (acl) => acl.arn("ec2", `network-acl/${acl.text("defaultNetworkAclId")}`),
      vpcId: (acl) => sameDigits("vpc", acl.text("defaultNetworkAclId")),
      ownerId,
    },
    forceNew: ["defaultNetworkAclId"],
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    taggable: true,
    id: "defaultRouteTableId",
    computed: {
      arn: (table) => table.arn("ec2", `route-table/${table.text("defaultRouteTableId")}`),
      routes: () => [],
      vpcId: (table) => sameDigits("vpc", table.text("defaultRouteTableId")),
      ownerId,
    },
    forceNew: ["defaultRouteTableId"],
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    taggable: true,
    check: (acl) => ["ingress", "egress"].flatMap((direction) => aclEntries(acl, direction)),
    id: aclId,
    computed: {
      arn: (acl) => acl.arn("ec2", `network-acl/${aclId(acl)}`),
      egress: () => [],
      ingress: () => [],
      subnetIds: () => [],
      ownerId,
    },
    forceNew: ["vpcId"],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    taggable: true,
    defaults: { vpcEndpointType: "Gateway" },
    check: (endpoint) => policyDocument(endpoint, "policy"),
    id: ec2Id("vpce"),
    computed: {
      arn: (endpoint) => endpoint.arn("ec2", `vpc-endpoint/${ec2Id("vpce")(endpoint)}`),
      // A service's own addresses: two services share none.
      cidrBlocks: (endpoint) =>
        isGateway(endpoint)
          ? [String(endpoint.inputs["serviceName"]).endsWith(".s3") ? "192.0.2.0/24" : "198.51.100.0/24"]
          : [],
      dnsEntries: (endpoint) => (isGateway(endpoint) ? [] : [dnsEntry(endpoint)]),
      dnsOptions: () => ({ dnsRecordIpType: "ipv4", privateDnsOnlyForInboundResolverEndpoint: false }),
      ipAddressType: () => "ipv4",
      networkInterfaceIds: (endpoint) => list(endpoint, "subnetIds").map((id) => ec2Id("eni", String(id))(endpoint)),
      policy: () =>
        '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      prefixListId: (endpoint) => (isGateway(endpoint) ? ec2Id("pl")(endpoint) : ""),
      privateDnsEnabled: () => false,
      requesterManaged: () => false,
      routeTableIds: () => [],
      securityGroupIds: () => [],
      serviceRegion: (endpoint) => endpoint.facts.region,
      state: () => "available",
      subnetConfigurations: () => [],
      subnetIds: () => [],
      ownerId,
    },
    forceNew: ["serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  },
  "aws:ec2/internetGateway:InternetGateway": {
    taggable: true,
    id: ec2Id("igw"),
    computed: { arn: (gateway) => gateway.arn("ec2", `internet-gateway/${ec2Id("igw")(gateway)}`), ownerId },
  },
  "aws:ec2/eip:Eip": {
    taggable: true,
    id: ec2Id("eipalloc"),
    computed: {
      allocationId: ec2Id("eipalloc"),
      arn: (address) => address.arn("ec2", `elastic-ip/${ec2Id("eipalloc")(address)}`),
      // A range that is kept for documents.
      publicIp: (address) => `203.0.113.${1 + (parseInt(address.hex(4), 16) % 254)}`,
      publicIpv4Pool: () => "amazon",
      networkBorderGroup: (address) => address.facts.region,
    },
    forceNew: ["domain", "networkBorderGroup", "publicIpv4Pool"],
  },
  "aws:ec2/natGateway:NatGateway": {
    taggable: true,
    defaults: { connectivityType: "public" },
    id: ec2Id("nat"),
    computed: {
      availabilityMode: () => "zonal",
      networkInterfaceId: ec2Id("eni"),
      associationId: ec2Id("eipassoc"),
      publicIp: () => "203.0.113.255",
    },
    forceNew: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
  },
  "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": {
    taggable: true,
    check: encryptionExclusions,
    id: ec2Id("vpcec"),
    computed: {
      resourceExclusions: () => ({}),
      state: () => "available",
      stateMessage: () => "succeeded",
    },
    forceNew: ["vpcId"],
  },
  "aws:ec2/flowLog:FlowLog": {
    taggable: true,
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    id: ec2Id("fl"),
    computed: {
      arn: (log) => log.arn("ec2", `vpc-flow-log/${ec2Id("fl")(log)}`),
      logDestination: () => "",
      logFormat: () =>
        [
          "version account-id interface-id srcaddr dstaddr srcport dstport",
          "protocol packets bytes start end action log-status",
        ]
          .join(" ")
          .replace(/[a-z-]+/g, (field) => `\${${field}}`),
    },
    // AWS offers no call that changes a flow log.
    forceNew: [
      "deliverCrossAccountRole",
      "destinationOptions",
      "eniId",
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "subnetId",
      "trafficType",
      "transitGatewayAttachmentId",
      "transitGatewayId",
      "vpcId",
    ],
  },
};

/** Exclusions are for the mode that refuses something. */
function encryptionExclusions({ inputs }: ResourceContext): CheckFailure[] {
  return Object.keys(inputs)
    .filter((property) => property.endsWith("Exclusion") && inputs["mode"] !== "enforce")
    .map((property) => ({ property, reason: "can only be set when mode is enforce" }));
}

/** An input that is a list, or no elements. */
function list(resource: ResourceContext, property: string): readonly unknown[] {
  const value = resource.inputs[property];
  return Array.isArray(value) ? value : [];
}

/** The zone that an input names, by name or id; without one, a zone that depends on the URN. */
function zoneOf(subnet: ResourceContext, property: string): Zone | undefined {
  const { region, zones } = subnet.facts;
  const named = subnet.inputs[property];
  return typeof named === "string"
    ? zoneFrom(region, named)
    : zones[parseInt(subnet.hex(4, "zone"), 16) % zones.length];
}

/** Whether an endpoint is entries in route tables rather than network interfaces. */
function isGateway(endpoint: ResourceContext): boolean {
  return endpoint.inputs["vpcEndpointType"] === "Gateway";
}

/** The name that an interface endpoint answers to. */
function dnsEntry(endpoint: ResourceContext): Record<string, string> {
  const service = String(endpoint.inputs["serviceName"]).split(".").at(-1) ?? "";
  const { region } = endpoint.facts;
  return {
    dnsName: `${ec2Id("vpce")(endpoint)}-${endpoint.hex(8, "dns")}.${service}.${region}.vpce.amazonaws.com`,
    hostedZoneId: `Z${endpoint.hex(13, "hosted zone").toUpperCase()}`,
  };
}

/** AWS takes 20 entries in each direction, each with a number of its own; every protocol at once has no ports. */
function aclEntries(acl: ResourceContext, direction: string): CheckFailure[] {
  const entries = list(acl, direction).filter(
    (entry) => typeof entry === "object" && entry !== null,
  ) as readonly Readonly<Record<string, unknown>>[];
  const numbers = entries.map(({ ruleNo }) => ruleNo);
  const everyProtocol = entries.filter(({ protocol }) => protocol === "-1" || protocol === "all");
  const reasons = [
    ...(entries.length > 20 ? [`NetworkAclEntryLimitExceeded: ${entries.length} entries, at most 20`] : []),
    ...(new Set(numbers).size < numbers.length ? [`the rule numbers must differ: ${numbers.join(", ")}`] : []),
    ...everyProtocol
      .filter(({ fromPort, toPort }) => fromPort !== 0 || toPort !== 0)
      .map(() => "to_port and from_port must both be 0 to use the 'all' \"-1\" protocol!"),
  ];
  return reasons.map((reason) => ({ property: direction, reason }));
}
