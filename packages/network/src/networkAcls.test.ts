import * as pulumi from "@pulumi/pulumi";
import { all, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { NetworkAcls, type NetworkAclsArgs } from "./networkAcls.js";
import { subnetTiers, type SubnetTier } from "./subnetPlan.js";

const type = "aws:ec2/networkAcl:NetworkAcl";
const subnetIds = Object.fromEntries(
  subnetTiers.map((tier) => [tier, [`subnet-${tier}-1`, `subnet-${tier}-2`]]),
) as Record<SubnetTier, string[]>;

const run = (changes: Partial<NetworkAclsArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () =>
      new NetworkAcls("acls", { environment, vpcId: "vpc-1", cidrBlock: "10.64.0.0/16", subnetIds, ...changes })
        .networkAclIds,
    { aws: { region: "eu-central-1" }, ...options },
  );

type Run = Awaited<ReturnType<typeof run>>;

/** Each entry in one line: number, protocol, ports, range. */
const entries = (result: Run, tier: SubnetTier, direction: "ingress" | "egress") =>
  (one(result, type, `acls-${tier}`).inputs[direction] as Record<string, unknown>[]).map(
    ({ ruleNo, action, protocol, fromPort, toPort, cidrBlock }) =>
      [ruleNo, action, protocol, `${String(fromPort)}-${String(toPort)}`, cidrBlock].map(String).join(" "),
  );
const answers = ["100 allow 6 1024-3388 0.0.0.0/0", "110 allow 6 3390-65535 0.0.0.0/0"];
const out = "100 allow 6 443-443 0.0.0.0/0";

describe("NetworkAcls", { tags: ["NET-05"] }, () => {
  it("makes an ACL for the subnets of each tier", async () => {
    const result = await run();
    expect(all(result, type)).toHaveLength(7);
    for (const tier of subnetTiers) {
      expect(one(result, type, `acls-${tier}`).inputs).toMatchObject({
        vpcId: "vpc-1",
        subnetIds: subnetIds[tier],
        tags: { Name: `acme-dev-${tier}` },
      });
    }
    expect(all(result, type).flatMap(({ urn }) => result.controls.get(urn))).toEqual(Array(7).fill("NET-05"));
  });

  it("writes each entry out in full", async () => {
    const { inputs } = one(await run({ databasePort: 3306 }), type, "acls-data");
    expect(inputs).toEqual({
      vpcId: "vpc-1",
      subnetIds: ["subnet-data-1", "subnet-data-2"],
      ingress: [
        { ruleNo: 100, action: "allow", protocol: "6", fromPort: 3306, toPort: 3306, cidrBlock: "10.64.128.0/19" },
      ],
      egress: [
        { ruleNo: 100, action: "allow", protocol: "6", fromPort: 1024, toPort: 65_535, cidrBlock: "10.64.128.0/19" },
      ],
      tags: { Name: "acme-dev-data" },
    });
  });

  it.each<[SubnetTier, readonly string[], readonly string[]]>([
    [
      "training",
      [
        ...answers,
        "120 allow 6 0-65535 10.64.0.0/19",
        "130 allow 17 500-500 10.64.0.0/19",
        "140 allow 50 0-0 10.64.0.0/19",
      ],
      [out, "110 allow 6 0-65535 10.64.0.0/19", "120 allow 17 500-500 10.64.0.0/19", "130 allow 50 0-0 10.64.0.0/19"],
    ],
    ["studio", [...answers, "120 allow 6 0-65535 10.64.32.0/19"], [out, "110 allow 6 0-65535 10.64.32.0/19"]],
    ["build", answers, [out]],
    ["inference", answers, [out]],
    ["functions", answers, [out, "110 allow 6 5432-5432 10.64.192.0/19"]],
    ["endpoints", ["100 allow 6 443-443 10.64.0.0/16"], ["100 allow 6 1024-65535 10.64.0.0/16"]],
    ["data", ["100 allow 6 5432-5432 10.64.128.0/19"], ["100 allow 6 1024-65535 10.64.128.0/19"]],
  ])("admits exactly this in %s", async (tier, ingress, egress) => {
    const result = await run();
    expect(entries(result, tier, "ingress")).toEqual(ingress);
    expect(entries(result, tier, "egress")).toEqual(egress);
  });

  it("hands over the ACLs by tier", async () => {
    const result = await run();
    const expected = Object.fromEntries(subnetTiers.map((tier) => [tier, one(result, type, `acls-${tier}`).id]));
    expect(result.outputs).toEqual(expected);
    expect(one(result, "secure-ml:network:NetworkAcls").outputs).toEqual({ networkAclIds: expected });
  });

  it("knows entries before anything exists", async () => {
    const result = await runProgram(
      () => {
        const later = pulumi.output(["subnet-1"]);
        new NetworkAcls("acls", {
          environment,
          vpcId: "vpc-1",
          cidrBlock: "10.64.0.0/16",
          subnetIds: { ...subnetIds, data: later },
        });
      },
      { unknowns: true, aws: { region: "eu-central-1" } },
    );
    expect(entries(result, "build", "egress")).toEqual([out]);
    expect((await run({}, { unknowns: true })).outputs["build"]).toBe(unknown);
  });

  it("refuses the port of remote desktops for databases, before it makes anything", async () => {
    await expect(run({ databasePort: 3389 })).rejects.toThrow(pulumi.ResourceError);
    await expect(run({ databasePort: 3389 })).rejects.toThrow(
      'NetworkAcls "acls": databasePort must be a port from 1024 to 65535 other than that of remote desktops, 3389, ' +
        "but is 3389.",
    );
  });
});
