import { resource, unknownValue } from "@secure-ml/testing";
import { made, type Mutant } from "../mutant.js";
import { withCopy, withInputs, withNew, withStatements, without } from "../mutate.js";

const vpcFlowLog = { type: "aws:ec2/flowLog:FlowLog", name: "network-flow-logs-vpc" };
const trainingFlowLog = { type: "aws:ec2/flowLog:FlowLog", name: "network-flow-logs-training-euc1-az2" };
const s3Endpoint = { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "network-gateway-endpoints-s3" };
const dataAcl = { type: "aws:ec2/networkAcl:NetworkAcl", name: "network-network-acls-data" };
const kmsEndpoint = { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "network-interface-endpoints-kms" };
const inferenceEgress = {
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  name: "network-security-groups-inference-to-s3-egress",
};
const databaseIngress = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: "network-security-groups-data-jobs-to-database-ingress",
};
const dnsRule = (name: string) => ({
  type: "aws:route53/resolverFirewallRule:ResolverFirewallRule",
  name: `network-dns-firewall-${name}-rule`,
});
const trainingSubnet = { type: "aws:ec2/subnet:Subnet", name: "network-subnet-training-euc1-az1" };

export const networkMutants: readonly Mutant[] = [
  {
    control: "NET-01",
    change: "a security group names no VPC, so that it lands in the default one",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:ec2/securityGroup:SecurityGroup", "group", { description: "Jobs" })),
    rules: ["net-no-default-vpc"],
  },
  {
    control: "NET-01",
    change: "the Region's default VPC is used",
    stack: "platform",
    mutation: withNew(() => made("platform", "aws:ec2/defaultVpc:DefaultVpc", "default", {})),
    rules: ["net-no-default-vpc"],
  },
  {
    control: "NET-02",
    change: "a subnet gives out public addresses",
    stack: "platform",
    mutation: withInputs(trainingSubnet, () => ({ mapPublicIpOnLaunch: true })),
    rules: ["net-private-subnets"],
  },
  {
    control: "NET-02",
    change: "a tier lies in two zones only",
    stack: "platform",
    mutation: without(trainingSubnet),
    rules: ["net-private-subnets-linked"],
  },
  {
    control: "NET-02",
    change: "a subnet falls back to the main route table",
    stack: "platform",
    mutation: without({
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name: "network-route-table-association-training-euc1-az1",
    }),
    rules: ["net-private-subnets-linked"],
  },
  {
    control: "NET-02",
    change: "a training subnet has a route to the internet",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/route:Route", "out", {
        routeTableId: resources.find(({ name }) => name === "network-route-table-training-euc1-az1")?.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-0123456789abcdef0",
      }),
    ),
    rules: ["net-egress-gated", "net-private-subnets-linked"],
  },
  {
    control: "NET-03",
    change: "the default security group lets its members talk",
    stack: "platform",
    mutation: withInputs({ type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" }, () => ({
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
    })),
    rules: ["net-defaults-locked"],
  },
  {
    control: "NET-03",
    change: "the default network ACL is left as it was",
    stack: "platform",
    mutation: without({ type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl" }),
    rules: ["net-defaults-locked-linked"],
  },
  {
    control: "NET-04",
    change: "model containers may send to the whole internet",
    stack: "platform",
    mutation: withInputs(inferenceEgress, () => ({ prefixListId: undefined, cidrIpv4: "0.0.0.0/0" })),
    rules: ["net-egress-gated", "net-sg-no-world"],
  },
  {
    control: "NET-04",
    change: "the whole VPC reaches the databases",
    stack: "platform",
    mutation: withInputs(databaseIngress, () => ({ referencedSecurityGroupId: undefined, cidrIpv4: "10.65.0.0/16" })),
    rules: ["net-sg-no-world"],
  },
  {
    control: "NET-04",
    change: "data jobs reach every port of the databases",
    stack: "platform",
    mutation: withInputs(databaseIngress, () => ({ ipProtocol: "-1", fromPort: undefined, toPort: undefined })),
    rules: ["net-sg-no-world"],
  },
  {
    control: "NET-04",
    change: "a group has a rule of its own",
    stack: "platform",
    mutation: withInputs(
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "network-security-groups-studio" },
      () => ({
        ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.65.0.0/16"] }],
      }),
    ),
    rules: ["net-sg-no-world"],
  },
  {
    control: "NET-05",
    change: "the databases' ACL lets everything in",
    stack: "platform",
    mutation: withInputs(dataAcl, () => ({
      ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }],
    })),
    rules: ["net-nacl-explicit"],
  },
  {
    control: "NET-05",
    change: "remote desktops are open to the outside",
    stack: "platform",
    mutation: withInputs({ ...dataAcl, name: "network-network-acls-build" }, () => ({
      ingress: [
        { ruleNo: 100, action: "allow", protocol: "6", fromPort: 1024, toPort: 65_535, cidrBlock: "0.0.0.0/0" },
      ],
    })),
    rules: ["net-nacl-explicit"],
  },
  {
    control: "NET-05",
    change: "the databases' subnets fall back to the default ACL",
    stack: "platform",
    mutation: without(dataAcl),
    rules: ["net-nacl-explicit-linked"],
  },
  {
    control: "NET-06",
    change: "the VPC has no gateway endpoint for S3",
    stack: "platform",
    mutation: without(s3Endpoint),
    rules: ["net-gateway-endpoints-linked"],
  },
  {
    control: "NET-06",
    change: "a route table does not lead to S3",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/routeTable:RouteTable", "further", {
        vpcId: resources.find(({ type }) => type === "aws:ec2/vpc:Vpc")?.id,
      }),
    ),
    rules: ["net-gateway-endpoints-linked"],
  },
  {
    control: "NET-07",
    change: "the VPC has no endpoint for keys",
    stack: "platform",
    mutation: without(kmsEndpoint),
    rules: ["net-interface-endpoints-linked"],
  },
  {
    control: "NET-07",
    change: "the name of a service leads past its endpoint",
    stack: "platform",
    mutation: withInputs(kmsEndpoint, () => ({ privateDnsEnabled: false })),
    rules: ["net-interface-endpoints"],
  },
  {
    control: "NET-07",
    change: "an endpoint has an interface in one zone only",
    stack: "platform",
    mutation: withInputs(kmsEndpoint, ({ subnetIds }) => ({
      subnetIds: (subnetIds as readonly unknown[]).slice(0, 1),
    })),
    rules: ["net-interface-endpoints"],
  },
  {
    control: "NET-07",
    change: "a service has two endpoints",
    stack: "platform",
    mutation: withCopy(kmsEndpoint, "second", () => ({})),
    rules: ["net-interface-endpoints-linked"],
  },
  {
    control: "NET-08",
    change: "an interface endpoint has AWS's default policy",
    stack: "platform",
    mutation: withInputs(kmsEndpoint, () => ({ policy: undefined })),
    rules: ["net-endpoint-policy"],
  },
  {
    control: "NET-08",
    change: "an endpoint has AWS's default policy",
    stack: "platform",
    mutation: withInputs(s3Endpoint, () => ({ policy: undefined })),
    rules: ["net-endpoint-policy"],
  },
  {
    control: "NET-08",
    change: "anybody's credentials may be used through an endpoint, on anybody's bucket",
    stack: "platform",
    mutation: withStatements(s3Endpoint, (statements) =>
      statements.map((statement) => ({ ...statement, Resource: "*", Condition: undefined })),
    ),
    rules: ["net-endpoint-policy"],
  },
  {
    control: "NET-09",
    change: "rejected traffic only is recorded",
    stack: "platform",
    mutation: withInputs(vpcFlowLog, () => ({ trafficType: "REJECT" })),
    rules: ["net-flow-logs"],
  },
  {
    control: "NET-09",
    change: "the VPC has no flow log",
    stack: "platform",
    mutation: without(vpcFlowLog),
    rules: ["net-flow-logs-linked"],
  },
  {
    control: "NET-09",
    change: "a training subnet has no flow log of its own",
    stack: "platform",
    mutation: without(trainingFlowLog),
    rules: ["net-flow-logs-linked"],
  },
  {
    control: "NET-09",
    change: "flows are summed up over ten minutes",
    stack: "platform",
    mutation: withInputs(trainingFlowLog, () => ({ maxAggregationInterval: 600 })),
    rules: ["net-flow-logs"],
  },
  {
    control: "NET-10",
    change: "nobody records what is looked up",
    stack: "platform",
    mutation: without({ type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation" }),
    rules: ["net-dns-logged"],
  },
  {
    control: "NET-10",
    change: "lookups are recorded where anybody may delete them",
    stack: "platform",
    mutation: withInputs({ type: "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig" }, () => ({
      destinationArn: "arn:aws:s3:::somewhere-else",
    })),
    rules: ["net-dns-logged"],
  },
  {
    control: "NET-11",
    change: "the VPC has no DNS firewall",
    stack: "platform",
    mutation: without({
      type: "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
    }),
    rules: ["net-dns-firewall"],
  },
  {
    control: "NET-11",
    change: "names that nobody listed are resolved",
    stack: "platform",
    mutation: withInputs(dnsRule("others"), () => ({ action: "ALERT" })),
    rules: ["net-dns-firewall"],
  },
  {
    control: "NET-11",
    change: "every name is allowed before it could be blocked",
    stack: "platform",
    mutation: withInputs(
      {
        type: "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
        name: "network-dns-firewall-allowed",
      },
      () => ({ domains: ["*"] }),
    ),
    rules: ["net-dns-firewall"],
  },
  {
    control: "NET-11",
    change: "tunnels are not recognised",
    stack: "platform",
    mutation: without(dnsRule("dns-tunneling")),
    rules: ["net-dns-firewall"],
  },
  {
    control: "NET-11",
    change: "a DNS firewall that fails resolves everything",
    stack: "platform",
    mutation: withInputs({ type: "aws:route53/resolverFirewallConfig:ResolverFirewallConfig" }, () => ({
      firewallFailOpen: "ENABLED",
    })),
    rules: ["net-dns-firewall"],
  },
  {
    control: "NET-12",
    change: "a NAT gateway is made in a VPC that declares no egress",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/natGateway:NatGateway", "nat", {
        subnetId: resources.find(({ name }) => name === "network-subnet-build-euc1-az1")?.id,
        allocationId: "eipalloc-0123456789abcdef0",
      }),
    ),
    rules: ["net-egress-gated"],
  },
  {
    control: "NET-12",
    change: "prod declares an egress that nobody inspects",
    stack: "platform",
    mutation: withInputs({ type: "aws:ec2/vpc:Vpc" }, ({ tags }) => ({ tags: { ...(tags as object), egress: "nat" } })),
    rules: ["net-egress-gated"],
  },
  {
    control: "NET-12",
    change: "models get a way out through a NAT gateway",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/route:Route", "out", {
        routeTableId: resources.find(({ name }) => name === "network-route-table-inference-euc1-az1")?.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "nat-0123456789abcdef0",
      }),
    ),
    rules: ["net-egress-gated"],
  },
  {
    control: "NET-13",
    change: "an egress is declared as inspected, and no firewall inspects it",
    stack: "platform",
    mutation: withInputs({ type: "aws:ec2/vpc:Vpc" }, ({ tags }) => ({
      tags: { ...(tags as object), egress: "inspected" },
    })),
    rules: ["net-egress-inspected"],
  },
  {
    control: "NET-14",
    change: "the VPC is peered with another one",
    stack: "platform",
    mutation: withNew((resources) =>
      made("platform", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
        vpcId: resources.find(({ type }) => type === "aws:ec2/vpc:Vpc")?.id,
        peerVpcId: "vpc-0123456789abcdef0",
      }),
    ),
    rules: ["net-no-side-doors"],
  },
  {
    control: "NET-15",
    change: "nobody sees whether traffic is encrypted",
    stack: "platform",
    mutation: without({ type: "aws:ec2/vpcEncryptionControl:VpcEncryptionControl" }),
    rules: ["net-encryption-control"],
  },
  {
    control: "NET-15",
    change: "encryption is enforced with exclusions that nobody declared",
    stack: "platform",
    mutation: withInputs({ type: "aws:ec2/vpcEncryptionControl:VpcEncryptionControl" }, () => ({ mode: "enforce" })),
    rules: ["net-encryption-control"],
  },
];

/** Of a stack of which nothing exists yet, so that ids and ARNs cannot be known. */
export const unknownNetworkMutants: readonly Mutant[] = [
  {
    control: "NET-01",
    change: "a VPC that cannot be known yet is not the program's own",
    stack: "platform",
    mutation: withNew((resources) => {
      const [log] = resources.filter(({ type }) => type === "aws:ec2/flowLog:FlowLog");
      return resource(
        "aws:ec2/securityGroup:SecurityGroup",
        "group",
        { description: "Jobs", vpcId: unknownValue },
        {
          project: "secure-ml-platform",
          stack: "prod",
          propertyDependencies: { vpcId: log === undefined ? [] : [log] },
        },
      );
    }),
    rules: ["net-no-default-vpc-linked"],
  },
];
