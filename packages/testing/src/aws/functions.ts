import type { RegionFacts, Zone } from "./facts.js";
import { stableHex, stableUuid } from "./resourceModel.js";

/** Answers one provider function, given its plain arguments and what holds in the Region it is asked in. */
export type FunctionModel = (
  args: Readonly<Record<string, unknown>>,
  facts: RegionFacts,
) => Readonly<Record<string, unknown>>;

/** The services that offer a gateway endpoint as well, which a lookup must choose by type. */
const gatewayServices = ["s3", "dynamodb"];

/** Last part of a role's ARN; paths do not show in the ARNs of its sessions. */
function roleName(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}

/** ARN of the session that the deployer has opened. */
function sessionArn(facts: RegionFacts): string {
  const name = `${roleName(facts.deployerRoleArn)}/simulated`;
  return `arn:${facts.partition}:sts::${facts.accountId}:assumed-role/${name}`;
}

/** Id of the deployer's role, which session ids begin with. */
function deployerRoleId(facts: RegionFacts): string {
  return `AROA${stableHex(facts.deployerRoleArn, 17).toUpperCase()}`;
}

/** The zone that the arguments of a lookup name. */
function namedZone(args: Readonly<Record<string, unknown>>, facts: RegionFacts): Zone {
  const zone = facts.zones.find(({ id, name }) => id === args["zoneId"] || name === args["name"]);
  if (zone === undefined) {
    throw new Error(`no matching EC2 Availability Zone found in ${facts.region}: ${JSON.stringify(args)}`);
  }
  return zone;
}

/** Details of an endpoint service, by the short name that the program gives or the full one. */
function endpointService(args: Readonly<Record<string, unknown>>, facts: RegionFacts): Record<string, unknown> {
  const prefix = `${facts.reverseDnsPrefix}.${facts.region}.`;
  const given = args["serviceName"] ?? args["service"];
  if (typeof given !== "string") {
    throw new Error('one of "service" and "serviceName" must be given to getVpcEndpointService');
  }
  // SageMaker's studio and notebook services do not begin with the partition's prefix.
  const serviceName = given.includes(`.${facts.region}.`) ? given : `${prefix}${given}`;
  const service = serviceName.slice(serviceName.indexOf(`.${facts.region}.`) + facts.region.length + 2);
  const usualType = gatewayServices.includes(service) ? "Gateway" : "Interface";
  const serviceType = typeof args["serviceType"] === "string" ? args["serviceType"] : usualType;
  const serviceId = `vpce-svc-${stableHex(serviceName + serviceType, 17)}`;
  const privateDnsName = serviceType === "Gateway" ? "" : `${service}.${facts.region}.${facts.dnsSuffix}`;
  return {
    ...args,
    id: serviceId,
    acceptanceRequired: false,
    arn: `arn:${facts.partition}:ec2:${facts.region}:${facts.accountId}:vpc-endpoint-service/${serviceId}`,
    availabilityZones: facts.zones.map(({ name }) => name),
    baseEndpointDnsNames: [`${service}.${facts.region}.vpce.amazonaws.com`],
    managesVpcEndpoints: false,
    owner: "amazon",
    privateDnsName,
    privateDnsNames: privateDnsName === "" ? [] : [privateDnsName],
    region: facts.region,
    serviceId,
    serviceName,
    serviceRegion: facts.region,
    serviceType,
    supportedIpAddressTypes: ["ipv4"],
    tags: {},
    vpcEndpointPolicySupported: true,
  };
}

/** What stands in the account besides what programs make: model packages, all of them approved. */
function cloudControlResource(args: Readonly<Record<string, unknown>>, facts: RegionFacts): Record<string, unknown> {
  const { typeName, identifier } = args;
  if (typeName !== "AWS::SageMaker::ModelPackage") {
    throw new Error(`reading Cloud Control API (${String(typeName)}) Resource (${String(identifier)}): not found`);
  }
  const container = facts.modelPackages[String(identifier)];
  return {
    ...args,
    id: identifier,
    region: facts.region,
    properties: JSON.stringify({
      ModelPackageArn: identifier,
      ModelApprovalStatus: "Approved",
      ...(container === undefined ? {} : { InferenceSpecification: { Containers: [container] } }),
    }),
  };
}

/** What the provider's functions answer, by token. */
export const functions: Readonly<Record<string, FunctionModel>> = {
  "aws:index/getPartition:getPartition": (_args, { partition, dnsSuffix, reverseDnsPrefix }) => ({
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix,
  }),
  "aws:index/getRegion:getRegion": (_args, { region, dnsSuffix }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.${dnsSuffix}`,
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, facts) => ({
    id: facts.accountId,
    accountId: facts.accountId,
    arn: sessionArn(facts),
    userId: `${deployerRoleId(facts)}:simulated`,
  }),
  "aws:iam/getSessionContext:getSessionContext": (args, facts) => {
    const arn = String(args["arn"]);
    const session = /^arn:[^:]*:sts::\d*:assumed-role\/(?<role>[^/]+)\/(?<name>.+)$/.exec(arn)?.groups;
    if (session === undefined) {
      // Anything but a session is its own issuer.
      return { id: arn, arn, issuerArn: arn, issuerId: "", issuerName: "", sessionName: "" };
    }
    if (session["role"] !== roleName(facts.deployerRoleArn)) {
      throw new Error(`reading IAM Role (${session["role"] ?? ""}): couldn't find resource`);
    }
    return {
      id: arn,
      arn,
      issuerArn: facts.deployerRoleArn,
      issuerId: deployerRoleId(facts),
      issuerName: roleName(facts.deployerRoleArn),
      sessionName: session["name"],
    };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, { region, zones }) => ({
    ...args,
    id: region,
    region,
    groupNames: [`${region}-zg-1`],
    names: zones.map(({ name }) => name),
    zoneIds: zones.map(({ id }) => id),
  }),
  "aws:index/getAvailabilityZone:getAvailabilityZone": (args, facts) => {
    const zone = namedZone(args, facts);
    return {
      ...args,
      id: zone.name,
      name: zone.name,
      zoneId: zone.id,
      nameSuffix: zone.name.slice(facts.region.length),
      groupName: `${facts.region}-zg-1`,
      groupLongName: facts.region,
      networkBorderGroup: facts.region,
      optInStatus: "opt-in-not-required",
      parentZoneId: "",
      parentZoneName: "",
      region: facts.region,
      state: "available",
      zoneType: "availability-zone",
    };
  },
  "aws:ec2/getVpcEndpointService:getVpcEndpointService": endpointService,
  "aws:cloudcontrol/getResource:getResource": cloudControlResource,
  "aws:identitystore/getGroup:getGroup": (args, { region }) => {
    const { uniqueAttribute } = (args["alternateIdentifier"] ?? {}) as {
      uniqueAttribute?: { attributeValue?: string };
    };
    const displayName = uniqueAttribute?.attributeValue ?? "";
    const groupId =
      typeof args["groupId"] === "string"
        ? args["groupId"]
        : stableUuid(`${String(args["identityStoreId"])}/${displayName}`);
    return { ...args, id: groupId, groupId, displayName, description: "", externalIds: [], region };
  },
};
