import { ArgsCheck, childOf, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { networkAclPlan, numberedEntry } from "./networkAclPlan.js";
import { databasePortProblem } from "./securityGroupPlan.js";
import { subnetTiers, tierCidrBlock, type SubnetTier } from "./subnetPlan.js";

/** Arguments of {@link NetworkAcls}. */
export interface NetworkAclsArgs {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 range of the VPC, from which those of the tiers follow. */
  readonly cidrBlock: string;
  /** Ids of the subnets of each tier. */
  readonly subnetIds: Readonly<Record<SubnetTier, pulumi.Input<pulumi.Input<string>[]>>>;
  /**
   * Port that the database engine listens on, 1024 to 65535 and not 3389.
   * @defaultValue 5432, that of PostgreSQL
   */
  readonly databasePort?: number;
}

/**
 * A network ACL for each tier: even where a security group lets too much through, no tier reaches another one but
 * through the endpoints, and the databases are reached by their port from the functions' subnets only. Serves NET-05.
 *
 * @remarks Free of charge. The VPC's DNS resolver, DHCP and the metadata addresses are not filtered by network ACLs, so
 * that none of them has an entry.
 * @see AWS, "Control subnet traffic with network access control lists":
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export class NetworkAcls extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:NetworkAcls";

  /** Ids of the ACLs by tier. */
  readonly networkAclIds: Readonly<Record<SubnetTier, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for a port that is not allowed */
  constructor(name: string, args: NetworkAclsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(NetworkAcls.__pulumiType, name, args, opts);
    const { environment, vpcId, cidrBlock, subnetIds, databasePort = 5432 } = args;
    const problem = databasePortProblem(databasePort);
    new ArgsCheck(this, `NetworkAcls "${name}"`)
      .that(problem === undefined, "databasePort", problem ?? "", databasePort)
      .done();

    const plan = networkAclPlan({
      vpc: cidrBlock,
      tiers: byTier((tier) => tierCidrBlock(cidrBlock, tier)),
      databasePort,
    });
    this.networkAclIds = byTier(
      (tier) =>
        new aws.ec2.NetworkAcl(
          `${name}-${tier}`,
          {
            vpcId,
            subnetIds: subnetIds[tier],
            ingress: plan[tier].ingress.map(numberedEntry),
            egress: plan[tier].egress.map(numberedEntry),
            tags: { Name: `${environment.project}-${environment.name}-${tier}` },
          },
          childOf(this, "NET-05"),
        ).id,
    );
    this.registerOutputs({ networkAclIds: this.networkAclIds });
  }
}

function byTier<T>(valueOf: (tier: SubnetTier) => T): Readonly<Record<SubnetTier, T>> {
  return Object.fromEntries(subnetTiers.map((tier) => [tier, valueOf(tier)])) as Record<SubnetTier, T>;
}
