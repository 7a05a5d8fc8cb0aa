import {
  ArgsCheck,
  childOf,
  domainProblem,
  maximumResolvedDomains,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { egressAclPlan, numberedEntry } from "./networkAclPlan.js";
import { egressSubnetCidr, type EgressTier } from "./subnetPlan.js";

/** Tiers that may be let out: those that fetch code, never those that hold data or serve models. */
export const egressCallers = ["build", "studio"] as const;

/** A tier that may be let out. */
export type EgressCaller = (typeof egressCallers)[number];

/** A way to the internet for single tiers. */
export interface EgressSettings {
  /**
   * `inspected` lets through connections to listed domains only, past a firewall in each zone; `nat` lets through
   * everything, and is for development.
   */
  readonly mode: "nat" | "inspected";
  /**
   * Tiers that are let out.
   * @defaultValue build
   */
  readonly tiers?: readonly EgressCaller[] | undefined;
  /**
   * Domains that the mode `inspected` lets through, 1 to 200: `example.com`, or `*.example.com` for all below it.
   * @defaultValue none
   */
  readonly allowedDomains?: readonly string[] | undefined;
  /**
   * Whether `every` zone has a NAT gateway of its own or `one` serves all, which is cheaper and fails with its zone. The
   * mode `inspected` always has one in every zone.
   * @defaultValue "every"
   */
  readonly natGateways?: "every" | "one" | undefined;
}

/** A subnet that is let out. */
export interface EgressSubnet {
  readonly tier: EgressCaller;
  readonly zoneId: string;
  readonly cidrBlock: string;
  /** Id of its route table. */
  readonly routeTableId: pulumi.Input<string>;
}

/** Arguments of {@link Egress}. */
export interface EgressArgs extends EgressSettings {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 range of the VPC, in whose last eighth the subnets of this component lie. */
  readonly cidrBlock: string;
  /** Ids of the zones of the network. */
  readonly zoneIds: readonly string[];
  /** The subnets of the tiers that are let out. */
  readonly callers: readonly EgressSubnet[];
  /** Name of the account's `audit-logs` bucket, which takes the firewall's logs. */
  readonly archiveBucketName: pulumi.Input<string>;
  /**
   * `retain` has the firewall refuse to be deleted or changed outside of an update.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection | undefined;
}

/**
 * A way out for single tiers: an internet gateway, NAT gateways in subnets of their own and, in the mode `inspected`, a
 * firewall before them that lets through TLS connections to listed domains and logs everything. Nothing comes in. Serves
 * NET-12 and NET-13.
 *
 * @remarks NAT gateways and firewall endpoints are billed by the hour, for each zone, and by volume. A firewall takes ten
 * minutes or more to make. The account's block on internet gateways must be in the mode `block-ingress`: the mode
 * `block-bidirectional` stops NAT gateways too. A firewall reads the name that a client announces (SNI), which a client
 * can forge: it is a guardrail, and no proof. A rule for `*.example.com` lets through `example.com` too, which the DNS
 * firewall does not. The firewall's settings lie under a key of AWS; its logs under the archive's.
 * @see AWS, "NAT gateways": https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 * @see AWS, "Architecture with an internet gateway and a NAT gateway":
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html
 * @see AWS, "Managing evaluation order for Suricata compatible rules in AWS Network Firewall":
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * @see AWS, "Block public access to VPCs and subnets":
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 * @example
 * ```ts
 * import { Egress } from "@secure-ml/network";
 *
 * new Egress("egress", {
 *   environment,
 *   vpcId,
 *   cidrBlock: "10.64.0.0/16",
 *   zoneIds: ["euc1-az1", "euc1-az2"],
 *   mode: "inspected",
 *   allowedDomains: ["mirror.example.com"],
 *   callers,
 *   archiveBucketName,
 * });
 * ```
 */
export class Egress extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:Egress";

  /** Public addresses that the traffic comes from, in the order of the zones. */
  readonly publicAddresses: pulumi.Output<string[]>;

  /** @throws pulumi.ResourceError for tiers or domains that are not allowed, all problems at once */
  constructor(name: string, args: EgressArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Egress.__pulumiType, name, args, opts);
    checkEgressSettings(new ArgsCheck(this, `Egress "${name}"`), args).done();
    const { environment, vpcId, cidrBlock, mode, callers } = args;
    const label = `${environment.project}-${environment.name}`;
    const zones = mode === "nat" && args.natGateways === "one" ? args.zoneIds.slice(0, 1) : args.zoneIds;
    const zoneOf = (caller: EgressSubnet): string => (zones.includes(caller.zoneId) ? caller.zoneId : (zones[0] ?? ""));
    const control = mode === "nat" ? ("NET-12" as const) : (["NET-12", "NET-13"] as const);
    const gateway = new aws.ec2.InternetGateway(
      `${name}-gateway`,
      { vpcId, tags: { Name: label, egress: mode } },
      childOf(this, "NET-12"),
    );

    const subnet = (tier: EgressTier, zoneId: string) => {
      const key = `${tier}-${zoneId}`;
      const tags = { Name: `${label}-${key}` };
      const range = egressSubnetCidr(cidrBlock, tier, args.zoneIds.indexOf(zoneId));
      const made = new aws.ec2.Subnet(
        `${name}-subnet-${key}`,
        { vpcId, cidrBlock: range, availabilityZoneId: zoneId, mapPublicIpOnLaunch: false, tags: { ...tags, tier } },
        childOf(this, "NET-12"),
      );
      const table = new aws.ec2.RouteTable(`${name}-route-table-${key}`, { vpcId, tags }, childOf(this, "NET-12"));
      new aws.ec2.RouteTableAssociation(
        `${name}-route-table-association-${key}`,
        { subnetId: made.id, routeTableId: table.id },
        childOf(this, "NET-12"),
      );
      return { subnetId: made.id, routeTableId: table.id };
    };
    const route = (
      key: string,
      routeTableId: pulumi.Input<string>,
      target: Omit<Partial<aws.ec2.RouteArgs>, "routeTableId">,
    ) =>
      new aws.ec2.Route(
        `${name}-route-${key}`,
        { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...target },
        childOf(this, control),
      );

    // Every zone has its subnet, so that NAT gateways can be added where there is only one.
    const outward = args.zoneIds.map((zoneId) => ({ zoneId, ...subnet("egress", zoneId) }));
    for (const { zoneId, routeTableId } of outward) route(`egress-${zoneId}`, routeTableId, { gatewayId: gateway.id });
    this.#acl(
      name,
      args,
      "egress",
      outward.map(({ subnetId }) => subnetId),
    );
    const ways = outward
      .filter(({ zoneId }) => zones.includes(zoneId))
      .map((own) => {
        const { zoneId } = own;
        const address = new aws.ec2.Eip(
          `${name}-address-${zoneId}`,
          { domain: "vpc", tags: { Name: `${label}-${zoneId}`, egress: mode } },
          childOf(this, "NET-12"),
        );
        const translator = new aws.ec2.NatGateway(
          `${name}-nat-${zoneId}`,
          {
            allocationId: address.id,
            subnetId: own.subnetId,
            connectivityType: "public",
            tags: { Name: `${label}-${zoneId}` },
          },
          // Only one gateway can hold the address.
          childOf(this, "NET-12", { dependsOn: gateway, deleteBeforeReplace: true }),
        );
        return { ...own, address, translator };
      });

    if (mode === "nat") {
      for (const caller of callers) {
        const way = ways.find(({ zoneId }) => zoneId === zoneOf(caller));
        route(`${caller.tier}-${caller.zoneId}`, caller.routeTableId, { natGatewayId: way?.translator.id ?? "" });
      }
    } else {
      const places = ways.map((way) => ({ ...way, inspection: subnet("firewall", way.zoneId) }));
      this.#acl(
        name,
        args,
        "firewall",
        places.map(({ inspection }) => inspection.subnetId),
      );
      const endpointIn = this.#firewall(
        name,
        args,
        places.map(({ inspection }) => inspection.subnetId),
      );
      for (const { zoneId, inspection, translator, routeTableId } of places) {
        route(`firewall-${zoneId}`, inspection.routeTableId, { natGatewayId: translator.id });
        const vpcEndpointId = endpointIn(inspection.subnetId);
        for (const caller of callers.filter((each) => each.zoneId === zoneId)) {
          const key = `${caller.tier}-${zoneId}`;
          route(key, caller.routeTableId, { vpcEndpointId });
          // Answers come back through the firewall of the same zone: one that sees half of a connection drops it.
          route(`back-to-${key}`, routeTableId, { destinationCidrBlock: caller.cidrBlock, vpcEndpointId });
        }
      }
    }
    this.publicAddresses = pulumi.all(ways.map(({ address }) => address.publicIp));
    this.registerOutputs({ publicAddresses: this.publicAddresses });
  }

  #acl(name: string, args: EgressArgs, tier: EgressTier, subnetIds: pulumi.Input<string>[]): void {
    const plan = egressAclPlan(args.cidrBlock);
    new aws.ec2.NetworkAcl(
      `${name}-acl-${tier}`,
      {
        vpcId: args.vpcId,
        subnetIds,
        ingress: plan.ingress.map(numberedEntry),
        egress: plan.egress.map(numberedEntry),
        tags: { Name: `${args.environment.project}-${args.environment.name}-${tier}` },
      },
      childOf(this, ["NET-05", "NET-12"]),
    );
  }

  /** Makes the firewall; answers with the way to find its endpoint in a subnet. AWS lists them in no order. */
  #firewall(name: string, args: EgressArgs, subnetIds: readonly pulumi.Output<string>[]) {
    const { environment, vpcId, cidrBlock, allowedDomains = [] } = args;
    const tags = { Name: `${environment.project}-${environment.name}-egress` };
    const kept = (args.dataProtection ?? "retain") === "retain";
    const allowed = new aws.networkfirewall.RuleGroup(
      `${name}-allowed`,
      {
        type: "STATEFUL",
        // Cannot be changed later: one for each domain that there may be, and some for what AWS adds.
        capacity: 2 * maximumResolvedDomains,
        ruleGroup: {
          rulesSource: {
            rulesSourceList: {
              generatedRulesType: "ALLOWLIST",
              // Groups and ACLs let out port 443 only, so that no plain HTTP has to be allowed.
              targetTypes: ["TLS_SNI"],
              targets: allowedDomains.map((domain) => domain.replace(/^\*\./, ".")),
            },
          },
          statefulRuleOptions: { ruleOrder: "STRICT_ORDER" },
        },
        tags,
      },
      childOf(this, "NET-13"),
    );
    const policy = new aws.networkfirewall.FirewallPolicy(
      `${name}-policy`,
      {
        firewallPolicy: {
          // What calls out. For the policy: a group that has its own keeps that of the policy for the way back.
          policyVariables: { ruleVariables: [{ key: "HOME_NET", ipSet: { definitions: [cidrBlock] } }] },
          statelessDefaultActions: ["aws:forward_to_sfe"],
          statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
          statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
          // They wait for a whole TLS greeting, which post-quantum keys spread over two packets, and drop what callers
          // send only: servers' window updates and resets pass. Without the alert nothing would be recorded.
          statefulDefaultActions: [
            "aws:drop_established_app_layer_to_server",
            "aws:alert_established_app_layer_to_server",
          ],
          statefulRuleGroupReferences: [{ resourceArn: allowed.arn, priority: 1 }],
        },
        tags,
      },
      childOf(this, "NET-13"),
    );
    const firewall = new aws.networkfirewall.Firewall(
      `${name}-firewall`,
      {
        vpcId,
        firewallPolicyArn: policy.arn,
        subnetMappings: subnetIds.map((subnetId) => ({ subnetId })),
        deleteProtection: kept,
        subnetChangeProtection: kept,
        firewallPolicyChangeProtection: kept,
        tags,
      },
      childOf(this, "NET-13"),
    );
    const destination = { bucketName: args.archiveBucketName };
    new aws.networkfirewall.LoggingConfiguration(
      `${name}-logs`,
      {
        firewallArn: firewall.arn,
        loggingConfiguration: {
          logDestinationConfigs: ["ALERT", "FLOW"].map((logType) => ({
            logType,
            logDestinationType: "S3",
            logDestination: destination,
          })),
        },
      },
      childOf(this, "NET-13"),
    );
    return (subnetId: pulumi.Output<string>): pulumi.Output<string> =>
      pulumi.all([firewall.firewallStatuses, subnetId]).apply(([statuses, id]) => {
        const attachments = statuses.flatMap(({ syncStates }) => syncStates).flatMap((state) => state.attachments);
        const endpointId = attachments.find((attachment) => attachment.subnetId === id)?.endpointId;
        if (endpointId === undefined) throw new pulumi.RunError(`The firewall of the egress has no endpoint in ${id}.`);
        return endpointId;
      });
  }
}

/**
 * States what the settings of an egress must be.
 *
 * @param check collects the problems
 */
export function checkEgressSettings(check: ArgsCheck, settings: EgressSettings): ArgsCheck {
  const { mode, tiers = ["build"], allowedDomains = [], natGateways } = settings;
  const known: readonly string[] = egressCallers;
  const count = allowedDomains.length;
  check
    .oneOf("mode", mode, ["nat", "inspected"])
    .notEmpty("tiers", tiers)
    .that(
      tiers.every((tier) => known.includes(tier)),
      "tiers",
      `must be some of ${known.join(", ")}`,
      tiers,
    )
    .oneOf("natGateways", natGateways ?? "every", ["every", "one"])
    .that(
      mode !== "inspected" || natGateways !== "one",
      "natGateways",
      "must be every in the mode inspected, whose firewall has to see both directions in one zone",
      natGateways,
    )
    .that(
      mode === "inspected" ? count >= 1 && count <= maximumResolvedDomains : count === 0,
      "allowedDomains",
      mode === "inspected"
        ? `must name 1 to ${maximumResolvedDomains} domains in the mode inspected`
        : "must be left out in the mode nat, which lets everything through",
      count,
    );
  for (const domain of allowedDomains) {
    const problem = domainProblem(domain);
    check.that(problem === undefined, "allowedDomains", problem ?? "", domain);
  }
  return check;
}
