import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { vpcArguments } from "../../vpcArguments.js";
import { netNoDefaultVpc as rule } from "./noDefaultVpc.js";

/** Inputs with a value at a path. */
function at(path: string, value: unknown): Record<string, unknown> {
  const [head = "", ...rest] = path.split(".");
  return { [head]: rest.length === 0 ? value : at(rest.join("."), value) };
}

const group = (inputs: object = {}) => resource("aws:ec2/securityGroup:SecurityGroup", "group", { ...inputs });

describe("net-no-default-vpc", { tags: ["NET-01"] }, () => {
  it.each(Object.entries(vpcArguments))("judges %s by %j", async (type, paths) => {
    for (const path of paths) {
      expect(await reports(rule, [resource(type, "it", at(path, "own"))])).toEqual([]);
      expect(await reports(rule, [resource(type, "it", at(path, unknown))])).toEqual([]);
    }
    expect(await reports(rule, [resource(type, "it")])).toEqual([
      `mandatory it: found no ${paths.join(" or ")}; expected a VPC of the environment's own, since left out it means the default VPC; fix: set ${paths[0] ?? ""}`,
    ]);
  });

  it("violates with the subnet group of the default VPC", async () => {
    const database = resource("aws:rds/instance:Instance", "db", { dbSubnetGroupName: "default" });
    expect(await reports(rule, [database])).toEqual([
      'mandatory db: found dbSubnetGroupName "default", the subnet group of the default VPC; expected a subnet group of the environment\'s own VPC; fix: set dbSubnetGroupName to a subnet group of your own',
    ]);
  });

  it.each([awsType.defaultVpc, awsType.defaultSubnet])("violates with %s outside the account stack", async (type) => {
    expect(await reports(rule, [resource(type, "it")])).toEqual([
      "mandatory it: found the Region's default VPC, which this also creates where there is none; expected a VPC of the environment's own; fix: use an aws.ec2.Vpc; lock or remove the default VPC in the account stack",
    ]);
    const inAccount = resource(type, "it", {}, { project: "secure-ml-account" });
    expect(await reports(rule, [inAccount])).toEqual([]);
    expect(await reports(rule, [inAccount], { accountProject: "other" })).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [group()]);
});
