import {
  coreEndpointServices,
  endpointFeatures,
  type CoreEndpointService,
  type EndpointFeature,
  type FeatureEndpointService,
  type InterfaceEndpointService,
} from "@secure-ml/controls";
import { ArgsCheck, childOf, type Environment, type PolicyStatement } from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { interfaceEndpointPolicy } from "./interfaceEndpointPolicies.js";

/** Statements of endpoint policies by service, instead of the default that admits the whole account. */
export type EndpointStatements = Readonly<Partial<Record<InterfaceEndpointService, readonly PolicyStatement[]>>>;

/** Which services the network reaches, and how. */
export interface InterfaceEndpointSettings {
  /**
   * What the environment uses besides the core services.
   * @defaultValue `management`, `notebooks` and `private-api`
   */
  readonly endpointFeatures?: readonly EndpointFeature[] | undefined;
  /**
   * Where each endpoint has an interface: in `every` zone that the service is offered in, or in `one`, which is cheaper
   * and fails with that zone.
   * @defaultValue "every"
   */
  readonly endpointZones?: "every" | "one" | undefined;
  /**
   * Who may do what through single endpoints, as plain data built from names.
   * @defaultValue the account's principals, on the account's resources
   */
  readonly endpointStatements?: EndpointStatements | undefined;
}

/** Arguments of {@link InterfaceEndpoints}. */
export interface InterfaceEndpointsArgs extends InterfaceEndpointSettings {
  readonly environment: Environment;
  /** Id of the VPC; both of its DNS switches must be on. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the subnets of the tier `endpoints`, by zone id. */
  readonly subnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Id of the security group that admits the workloads. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Ids of interface endpoints: the core services always have one, the others with their feature. */
export type InterfaceEndpointIds = Readonly<
  Record<CoreEndpointService, pulumi.Output<string>> & Partial<Record<FeatureEndpointService, pulumi.Output<string>>>
>;

/** What the platform's own parts use: the sizing of instances, notebooks, and the API that only the VPC reaches. */
const defaultFeatures: readonly EndpointFeature[] = ["management", "notebooks", "private-api"];

/**
 * Interface endpoints: the APIs of AWS that workloads call get addresses of the VPC, and each endpoint admits listed
 * calls of the account's principals on the account's resources only. Serves NET-07 and NET-08.
 *
 * @remarks Billed by the hour for each service and zone, and by volume. A change of service or VPC replaces an
 * endpoint, the old one first, since only one may own the service's private name in a VPC: until the new one stands the
 * service is not reached. While the network reaches `execute-api`, every address of API Gateway leads to the endpoint.
 * Legacy calls to the global address of STS do not: set `AWS_STS_REGIONAL_ENDPOINTS=regional` where a program is older
 * than that default.
 * @see AWS, "Access an AWS service using an interface VPC endpoint":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 * @see AWS, "Connect to SageMaker AI Within your VPC":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export class InterfaceEndpoints extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:network:InterfaceEndpoints";

  /** Ids of the endpoints by service, for conditions on `aws:SourceVpce`. */
  readonly endpointIds: InterfaceEndpointIds;

  /** @throws pulumi.ResourceError for features, zones or statements that are not allowed, all problems at once */
  constructor(name: string, args: InterfaceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(InterfaceEndpoints.__pulumiType, name, args, opts);
    const { environment, vpcId, subnetIds, securityGroupId } = args;
    checkEndpointSettings(new ArgsCheck(this, `InterfaceEndpoints "${name}"`), args)
      .notEmpty("subnetIds", Object.keys(subnetIds))
      .done();

    const zones = aws.getAvailabilityZonesOutput({}, { parent: this });
    const ids = endpointServices(args.endpointFeatures).map((service) => {
      const offer = aws.ec2.getVpcEndpointServiceOutput(lookup(service, environment), { parent: this });
      const offered = pulumi
        .all([zones, offer])
        .apply(([{ names, zoneIds }, { serviceName, availabilityZones, vpcEndpointPolicySupported }]) => {
          if (!vpcEndpointPolicySupported) {
            throw new pulumi.RunError(
              `The service ${serviceName} takes no endpoint policy in ${environment.region}, so that an endpoint for ` +
                "it would let out everything. Leave its feature out of endpointFeatures.",
            );
          }
          const chosen = Object.keys(subnetIds).filter((zoneId) => {
            const zone = names[zoneIds.indexOf(zoneId)];
            return zone !== undefined && availabilityZones.includes(zone);
          });
          if (chosen.length === 0) {
            throw new pulumi.RunError(
              `The service ${serviceName} is offered in none of the zones ${Object.keys(subnetIds).join(", ")}, only ` +
                `in ${availabilityZones.join(", ")}. Change zoneIds of the network.`,
            );
          }
          return args.endpointZones === "one" ? chosen.slice(0, 1) : chosen;
        });
      const endpoint = new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName: offer.serviceName,
          vpcEndpointType: "Interface",
          ipAddressType: "ipv4",
          subnetIds: offered.apply((zoneIds) => zoneIds.map((zoneId) => subnetIds[zoneId] ?? "")),
          securityGroupIds: [securityGroupId],
          // Without it the service's name still leads to the internet, and calls hang.
          privateDnsEnabled: true,
          policy: interfaceEndpointPolicy(environment, service, args.endpointStatements?.[service]),
          tags: { Name: `${environment.project}-${environment.name}-${service}` },
        },
        childOf(this, ["NET-07", "NET-08"], { deleteBeforeReplace: true }),
      );
      return [service, endpoint.id] as const;
    });
    this.endpointIds = Object.fromEntries(ids) as InterfaceEndpointIds;
    this.registerOutputs({ endpointIds: this.endpointIds });
  }
}

/**
 * States what the settings of interface endpoints must be.
 *
 * @param check collects the problems
 */
export function checkEndpointSettings(check: ArgsCheck, settings: InterfaceEndpointSettings): ArgsCheck {
  const features = settings.endpointFeatures ?? defaultFeatures;
  const names = Object.keys(endpointFeatures);
  const unknown = features.filter((feature) => !names.includes(feature));
  const reached: readonly string[] = endpointServices(features.filter((feature) => names.includes(feature)));
  const idle = Object.keys(settings.endpointStatements ?? {}).filter((service) => !reached.includes(service));
  const empty = Object.entries(settings.endpointStatements ?? {}).filter(([, statements]) => statements.length === 0);
  return check
    .that(unknown.length === 0, "endpointFeatures", `must be some of ${names.join(", ")}`, features)
    .oneOf("endpointZones", settings.endpointZones ?? "every", ["every", "one"])
    .that(
      idle.length === 0,
      "endpointStatements",
      `must be for services that the network reaches, ${reached.join(", ")}`,
      idle,
    )
    .that(
      empty.length === 0,
      "endpointStatements",
      "must say who may call",
      empty.map(([service]) => service),
    );
}

/** The services that a network reaches, in the order of the catalogue; each once. */
function endpointServices(features: readonly EndpointFeature[] = defaultFeatures): readonly InterfaceEndpointService[] {
  return [...coreEndpointServices, ...new Set(features.flatMap((feature) => endpointFeatures[feature]))];
}

/** Partitions prefix the names differently, so they are looked up; SageMaker's own do not begin with the prefix. */
function lookup(service: InterfaceEndpointService, { region }: Environment): aws.ec2.GetVpcEndpointServiceOutputArgs {
  const [, own] = /^aws\.sagemaker\.(\w+)$/.exec(service) ?? [];
  return own === undefined
    ? { service, serviceType: "Interface" }
    : { serviceName: `aws.sagemaker.${region}.${own}`, serviceType: "Interface" };
}
