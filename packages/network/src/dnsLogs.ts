import { childOf, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DnsLogs}. */
export interface DnsLogsArgs {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * ARN of the account's `audit-logs` bucket. Its policy and its key's must already admit `delivery.logs.amazonaws.com`;
   * otherwise AWS edits the bucket's policy while it makes the configuration.
   */
  readonly archiveBucketArn: pulumi.Input<string>;
}

/**
 * Query logs of the VPC's resolver: every name that is looked up, by which instance, with the answer and what the DNS
 * firewall made of it, goes to the account's locked archive. Serves NET-10.
 *
 * @remarks Billed by volume. The resolver's cache answers repeated queries without a record. Queries to other resolvers
 * are not seen; no security group lets any out.
 * @see AWS, "Resolver query logging": https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html
 */
export class DnsLogs extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:DnsLogs";

  constructor(name: string, args: DnsLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DnsLogs.__pulumiType, name, args, opts);
    const config = new aws.route53.ResolverQueryLogConfig(
      `${name}-config`,
      {
        destinationArn: args.archiveBucketArn,
        tags: { Name: `${args.environment.project}-${args.environment.name}-dns` },
      },
      childOf(this, "NET-10"),
    );
    new aws.route53.ResolverQueryLogConfigAssociation(
      `${name}-vpc`,
      { resolverQueryLogConfigId: config.id, resourceId: args.vpcId },
      // AWS deletes no configuration that a VPC still uses.
      childOf(this, "NET-10", { deleteBeforeReplace: true }),
    );
    this.registerOutputs({});
  }
}
