import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netDefaultsLockedLinked as rule } from "./defaultsLockedLinked.js";

const vpc = resource(
  awsType.vpc,
  "vpc",
  {},
  {
    outputs: { id: "vpc-1", defaultNetworkAclId: "acl-1", defaultRouteTableId: "rtb-1" },
  },
);
const late = resource(
  awsType.vpc,
  "vpc",
  {},
  {
    outputs: { id: unknown, defaultNetworkAclId: unknown, defaultRouteTableId: unknown },
  },
);
const adopters = [
  { type: awsType.defaultSecurityGroup, path: "vpcId", value: "vpc-1", kind: "aws.ec2.DefaultSecurityGroup" },
  { type: awsType.defaultNetworkAcl, path: "defaultNetworkAclId", value: "acl-1", kind: "aws.ec2.DefaultNetworkAcl" },
  { type: awsType.defaultRouteTable, path: "defaultRouteTableId", value: "rtb-1", kind: "aws.ec2.DefaultRouteTable" },
];
const byValue = adopters.map(({ type, path, value }) => resource(type, path, { [path]: value }));
const byDependency = adopters.map(({ type, path }) =>
  resource(type, path, { [path]: unknown }, { propertyDependencies: { [path]: [late] } }),
);

describe("net-defaults-locked-linked", { tags: ["NET-03"] }, () => {
  it("passes a VPC whose three defaults are taken over, by value and by dependency", async () => {
    expect(await reports(rule, [vpc, ...byValue])).toEqual([]);
    expect(await reports(rule, [late, ...byDependency])).toEqual([]);
  });

  it.each(adopters)("violates without $kind, or with that of another VPC", async ({ type, path, kind }) => {
    const line = `mandatory vpc: found no ${kind}; expected the defaults of the VPC taken over and emptied; fix: add an ${kind} with ${path} of this VPC and no rules`;
    const others = byValue.filter((candidate) => candidate.type !== type);
    expect(await reports(rule, [vpc, ...others])).toEqual([line]);
    expect(await reports(rule, [vpc, ...others, resource(type, "other", { [path]: "other" })])).toEqual([line]);
  });

  it.each(adopters)("cannot decide while a $kind could be for it", async ({ type, path }) => {
    const others = byValue.filter((candidate) => candidate.type !== type);
    expect(await reports(rule, [vpc, ...others, resource(type, "floating", { [path]: unknown })])).toEqual([
      "advisory vpc: undecided: whether floating is for it cannot be known yet",
    ]);
  });

  it("does not apply to a stack without a VPC", async () => {
    expect(await reasons(rule, [resource(awsType.subnet, "subnet")])).toEqual([
      "The stack has no resource of type aws:ec2/vpc:Vpc",
    ]);
  });

  itHonoursExemptions(rule, [vpc]);
});
