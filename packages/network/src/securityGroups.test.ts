import * as pulumi from "@pulumi/pulumi";
import { all, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { securityGroupNames } from "./securityGroupPlan.js";
import { SecurityGroups, type SecurityGroupsArgs } from "./securityGroups.js";

const type = {
  group: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  exclusive: "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive",
};

const run = (changes: Partial<SecurityGroupsArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () =>
      new SecurityGroups("groups", {
        environment,
        vpcId: "vpc-1",
        prefixListIds: { s3: "pl-s3", dynamodb: "pl-dynamodb" },
        ...changes,
      }).securityGroupIds,
    { aws: { region: "eu-central-1" }, ...options },
  );

type Run = Awaited<ReturnType<typeof run>>;

/** Each rule in one line: whose, where to or from, what. */
const rulesOf = (result: Run, kind: "ingress" | "egress") => {
  const names = new Map(all(result, type.group).map(({ id, name }) => [id, name.replace("groups-", "")]));
  const lines = all(result, type[kind]).map(({ inputs }) => {
    const peer = names.get(String(inputs["referencedSecurityGroupId"])) ?? String(inputs["prefixListId"]);
    const ports = "fromPort" in inputs ? ` ${String(inputs["fromPort"])}-${String(inputs["toPort"])}` : "";
    return `${names.get(String(inputs["securityGroupId"]))} ${peer} ${String(inputs["ipProtocol"])}${ports}`;
  });
  // Resources are registered as soon as what they need is there, so in no particular order.
  return lines.sort();
};

describe("SecurityGroups", { tags: ["NET-04"] }, () => {
  it("makes a described group without inline rules for each workload", async () => {
    const result = await run();
    expect(all(result, type.group).map(({ name }) => name)).toEqual(
      ["training", "studio", "build", "inference", "functions", "data-jobs", "database", "endpoints"].map(
        (group) => `groups-${group}`,
      ),
    );
    const { inputs } = one(result, type.group, "groups-data-jobs");
    expect(inputs).toEqual({
      name: expect.stringMatching(/^groups-data-jobs-[0-9a-f]{7}$/) as unknown,
      vpcId: "vpc-1",
      description: "ETL, secret rotation and extraction jobs",
      revokeRulesOnDelete: true,
      tags: { Name: "acme-dev-data-jobs", tier: "functions" },
    });
  });

  it("lets in only what a group of the network sends", async () => {
    expect(rulesOf(await run(), "ingress")).toEqual(
      [
        "endpoints training tcp 443-443",
        "endpoints studio tcp 443-443",
        "endpoints build tcp 443-443",
        "endpoints inference tcp 443-443",
        "endpoints functions tcp 443-443",
        "endpoints data-jobs tcp 443-443",
        "training training tcp 0-65535",
        "training training udp 500-500",
        "training training 50",
        "studio studio tcp 8192-65535",
        "studio studio tcp 2049-2049",
        "data-jobs data-jobs tcp 0-65535",
        "database data-jobs tcp 5432-5432",
      ].sort(),
    );
  });

  it("lets out only what reaches a group, S3 or DynamoDB", async () => {
    expect(rulesOf(await run(), "egress")).toEqual(
      [
        "training endpoints tcp 443-443",
        "training pl-s3 tcp 443-443",
        "studio endpoints tcp 443-443",
        "studio pl-s3 tcp 443-443",
        "build endpoints tcp 443-443",
        "build pl-s3 tcp 443-443",
        "inference endpoints tcp 443-443",
        "inference pl-s3 tcp 443-443",
        "functions endpoints tcp 443-443",
        "functions pl-s3 tcp 443-443",
        "functions pl-dynamodb tcp 443-443",
        "data-jobs data-jobs tcp 0-65535",
        "data-jobs endpoints tcp 443-443",
        "data-jobs pl-s3 tcp 443-443",
        "data-jobs pl-dynamodb tcp 443-443",
        "training training tcp 0-65535",
        "training training udp 500-500",
        "training training 50",
        "studio studio tcp 8192-65535",
        "studio studio tcp 2049-2049",
        "data-jobs database tcp 5432-5432",
      ].sort(),
    );
  });

  it("writes each rule out in full", async () => {
    const result = await run({ databasePort: 3306 });
    const group = (name: string) => one(result, type.group, `groups-${name}`).id;
    expect(one(result, type.ingress, "groups-data-jobs-to-database-ingress").inputs).toEqual({
      securityGroupId: group("database"),
      referencedSecurityGroupId: group("data-jobs"),
      ipProtocol: "tcp",
      fromPort: 3306,
      toPort: 3306,
      description: "Database connections of data jobs",
    });
    expect(one(result, type.egress, "groups-functions-to-dynamodb-egress").inputs).toEqual({
      securityGroupId: group("functions"),
      prefixListId: "pl-dynamodb",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: "The gateway endpoint of dynamodb, for functions",
    });
  });

  it("takes away every other rule of every group", async () => {
    const result = await run();
    const idsOf = (kind: "ingress" | "egress", groupId: unknown) =>
      all(result, type[kind])
        .filter(({ inputs }) => inputs["securityGroupId"] === groupId)
        .map(({ outputs }) => String(outputs["securityGroupRuleId"]))
        .sort();
    for (const { id, name } of all(result, type.group)) {
      const { inputs } = one(result, type.exclusive, `${name}-rules-exclusive`);
      expect(inputs["securityGroupId"]).toBe(id);
      expect([...(inputs["ingressRuleIds"] as string[])].sort()).toEqual(idsOf("ingress", id));
      expect([...(inputs["egressRuleIds"] as string[])].sort()).toEqual(idsOf("egress", id));
    }
    expect(all(result, type.exclusive)).toHaveLength(8);
    const database = one(result, type.exclusive, "groups-database-rules-exclusive");
    expect(database.inputs["ingressRuleIds"]).toHaveLength(1);
    expect(database.inputs["egressRuleIds"]).toEqual([]);
  });

  it("hands over the groups, and serves NET-04 with all that it makes", async () => {
    const result = await run();
    expect(result.outputs).toEqual(
      Object.fromEntries(securityGroupNames.map((group) => [group, one(result, type.group, `groups-${group}`).id])),
    );
    expect(one(result, "secure-ml:network:SecurityGroups").outputs).toEqual({ securityGroupIds: result.outputs });
    const made = result.resources.filter(({ type: token }) => token.startsWith("aws:"));
    expect(made.map(({ urn }) => result.controls.get(urn))).toEqual(made.map(() => ["NET-04"]));
    expect(made).toHaveLength(8 + 13 + 21 + 8);
  });

  it("knows ports and protocols before anything exists", async () => {
    const { inputs } = one(await run({}, { unknowns: true }), type.ingress, "groups-training-to-training-ike-ingress");
    expect(inputs).toEqual({
      securityGroupId: unknown,
      referencedSecurityGroupId: unknown,
      ipProtocol: "udp",
      fromPort: 500,
      toPort: 500,
      description: "Key exchange of encrypted traffic between containers",
    });
  });

  it.each([443, 3389, 65_536, 1433.5])(
    "refuses %d as the port of databases, before it makes anything",
    async (port) => {
      const made: string[] = [];
      const wrong = run({ databasePort: port }, { onResource: ({ type: token }) => made.push(token) });
      await expect(wrong).rejects.toThrow(pulumi.ResourceError);
      await expect(wrong).rejects.toThrow(
        'SecurityGroups "groups": databasePort must be a port from 1024 to 65535 other than that of remote desktops, ' +
          `3389, but is ${port}.`,
      );
      expect(made.filter((token) => token.startsWith("aws:"))).toEqual([]);
    },
  );
});
