import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readList } from "../../known.js";
import { isPrivateRange } from "../../privateRange.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/**
 * Security groups admit named flows only: from group to group, or out to a prefix list, and to nobody on the internet.
 *
 * @see AWS, "Security group rules": https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const netSgNoWorld = defineResourceRule({
  name: "net-sg-no-world",
  types: [
    awsType.securityGroup,
    awsType.securityGroupRule,
    awsType.securityGroupIngressRule,
    awsType.securityGroupEgressRule,
  ],
  check(resource, verdict) {
    if (resource.type === awsType.securityGroupRule) {
      verdict.violation({
        property: "aws.ec2.SecurityGroupRule",
        found: "a rule that may hold several ranges and has no id of its own",
        expected: "one aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule for each flow",
        fix: "replace it by rules of the aws.vpc module",
      });
      return;
    }
    requireDescription(resource, verdict);
    if (resource.type === awsType.securityGroup) {
      requireNoInlineRules(resource, verdict);
      return;
    }
    requireOneProtocol(resource, verdict);
    if (resource.type === awsType.securityGroupIngressRule) requireGroup(resource, verdict);
    else requirePrivateRange(resource, verdict);
  },
});

function requireDescription({ props }: ResourceValidationArgs, verdict: Verdict): void {
  verdict.require(read(props, "description"), {
    property: "description",
    // What the provider writes into a group that has none.
    accepts: (text) => typeof text === "string" && text.trim() !== "" && text !== "Managed by Pulumi",
    expected: "a description that says what it is for",
    fix: "set description",
  });
}

function requireNoInlineRules({ props }: ResourceValidationArgs, verdict: Verdict): void {
  for (const property of ["ingress", "egress"]) {
    const rules = readList(props, property);
    if (rules.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
    if (rules.state !== "known" || rules.value.length === 0) continue;
    verdict.violation({
      property,
      found: `${rules.value.length} inline rule${rules.value.length === 1 ? "" : "s"} in ${property}`,
      expected: "rules that are resources of their own, which inline ones would overwrite",
      fix: `remove ${property} and add an aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule for each flow`,
    });
  }
}

/** Every protocol at once is for the members of one group only. */
function requireOneProtocol({ props }: ResourceValidationArgs, verdict: Verdict): void {
  const protocol = read(props, "ipProtocol");
  if (protocol.state === "unknown") verdict.undecided("ipProtocol cannot be known yet");
  if (protocol.state === "unknown" || (protocol.state === "known" && protocol.value !== "-1")) return;
  const [own, other] = [read(props, "securityGroupId"), read(props, "referencedSecurityGroupId")];
  if (own.state === "unknown" || other.state === "unknown") {
    verdict.undecided("whether it leads to its own group cannot be known yet");
    return;
  }
  if (own.state === "known" && other.state === "known" && own.value === other.value) return;
  verdict.violation({
    property: "ipProtocol",
    found: protocol.state === "absent" ? "no ipProtocol" : "every protocol and port",
    expected: "one protocol, and -1 only from a group to itself",
    fix: "set ipProtocol, fromPort and toPort to what the flow needs",
  });
}

function requireGroup({ props }: ResourceValidationArgs, verdict: Verdict): void {
  for (const property of ["cidrIpv4", "cidrIpv6", "prefixListId"]) {
    const range = read(props, property);
    if (range.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
    if (range.state !== "known") continue;
    verdict.violation({
      property,
      found: `ingress from ${property} ${String(range.value)}`,
      expected: "ingress from a security group",
      fix: `replace ${property} by referencedSecurityGroupId`,
    });
  }
}

/** The world is for a declared egress only, to port 443; that the VPC declares it too, net-egress-gated demands. */
function requirePrivateRange(resource: ResourceValidationArgs, verdict: Verdict): void {
  const { props } = resource;
  if (isDeclaredEgress(resource)) return;
  for (const property of ["cidrIpv4", "cidrIpv6"]) {
    verdict.require(read(props, property), {
      property,
      accepts: (range) => isPrivateRange(String(range)),
      expected: "a group, a prefix list or private addresses",
      fix: `replace ${property} by referencedSecurityGroupId, or by prefixListId for S3 and DynamoDB`,
      absent: "passes",
    });
  }
}

function isDeclaredEgress(resource: ResourceValidationArgs): boolean {
  const { props } = resource;
  const egress = readTag(resource, "egress");
  const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };
  return (
    egress.state === "known" &&
    (egress.value === "nat" || egress.value === "inspected") &&
    Object.entries(https).every(([property, wanted]) => {
      const value = read(props, property);
      return value.state === "known" && value.value === wanted;
    }) &&
    read(props, "cidrIpv6").state === "absent"
  );
}
