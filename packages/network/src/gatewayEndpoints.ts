import { childOf, type Environment } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { gatewayEndpointPolicy, gatewayServices, type GatewayService } from "./endpointPolicies.js";

/** Arguments of {@link GatewayEndpoints}. */
export interface GatewayEndpointsArgs {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of every private route table; each gets a route to each service. */
  readonly routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Gateway endpoints for S3 and DynamoDB: traffic to both stays inside AWS's network, from a VPC without any other way
 * out, and reaches the environment's own buckets and tables only. Serves NET-06 and NET-08.
 *
 * Buckets and tables are found by the start of their names, `<project>-<environment>-`; a table that is named
 * otherwise is not reached. Both services are reached in the VPC's own Region only.
 *
 * @remarks Free of charge. A change of VPC or service replaces an endpoint, the old one first, since a route table takes
 * one route to a service: until the new one stands nothing reaches the service, and bucket policies that name the old id
 * (DATA-09) admit nobody.
 * @see AWS, "Gateway endpoints": https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export class GatewayEndpoints extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:GatewayEndpoints";

  /** Ids of the endpoints by service, for conditions on `aws:SourceVpce`. */
  readonly endpointIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;
  /** Ids of the AWS-managed prefix lists by service: what security groups let traffic out to. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;

  constructor(name: string, args: GatewayEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(GatewayEndpoints.__pulumiType, name, args, opts);
    const { environment, vpcId, routeTableIds } = args;
    const endpoints = byService((service) => {
      // Partitions prefix the names differently, so they are looked up.
      const { serviceName } = aws.ec2.getVpcEndpointServiceOutput(
        { service, serviceType: "Gateway" },
        { parent: this },
      );
      return new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName,
          vpcEndpointType: "Gateway",
          routeTableIds,
          policy: gatewayEndpointPolicy(environment, service),
          tags: { Name: `${environment.project}-${environment.name}-${service}` },
        },
        childOf(this, ["NET-06", "NET-08"], { deleteBeforeReplace: true }),
      );
    });
    this.endpointIds = byService((service) => endpoints[service].id);
    this.prefixListIds = byService((service) => endpoints[service].prefixListId);
    this.registerOutputs({ endpointIds: this.endpointIds, prefixListIds: this.prefixListIds });
  }
}

function byService<T>(valueOf: (service: GatewayService) => T): Readonly<Record<GatewayService, T>> {
  return Object.fromEntries(gatewayServices.map((service) => [service, valueOf(service)])) as Record<GatewayService, T>;
}
