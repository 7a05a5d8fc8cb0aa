import { childOf } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link LockedDefaults}. */
export interface LockedDefaultsArgs {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Id of the network ACL that AWS made with the VPC (`defaultNetworkAclId`). */
  readonly networkAclId: pulumi.Input<string>;
  /** Id of the route table that AWS made with the VPC (`defaultRouteTableId`). */
  readonly routeTableId: pulumi.Input<string>;
  /** Start of the `Name` tags, such as `acme-dev`. */
  readonly label: string;
}

/**
 * The security group, network ACL and route table that AWS makes with every VPC, taken over and emptied: whatever is
 * made without naming its own gets these, and they permit nothing. Serves NET-03.
 *
 * A subnet without an ACL of its own falls back to the default one and is thereby closed in both directions.
 *
 * @remarks The three cannot be deleted. A destroy leaves them, empty, to the VPC, with which they disappear.
 * @see AWS, "Default security groups for your VPCs":
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 * @see AWS, "Default network ACL for a VPC": https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
export class LockedDefaults extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:LockedDefaults";

  constructor(name: string, args: LockedDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(LockedDefaults.__pulumiType, name, args, opts);
    const tags = { Name: `${args.label}-default-locked` };
    // The empty lists are written out: without them the provider takes over rules that somebody adds later, instead of
    // showing them as a difference and removing them.
    new aws.ec2.DefaultSecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpcId, ingress: [], egress: [], tags },
      childOf(this, "NET-03"),
    );
    new aws.ec2.DefaultNetworkAcl(
      `${name}-network-acl`,
      { defaultNetworkAclId: args.networkAclId, ingress: [], egress: [], tags },
      // AWS attaches each new subnet to this ACL: which ones are attached is not ours to state.
      childOf(this, "NET-03", { ignoreChanges: ["subnetIds"] }),
    );
    new aws.ec2.DefaultRouteTable(
      `${name}-route-table`,
      { defaultRouteTableId: args.routeTableId, routes: [], tags },
      childOf(this, "NET-03"),
    );
    this.registerOutputs({});
  }
}
