import {
  ArgsCheck,
  childOf,
  unencryptedEgressProblem,
  vpcCidrProblem,
  zoneIdProblems,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { GatewayService } from "./endpointPolicies.js";
import { checkDnsSettings, DnsFirewall, type DnsFirewallSettings } from "./dnsFirewall.js";
import { DnsLogs } from "./dnsLogs.js";
import { checkEgressSettings, Egress, type EgressCaller, type EgressSettings } from "./egress.js";
import { FlowLogs, type FlowLogSettings } from "./flowLogs.js";
import { GatewayEndpoints } from "./gatewayEndpoints.js";
import {
  checkEndpointSettings,
  InterfaceEndpoints,
  type InterfaceEndpointIds,
  type InterfaceEndpointSettings,
} from "./interfaceEndpoints.js";
import { LockedDefaults } from "./lockedDefaults.js";
import { NetworkAcls } from "./networkAcls.js";
import { databasePortProblem, type SecurityGroupName } from "./securityGroupPlan.js";
import { SecurityGroups } from "./securityGroups.js";
import { subnetPlan, subnetTiers, type SubnetTier } from "./subnetPlan.js";
import { checkEncryptionSettings, TransitEncryption, type TransitEncryptionSettings } from "./transitEncryption.js";

/** Arguments of {@link PrivateNetwork}. */
export interface PrivateNetworkArgs extends InterfaceEndpointSettings {
  readonly environment: Environment;
  /** IPv4 range of the VPC, private, /16 to /20; a subnet's prefix is 5 bits longer. */
  readonly cidrBlock: string;
  /**
   * Ids of 2 to 4 Availability Zones, such as `euc1-az1`. Add one at the end only: a subnet's range follows from its
   * zone's position.
   */
  readonly zoneIds: readonly string[];
  readonly flowLogs: FlowLogSettings;
  /**
   * Which names workloads may look up.
   * @defaultValue AWS's own names only
   */
  readonly dnsFirewall?: DnsFirewallSettings;
  /**
   * A way to the internet for single tiers.
   * @defaultValue "none"
   */
  readonly egress?: EgressSettings | "none" | undefined;
  /**
   * `retain` has the egress firewall refuse to be deleted.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection | undefined;
  /**
   * Whether traffic inside the VPC must be encrypted; `off` neither watches nor refuses any.
   * @defaultValue watched
   */
  readonly transitEncryption?: TransitEncryptionSettings | "off";
  /**
   * Port that the database engine listens on, 1024 to 65535 and not 3389.
   * @defaultValue 5432, that of PostgreSQL
   */
  readonly databasePort?: number;
}

/**
 * The environment's own VPC: private subnets for each tier in each zone, no way in from the internet and none out
 * unless one is declared for single tiers, the defaults that AWS makes locked, all traffic and every lookup of a name
 * logged, names that are not allowed blocked. Serves NET-01 to NET-13 and NET-15.
 *
 * Each subnet has a route table of its own, with the VPC's local route and those of the gateway endpoints for S3 and
 * DynamoDB, and the network ACL of its tier. What runs in a subnet reaches what the security group of its workload
 * names: AWS's services through endpoints, its own kind where jobs and notebooks need it, and nothing else.
 *
 * @see AWS, "VPC basics": https://docs.aws.amazon.com/vpc/latest/userguide/vpc-subnet-basics.html
 * @see AWS, "AZ IDs": https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 * @example
 * ```ts
 * import { PrivateNetwork } from "@secure-ml/network";
 *
 * new PrivateNetwork("network", {
 *   environment,
 *   cidrBlock: "10.64.0.0/16",
 *   zoneIds: ["euc1-az1", "euc1-az2"],
 *   flowLogs,
 * });
 * ```
 */
export class PrivateNetwork extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:PrivateNetwork";

  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Ids of the subnets of each tier, in the order of the zones. */
  readonly subnetIds: Readonly<Record<SubnetTier, pulumi.Output<string[]>>>;
  /** Ids of the route tables of each tier, in the order of the zones. */
  readonly routeTableIds: Readonly<Record<SubnetTier, pulumi.Output<string[]>>>;
  /** Names of the zones, such as `eu-central-1a`, in their order; unlike the ids, they differ from account to account. */
  readonly availabilityZones: pulumi.Output<string[]>;
  /** IPv4 ranges of the subnets of each tier, in the order of the zones. */
  readonly subnetCidrBlocks: Readonly<Record<SubnetTier, readonly string[]>>;
  /** Ids of the endpoints by service, such as `s3`: what a bucket policy names in `aws:SourceVpce`. */
  readonly endpointIds: Readonly<Record<GatewayService, pulumi.Output<string>>> & InterfaceEndpointIds;
  /** Ids of the AWS-managed prefix lists of S3 and DynamoDB in the Region. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;
  /** Ids of the security groups, by what their members do. */
  readonly securityGroupIds: Readonly<Record<SecurityGroupName, pulumi.Output<string>>>;
  /** Public addresses that an egress calls from, in the order of the zones; none without one. */
  readonly publicAddresses: pulumi.Output<string[]>;
  /** Name of the log group that receives the flow logs of the training subnets. */
  readonly trainingFlowLogGroupName: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for a range or zones that are not allowed, all problems at once */
  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PrivateNetwork.__pulumiType, name, args, opts);
    const { environment, cidrBlock, zoneIds, databasePort = 5432 } = args;
    const cidrProblem = vpcCidrProblem(cidrBlock);
    const portProblem = databasePortProblem(databasePort);
    const check = new ArgsCheck(this, `PrivateNetwork "${name}"`)
      .that(cidrProblem === undefined, "cidrBlock", cidrProblem ?? "", cidrBlock)
      .oneOf("flowLogs.aggregationSeconds", args.flowLogs.aggregationSeconds ?? 60, [60, 600])
      .that(portProblem === undefined, "databasePort", portProblem ?? "", databasePort);
    checkEndpointSettings(check, args);
    const { dnsFirewall = {}, transitEncryption = {} } = args;
    checkDnsSettings(check, dnsFirewall);
    const egress = args.egress === "none" ? undefined : args.egress;
    if (egress !== undefined) checkEgressSettings(check, egress);
    if (transitEncryption !== "off") {
      checkEncryptionSettings(check, transitEncryption);
      const unencrypted = unencryptedEgressProblem(transitEncryption, egress?.mode);
      check.that(
        unencrypted === undefined,
        "transitEncryption.exclusions",
        unencrypted ?? "",
        transitEncryption.exclusions ?? [],
      );
    }
    for (const problem of zoneIdProblems(zoneIds, environment.region)) {
      check.that(false, "zoneIds", problem, zoneIds);
    }
    check.done();

    const label = `${environment.project}-${environment.name}`;
    const vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock,
        // Private DNS names of interface endpoints work only with both.
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: label, egress: egress?.mode ?? "none" },
      },
      childOf(this, ["NET-01", "NET-12"]),
    );
    new LockedDefaults(
      `${name}-defaults`,
      {
        vpcId: vpc.id,
        networkAclId: vpc.defaultNetworkAclId,
        routeTableId: vpc.defaultRouteTableId,
        label,
      },
      { parent: this },
    );

    const subnets = subnetPlan(cidrBlock, zoneIds).map((planned) => {
      const { tier, zoneId } = planned;
      const key = `${tier}-${zoneId}`;
      const subnet = new aws.ec2.Subnet(
        `${name}-subnet-${key}`,
        {
          vpcId: vpc.id,
          cidrBlock: planned.cidrBlock,
          availabilityZoneId: zoneId,
          mapPublicIpOnLaunch: false,
          tags: { Name: `${label}-${key}`, tier },
        },
        childOf(this, "NET-02"),
      );
      // No `routes`: inline routes and the routes that endpoints add would overwrite each other.
      const routeTable = new aws.ec2.RouteTable(
        `${name}-route-table-${key}`,
        { vpcId: vpc.id, tags: { Name: `${label}-${key}` } },
        childOf(this, "NET-02"),
      );
      new aws.ec2.RouteTableAssociation(
        `${name}-route-table-association-${key}`,
        { subnetId: subnet.id, routeTableId: routeTable.id },
        childOf(this, "NET-02"),
      );
      return { ...planned, subnetId: subnet.id, routeTableId: routeTable.id, zone: subnet.availabilityZone };
    });
    this.availabilityZones = pulumi.all(subnets.filter(({ tier }) => tier === "functions").map(({ zone }) => zone));

    this.subnetIds = byTier((wanted) =>
      pulumi.all(subnets.filter(({ tier }) => tier === wanted).map((s) => s.subnetId)),
    );
    new NetworkAcls(
      `${name}-network-acls`,
      { environment, vpcId: vpc.id, cidrBlock, subnetIds: this.subnetIds, databasePort },
      { parent: this },
    );
    const gatewayEndpoints = new GatewayEndpoints(
      `${name}-gateway-endpoints`,
      { environment, vpcId: vpc.id, routeTableIds: subnets.map(({ routeTableId }) => routeTableId) },
      { parent: this },
    );
    const securityGroups = new SecurityGroups(
      `${name}-security-groups`,
      {
        environment,
        vpcId: vpc.id,
        prefixListIds: gatewayEndpoints.prefixListIds,
        databasePort,
        internetCallers: egress === undefined ? undefined : { groups: egress.tiers ?? ["build"], egress: egress.mode },
      },
      { parent: this },
    );
    const interfaceEndpoints = new InterfaceEndpoints(
      `${name}-interface-endpoints`,
      {
        environment,
        vpcId: vpc.id,
        subnetIds: Object.fromEntries(
          subnets.filter(({ tier }) => tier === "endpoints").map(({ zoneId, subnetId }) => [zoneId, subnetId]),
        ),
        securityGroupId: securityGroups.securityGroupIds.endpoints,
        endpointFeatures: args.endpointFeatures,
        endpointZones: args.endpointZones,
        endpointStatements: args.endpointStatements,
      },
      { parent: this },
    );
    const ofVpc = { environment, vpcId: vpc.id };
    new DnsLogs(`${name}-dns-logs`, { ...ofVpc, archiveBucketArn: args.flowLogs.archiveBucketArn }, { parent: this });
    const resolved = [...(dnsFirewall.allowedDomains ?? []), ...(egress?.allowedDomains ?? [])];
    new DnsFirewall(
      `${name}-dns-firewall`,
      { ...ofVpc, ...dnsFirewall, allowedDomains: [...new Set(resolved)] },
      { parent: this },
    );
    this.publicAddresses = pulumi.output([]);
    if (egress !== undefined) {
      const tiers: readonly string[] = egress.tiers ?? ["build"];
      const wayOut = new Egress(
        `${name}-egress`,
        {
          ...ofVpc,
          ...egress,
          cidrBlock,
          zoneIds,
          callers: subnets
            .filter(({ tier }) => tiers.includes(tier))
            .map((subnet) => ({ ...subnet, tier: subnet.tier as EgressCaller })),
          archiveBucketName: pulumi.output(args.flowLogs.archiveBucketArn).apply((arn) => arn.replace(/^.*:::/, "")),
          dataProtection: args.dataProtection,
        },
        { parent: this },
      );
      this.publicAddresses = wayOut.publicAddresses;
    }
    if (transitEncryption !== "off") {
      new TransitEncryption(`${name}-transit-encryption`, { ...ofVpc, ...transitEncryption }, { parent: this });
    }
    const flowLogs = new FlowLogs(
      `${name}-flow-logs`,
      {
        ...args.flowLogs,
        environment,
        vpcId: vpc.id,
        trainingSubnetIds: Object.fromEntries(
          subnets.filter(({ tier }) => tier === "training").map(({ zoneId, subnetId }) => [zoneId, subnetId]),
        ),
      },
      { parent: this },
    );

    this.vpcId = vpc.id;
    this.routeTableIds = byTier((wanted) =>
      pulumi.all(subnets.filter(({ tier }) => tier === wanted).map((s) => s.routeTableId)),
    );
    this.subnetCidrBlocks = byTier((wanted) => subnets.filter(({ tier }) => tier === wanted).map((s) => s.cidrBlock));
    this.endpointIds = { ...gatewayEndpoints.endpointIds, ...interfaceEndpoints.endpointIds };
    this.prefixListIds = gatewayEndpoints.prefixListIds;
    this.securityGroupIds = securityGroups.securityGroupIds;
    this.trainingFlowLogGroupName = flowLogs.trainingLogGroupName;
    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      routeTableIds: this.routeTableIds,
      subnetCidrBlocks: this.subnetCidrBlocks,
      endpointIds: this.endpointIds,
      prefixListIds: this.prefixListIds,
      securityGroupIds: this.securityGroupIds,
      publicAddresses: this.publicAddresses,
      trainingFlowLogGroupName: this.trainingFlowLogGroupName,
    });
  }
}

function byTier<T>(valueOf: (tier: SubnetTier) => T): Readonly<Record<SubnetTier, T>> {
  return Object.fromEntries(subnetTiers.map((tier) => [tier, valueOf(tier)])) as Record<SubnetTier, T>;
}
