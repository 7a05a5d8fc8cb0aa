import { ArgsCheck, childOf, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { gatewayServices, type GatewayService } from "./endpointPolicies.js";
import {
  databasePortProblem,
  securityGroupDescriptions,
  securityGroupNames,
  securityGroupPlan,
  securityGroupTiers,
  type PlannedFlow,
  type SecurityGroupName,
} from "./securityGroupPlan.js";

/** Arguments of {@link SecurityGroups}. */
export interface SecurityGroupsArgs {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the AWS-managed prefix lists of S3 and DynamoDB in the Region. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Input<string>>>;
  /**
   * Port that the database engine listens on, 1024 to 65535 and not 3389.
   * @defaultValue 5432, that of PostgreSQL
   */
  readonly databasePort?: number;
  /**
   * Groups that may call the internet, by which kind of egress.
   * @defaultValue none
   */
  readonly internetCallers?: { readonly groups: readonly SecurityGroupName[]; readonly egress: string } | undefined;
}

/**
 * The security groups of every workload, and the only traffic between them that is allowed: each workload reaches AWS
 * through the endpoints, jobs and Studio applications reach their own kind, and data jobs reach the databases. No rule
 * names an address range. Serves NET-04.
 *
 * A rule that somebody adds to one of the groups is removed by the next update.
 *
 * @remarks Free of charge. The VPC's DNS resolver and the metadata addresses are not filtered by security groups, so
 * that none of them has a rule.
 * @see AWS, "Control traffic to your AWS resources using security groups":
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
export class SecurityGroups extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:SecurityGroups";

  /** Ids of the groups, by what their members do. */
  readonly securityGroupIds: Readonly<Record<SecurityGroupName, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for a port that is not allowed */
  constructor(name: string, args: SecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(SecurityGroups.__pulumiType, name, args, opts);
    const { environment, vpcId, prefixListIds, databasePort = 5432, internetCallers } = args;
    const problem = databasePortProblem(databasePort);
    new ArgsCheck(this, `SecurityGroups "${name}"`)
      .that(problem === undefined, "databasePort", problem ?? "", databasePort)
      .done();

    const groups = byGroup(
      (group) =>
        new aws.ec2.SecurityGroup(
          `${name}-${group}`,
          {
            vpcId,
            description: securityGroupDescriptions[group],
            // Groups refer to each other, so that none could be deleted before its rules are gone.
            revokeRulesOnDelete: true,
            tags: { Name: `${environment.project}-${environment.name}-${group}`, tier: securityGroupTiers[group] },
          },
          childOf(this, "NET-04"),
        ),
    );
    const ingressRuleIds = byGroup((): pulumi.Output<string>[] => []);
    const egressRuleIds = byGroup((): pulumi.Output<string>[] => []);
    for (const flow of securityGroupPlan(databasePort, internetCallers?.groups)) {
      const { key, from, to } = flow;
      const egress = new aws.vpc.SecurityGroupEgressRule(
        `${name}-${key}-egress`,
        {
          securityGroupId: groups[from].id,
          ...(to === "internet"
            ? // The tag says that the VPC's own declares it: rules compare them.
              { cidrIpv4: "0.0.0.0/0", tags: { egress: internetCallers?.egress ?? "none" } }
            : isGatewayService(to)
              ? { prefixListId: prefixListIds[to] }
              : { referencedSecurityGroupId: groups[to].id }),
          ...trafficOf(flow),
        },
        childOf(this, "NET-04"),
      );
      egressRuleIds[from].push(egress.securityGroupRuleId);
      if (to === "internet" || isGatewayService(to)) continue;
      const ingress = new aws.vpc.SecurityGroupIngressRule(
        `${name}-${key}-ingress`,
        { securityGroupId: groups[to].id, referencedSecurityGroupId: groups[from].id, ...trafficOf(flow) },
        childOf(this, "NET-04"),
      );
      ingressRuleIds[to].push(ingress.securityGroupRuleId);
    }
    for (const group of securityGroupNames) {
      new aws.ec2.VpcSecurityGroupRulesExclusive(
        `${name}-${group}-rules-exclusive`,
        {
          securityGroupId: groups[group].id,
          ingressRuleIds: ingressRuleIds[group],
          egressRuleIds: egressRuleIds[group],
        },
        childOf(this, "NET-04"),
      );
    }
    this.securityGroupIds = byGroup((group) => groups[group].id);
    this.registerOutputs({ securityGroupIds: this.securityGroupIds });
  }
}

function trafficOf({ protocol, ports, description }: PlannedFlow) {
  const range = ports === undefined ? {} : { fromPort: ports[0], toPort: ports[1] };
  return { ipProtocol: protocol, ...range, description };
}

function isGatewayService(target: PlannedFlow["to"]): target is GatewayService {
  return (gatewayServices as readonly string[]).includes(target);
}

function byGroup<T>(valueOf: (group: SecurityGroupName) => T): Readonly<Record<SecurityGroupName, T>> {
  return Object.fromEntries(securityGroupNames.map((group) => [group, valueOf(group)])) as Record<SecurityGroupName, T>;
}
