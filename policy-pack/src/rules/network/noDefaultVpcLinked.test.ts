import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { reasons, reports } from "../../ruleCases.fixture.js";
import { netNoDefaultVpcLinked as rule } from "./noDefaultVpcLinked.js";

const key = resource(awsType.key, "key");
const group = (vpcId: unknown, from: ReturnType<typeof resource>[] = []) =>
  resource("aws:ec2/securityGroup:SecurityGroup", "group", { vpcId }, { propertyDependencies: { vpcId: from } });
const undecided =
  "advisory group: undecided: vpcId cannot be known yet and depends on no aws.ec2.Vpc or aws.ec2.Subnet";

describe("net-no-default-vpc-linked", { tags: ["NET-01"] }, () => {
  it.each([awsType.vpc, awsType.subnet, stackReferenceType, "aws:rds/subnetGroup:SubnetGroup"])(
    "passes an unknown VPC that comes from %s",
    async (type) => {
      const source = resource(type, "source");
      expect(await reports(rule, [source, group(unknown, [source])])).toEqual([]);
    },
  );

  it("cannot decide an unknown VPC that comes from nowhere, or from something else", async () => {
    expect(await reports(rule, [key, group(unknown)])).toEqual([undecided]);
    expect(await reports(rule, [key, group(unknown, [key])])).toEqual([undecided]);
    const account = resource(awsType.defaultVpc, "default");
    expect(await reports(rule, [account, group(unknown, [account])])).toEqual([undecided]);
  });

  it("needs one of several ways only, since AWS fills in the others", async () => {
    const instance = (inputs: object) => resource("aws:ec2/instance:Instance", "it", { ...inputs });
    expect(await reports(rule, [instance({ subnetId: "subnet-1", networkInterfaces: unknown })])).toEqual([]);
    expect(await reports(rule, [instance({ networkInterfaces: unknown, launchTemplate: unknown })])).toEqual([
      "advisory it: undecided: networkInterfaces or launchTemplate cannot be known yet and depends on no aws.ec2.Vpc or aws.ec2.Subnet",
    ]);
  });

  it("leaves values that are known or absent to the rule about values", async () => {
    expect(await reports(rule, [group("vpc-1"), group(undefined)])).toEqual([]);
  });

  it("does not apply to a stack without what it judges", async () => {
    expect(await reasons(rule, [key])).toHaveLength(1);
  });
});
