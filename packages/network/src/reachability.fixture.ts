import { parseCidr } from "@secure-ml/core";
import { all, type ProgramRun } from "@secure-ml/testing";
import { securityGroupNames, type SecurityGroupName } from "./securityGroupPlan.js";
import type { SubnetTier } from "./subnetPlan.js";

/** Somebody in the network, or the public addresses of a service that is reached through routes. */
export type Party = SecurityGroupName | "s3" | "dynamodb" | "internet";

/** Traffic of one protocol to one port; ports mean nothing to ESP. */
export interface Traffic {
  readonly protocol: "tcp" | "udp" | "esp";
  readonly port: number;
}

/** Which of the two layers decides. */
export type Layers = "groups and ACLs" | "ACLs only";

/** Where the members of each group live. */
const tierOf: Readonly<Record<SecurityGroupName, SubnetTier>> = {
  training: "training",
  studio: "studio",
  build: "build",
  inference: "inference",
  functions: "functions",
  "data-jobs": "functions",
  database: "data",
  endpoints: "endpoints",
};

/** An address outside of every private range, for what is not in the network. */
const publicAddress = "203.0.113.7";

/** Ports that answers may go to: the edges and the middle of what clients call from, but for that of remote desktops. */
const callingPorts = [1024, 1025, 3388, 3390, 32_768, 49_152, 60_999, 65_535];

const numbers = { tcp: "6", udp: "17", esp: "50" } as const;

/** Judges traffic by the security group rules and network ACLs that a program emitted, as a VPC does. */
export class Reachability {
  readonly #run: ProgramRun;
  readonly #groups: ReadonlyMap<unknown, SecurityGroupName>;
  readonly #prefixLists: ReadonlyMap<unknown, Party>;

  constructor(run: ProgramRun) {
    this.#run = run;
    this.#groups = new Map(
      all(run, "aws:ec2/securityGroup:SecurityGroup").map(({ id, name }) => [
        id,
        securityGroupNames.find((group) => name.endsWith(`-security-groups-${group}`)) ?? fail(name),
      ]),
    );
    this.#prefixLists = new Map(
      all(run, "aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(({ outputs }) => outputs["prefixListId"] !== "")
        .map(({ outputs, inputs }) => [
          outputs["prefixListId"],
          String(inputs["serviceName"]).endsWith(".s3") ? "s3" : "dynamodb",
        ]),
    );
  }

  /** Whether one party can open traffic to another, and get an answer to wherever it called from. */
  reaches(from: SecurityGroupName, to: Party, traffic: Traffic, layers: Layers): boolean {
    return (
      (layers === "ACLs only" || this.#groupsAdmit(from, to, traffic)) &&
      this.#pairs(from, to).every(([source, target]) => {
        const there = this.#aclsAdmit(from, to, source, target, traffic);
        // Groups remember a connection; ACLs do not. ESP and key exchange answer as they were called.
        const answers = traffic.protocol === "tcp" ? callingPorts.map((port) => ({ ...traffic, port })) : [traffic];
        return there && answers.every((answer) => this.#aclsAdmit(to, from, target, source, answer));
      })
    );
  }

  #groupsAdmit(from: SecurityGroupName, to: Party, traffic: Traffic): boolean {
    const isAdmitted = (kind: string, own: Party, other: Party): boolean =>
      all(this.#run, `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`).some(({ inputs }) => {
        const peer =
          this.#groups.get(inputs["referencedSecurityGroupId"]) ?? this.#prefixLists.get(inputs["prefixListId"]);
        return (
          this.#groups.get(inputs["securityGroupId"]) === own &&
          peer === other &&
          admits(String(inputs["ipProtocol"]), inputs["fromPort"], inputs["toPort"], traffic)
        );
      });
    const isInside = (party: Party): boolean => [...this.#groups.values()].some((group) => group === party);
    return isAdmitted("Egress", from, to) && (!isInside(to) || isAdmitted("Ingress", to, from));
  }

  /** Addresses of the two parties in every combination of subnets. Traffic inside one subnet meets no ACL. */
  #pairs(from: Party, to: Party): readonly (readonly [string, string])[] {
    return this.#addresses(from).flatMap((source) => this.#addresses(to).map((target) => [source, target] as const));
  }

  #addresses(party: Party): readonly string[] {
    const tier = tierOf[party as SecurityGroupName] as SubnetTier | undefined;
    if (tier === undefined) return [publicAddress];
    return all(this.#run, "aws:ec2/subnet:Subnet")
      .filter(({ inputs }) => (inputs["tags"] as Record<string, string>)["tier"] === tier)
      .map(({ inputs }) => String(inputs["cidrBlock"]).replace(/\.\d+\/\d+$/, ".9"));
  }

  #aclsAdmit(from: Party, to: Party, source: string, target: string, traffic: Traffic): boolean {
    if (source === target) return true;
    return (
      (source === publicAddress || this.#aclAdmits(from, "egress", target, traffic)) &&
      (target === publicAddress || this.#aclAdmits(to, "ingress", source, traffic))
    );
  }

  #aclAdmits(party: Party, direction: "ingress" | "egress", address: string, traffic: Traffic): boolean {
    const tier = tierOf[party as SecurityGroupName];
    const acl = all(this.#run, "aws:ec2/networkAcl:NetworkAcl").find(({ name }) => name.endsWith(`-${tier}`));
    const entries = (acl?.inputs[direction] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const first = [...entries]
      .sort((one, other) => Number(one["ruleNo"]) - Number(other["ruleNo"]))
      .find(
        (entry) =>
          contains(String(entry["cidrBlock"]), address) &&
          admits(String(entry["protocol"]), entry["fromPort"], entry["toPort"], traffic),
      );
    return first?.["action"] === "allow";
  }
}

function admits(protocol: string, from: unknown, to: unknown, { protocol: name, port }: Traffic): boolean {
  if (protocol === "-1") return true;
  if (protocol !== name && protocol !== numbers[name]) return false;
  return name === "esp" || (Number(from) <= port && port <= Number(to));
}

function contains(cidrBlock: string, address: string): boolean {
  const range = cidrBlock === "0.0.0.0/0" ? { first: 0, prefixLength: 0 } : parseCidr(cidrBlock);
  const own = parseCidr(`${address}/32`);
  if (range === undefined || own === undefined) throw new Error(`${cidrBlock} or ${address} is no IPv4 range`);
  return own.first >= range.first && own.first < range.first + 2 ** (32 - range.prefixLength);
}

function fail(name: string): never {
  throw new Error(`${name} is no security group of the network`);
}
