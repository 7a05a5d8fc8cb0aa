import { all, identities, one, runProgram } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { LockedDefaults } from "./lockedDefaults.js";

describe("LockedDefaults", { tags: ["NET-03"] }, () => {
  it("takes over the three defaults and leaves no rule and no route in them", async () => {
    const run = await runProgram(() => {
      new LockedDefaults("defaults", {
        vpcId: "vpc-1",
        networkAclId: "acl-1",
        routeTableId: "rtb-1",
        label: "acme-dev",
      });
    });
    const tags = { Name: "acme-dev-default-locked" };
    const group = one(run, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    expect(group.inputs).toEqual({ vpcId: "vpc-1", ingress: [], egress: [], tags, revokeRulesOnDelete: false });
    const acl = one(run, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    expect(acl.inputs).toEqual({ defaultNetworkAclId: "acl-1", ingress: [], egress: [], tags });
    expect(acl.options.ignoreChanges).toEqual(["subnetIds"]);
    const table = one(run, "aws:ec2/defaultRouteTable:DefaultRouteTable");
    expect(table.inputs).toEqual({ defaultRouteTableId: "rtb-1", routes: [], tags });
    expect([group, acl, table].map(({ urn }) => run.controls.get(urn))).toEqual([["NET-03"], ["NET-03"], ["NET-03"]]);
    expect(identities(run)).toEqual([
      "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl :: defaults-network-acl :: defaults",
      "aws:ec2/defaultRouteTable:DefaultRouteTable :: defaults-route-table :: defaults",
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup :: defaults-security-group :: defaults",
      "pulumi:pulumi:Stack :: project-stack :: ",
      "secure-ml:network:LockedDefaults :: defaults :: project-stack",
    ]);
    expect(all(run, "aws:ec2/defaultVpc:DefaultVpc")).toEqual([]);
  });
});
