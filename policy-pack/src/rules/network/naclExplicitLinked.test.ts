import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netNaclExplicitLinked as rule } from "./naclExplicitLinked.js";

const subnet = resource(awsType.subnet, "subnet", {}, { outputs: { id: "subnet-1" } });
const late = resource(awsType.subnet, "late", {}, { outputs: { id: unknown } });
const acl = (subnetIds: unknown, from: RecordedResource[] = [], name = "acl") =>
  resource(awsType.networkAcl, name, { vpcId: "vpc-1", subnetIds }, { propertyDependencies: { subnetIds: from } });
const association = (subnetId: unknown, from: RecordedResource[] = []) =>
  resource(
    awsType.networkAclAssociation,
    "association",
    { subnetId, networkAclId: "acl-1" },
    { propertyDependencies: { subnetId: from } },
  );
const line = (found: string, name = "subnet"): string =>
  `mandatory ${name}: found ${found}; expected one network ACL for its tier; ` +
  "fix: name it in subnetIds of one aws.ec2.NetworkAcl";
const none = "no aws.ec2.NetworkAcl that names it";

describe("net-nacl-explicit-linked", { tags: ["NET-05"] }, () => {
  it("passes a subnet in one ACL, by value, by dependency and by association", async () => {
    expect(await reports(rule, [subnet, acl(["subnet-0", "subnet-1"])])).toEqual([]);
    expect(await reports(rule, [late, acl([unknown], [late])])).toEqual([]);
    expect(await reports(rule, [subnet, acl(undefined), association("subnet-1")])).toEqual([]);
    expect(await reports(rule, [late, association(unknown, [late])])).toEqual([]);
  });

  it("violates with a subnet in no ACL", async () => {
    expect(await reports(rule, [subnet])).toEqual([line(none)]);
    expect(await reports(rule, [subnet, acl(["subnet-2"]), acl(undefined, [], "bare")])).toEqual([line(none)]);
    expect(await reports(rule, [subnet, late, acl([unknown], [late])])).toEqual([line(none)]);
  });

  it("takes the VPC's default ACL for none", async () => {
    const adopted = resource(awsType.defaultNetworkAcl, "default", { subnetIds: ["subnet-1"] });
    expect(await reports(rule, [subnet, adopted])).toEqual([line(none)]);
  });

  it("violates with a subnet in several", async () => {
    expect(await reports(rule, [subnet, acl(["subnet-1"]), acl(["subnet-1"], [], "second")])).toEqual([
      line("several of them: acl, second"),
    ]);
    expect(await reports(rule, [subnet, acl(["subnet-1"]), association("subnet-1")])).toEqual([
      line("several of them: association, acl"),
    ]);
  });

  it("cannot decide while the subnets of an ACL are unknown", async () => {
    const undecided = (who: string): string =>
      `advisory subnet: undecided: whether ${who} is for it cannot be known yet`;
    expect(await reports(rule, [subnet, acl(unknown)])).toEqual([undecided("acl")]);
    expect(await reports(rule, [subnet, acl([unknown])])).toEqual([undecided("acl")]);
    expect(await reports(rule, [subnet, association(unknown)])).toEqual([undecided("association")]);
  });

  it("does not apply to a stack without a network", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [subnet]);
});
