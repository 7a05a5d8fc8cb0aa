import { all, dependents, one, runProgram, type ProgramRun } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { Egress, type EgressArgs, type EgressSettings } from "./egress.js";
import { environment } from "./environment.fixture.js";

const zoneIds = ["euc1-az1", "euc1-az2"];
const args: Omit<EgressArgs, "mode"> = {
  environment,
  vpcId: "vpc-1",
  cidrBlock: "10.64.0.0/16",
  zoneIds,
  callers: zoneIds.map((zoneId, index) => ({
    tier: "build" as const,
    zoneId,
    cidrBlock: `10.64.${64 + 8 * index}.0/21`,
    routeTableId: `rtb-build-${zoneId}`,
  })),
  archiveBucketName: "acme-account-audit-logs-111111111111-eu-central-1",
};
const inspected = { mode: "inspected", allowedDomains: ["mirror.example.com", "*.example.org"] } as const;
const run = (settings: EgressSettings & Partial<EgressArgs>) =>
  runProgram(
    () => {
      const egress = new Egress("egress", { ...args, ...settings });
      return { publicAddresses: egress.publicAddresses };
    },
    { aws: { region: "eu-central-1" } },
  );
const routes = (result: ProgramRun) =>
  Object.fromEntries(
    all(result, "aws:ec2/route:Route").map(({ name, inputs }) => [name.replace("egress-route-", ""), inputs]),
  );
const id = (result: ProgramRun, type: string, name: string) => one(result, type, `egress-${name}`).id;

describe("Egress", () => {
  it(
    "leads the given tiers out through a NAT gateway of their zone, and nothing in",
    { tags: ["NET-12"] },
    async () => {
      const result = await run({ mode: "nat" });
      const gatewayId = id(result, "aws:ec2/internetGateway:InternetGateway", "gateway");
      const everything = "0.0.0.0/0";
      const nat = (zone: string) => id(result, "aws:ec2/natGateway:NatGateway", `nat-${zone}`);
      const table = (key: string) => id(result, "aws:ec2/routeTable:RouteTable", `route-table-${key}`);
      expect(routes(result)).toEqual({
        "egress-euc1-az1": { routeTableId: table("egress-euc1-az1"), destinationCidrBlock: everything, gatewayId },
        "egress-euc1-az2": { routeTableId: table("egress-euc1-az2"), destinationCidrBlock: everything, gatewayId },
        "build-euc1-az1": {
          routeTableId: "rtb-build-euc1-az1",
          destinationCidrBlock: everything,
          natGatewayId: nat("euc1-az1"),
        },
        "build-euc1-az2": {
          routeTableId: "rtb-build-euc1-az2",
          destinationCidrBlock: everything,
          natGatewayId: nat("euc1-az2"),
        },
      });
      expect(all(result, "aws:ec2/subnet:Subnet").map(({ inputs }) => inputs["cidrBlock"])).toEqual([
        "10.64.224.0/22",
        "10.64.228.0/22",
      ]);
      const translator = one(result, "aws:ec2/natGateway:NatGateway", "egress-nat-euc1-az1");
      expect(translator.inputs).toMatchObject({
        connectivityType: "public",
        subnetId: id(result, "aws:ec2/subnet:Subnet", "subnet-egress-euc1-az1"),
        allocationId: id(result, "aws:ec2/eip:Eip", "address-euc1-az1"),
      });
      expect(translator.options.deleteBeforeReplace).toBe(true);
      expect(dependents(result, one(result, "aws:ec2/internetGateway:InternetGateway"))).toContain(translator);
      expect(result.outputs["publicAddresses"]).toHaveLength(2);
      expect(all(result, "aws:networkfirewall/firewall:Firewall")).toEqual([]);
    },
  );

  it("has one NAT gateway for all where that is asked for", { tags: ["NET-12"] }, async () => {
    const result = await run({ mode: "nat", natGateways: "one" });
    const [only, ...others] = all(result, "aws:ec2/natGateway:NatGateway");
    expect(others).toEqual([]);
    expect(routes(result)["build-euc1-az2"]).toMatchObject({ natGatewayId: only?.id });
    expect(all(result, "aws:ec2/subnet:Subnet")).toHaveLength(2);
  });

  it("admits port 443 and answers at its subnets, and never administrators' ports", { tags: ["NET-12"] }, async () => {
    const acl = one(await run({ mode: "nat" }), "aws:ec2/networkAcl:NetworkAcl");
    const entry = (ruleNo: number, action: string, fromPort: number, toPort: number, cidrBlock: string) => ({
      ruleNo,
      action,
      protocol: "6",
      fromPort,
      toPort,
      cidrBlock,
    });
    expect(acl.inputs["ingress"]).toEqual([
      entry(100, "deny", 22, 22, "0.0.0.0/0"),
      entry(110, "deny", 3389, 3389, "0.0.0.0/0"),
      entry(120, "allow", 443, 443, "10.64.0.0/16"),
      entry(130, "allow", 1024, 3388, "0.0.0.0/0"),
      entry(140, "allow", 3390, 65_535, "0.0.0.0/0"),
    ]);
    expect(acl.inputs["egress"]).toEqual([
      entry(100, "deny", 22, 22, "0.0.0.0/0"),
      entry(110, "deny", 3389, 3389, "0.0.0.0/0"),
      entry(120, "allow", 443, 443, "0.0.0.0/0"),
      entry(130, "allow", 1024, 65_535, "10.64.0.0/16"),
    ]);
  });

  it("leads through the firewall of the same zone, there and back", { tags: ["NET-13"] }, async () => {
    const result = await run(inspected);
    const firewall = one(result, "aws:networkfirewall/firewall:Firewall");
    const attachments = (
      firewall.outputs["firewallStatuses"] as {
        syncStates: { attachments: { endpointId: string; subnetId: string }[] }[];
      }[]
    ).flatMap(({ syncStates }) => syncStates.flatMap((state) => state.attachments));
    for (const [index, zoneId] of zoneIds.entries()) {
      const subnetId = id(result, "aws:ec2/subnet:Subnet", `subnet-firewall-${zoneId}`);
      const vpcEndpointId = attachments.find((attachment) => attachment.subnetId === subnetId)?.endpointId;
      expect(vpcEndpointId).toMatch(/^vpce-/);
      expect(routes(result)[`build-${zoneId}`]).toMatchObject({ destinationCidrBlock: "0.0.0.0/0", vpcEndpointId });
      expect(routes(result)[`back-to-build-${zoneId}`]).toEqual({
        routeTableId: id(result, "aws:ec2/routeTable:RouteTable", `route-table-egress-${zoneId}`),
        destinationCidrBlock: args.callers[index]?.cidrBlock,
        vpcEndpointId,
      });
      expect(routes(result)[`firewall-${zoneId}`]).toMatchObject({
        natGatewayId: id(result, "aws:ec2/natGateway:NatGateway", `nat-${zoneId}`),
      });
    }
  });

  it("drops what is not listed, and records everything in the archive", { tags: ["NET-13"] }, async () => {
    const result = await run(inspected);
    const group = one(result, "aws:networkfirewall/ruleGroup:RuleGroup");
    expect(group.inputs["ruleGroup"]).toEqual({
      rulesSource: {
        rulesSourceList: {
          generatedRulesType: "ALLOWLIST",
          targetTypes: ["TLS_SNI"],
          targets: ["mirror.example.com", ".example.org"],
        },
      },
      statefulRuleOptions: { ruleOrder: "STRICT_ORDER" },
    });
    expect(one(result, "aws:networkfirewall/firewallPolicy:FirewallPolicy").inputs["firewallPolicy"]).toEqual({
      policyVariables: { ruleVariables: [{ key: "HOME_NET", ipSet: { definitions: ["10.64.0.0/16"] } }] },
      statelessDefaultActions: ["aws:forward_to_sfe"],
      statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
      statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
      statefulDefaultActions: ["aws:drop_established_app_layer_to_server", "aws:alert_established_app_layer_to_server"],
      statefulRuleGroupReferences: [{ resourceArn: group.outputs["arn"], priority: 1 }],
    });
    const kept = { deleteProtection: true, subnetChangeProtection: true, firewallPolicyChangeProtection: true };
    expect(one(result, "aws:networkfirewall/firewall:Firewall").inputs).toMatchObject({ vpcId: "vpc-1", ...kept });
    const loose = one(
      await run({ ...inspected, dataProtection: "disposable" }),
      "aws:networkfirewall/firewall:Firewall",
    );
    expect(loose.inputs).toMatchObject({ deleteProtection: false, subnetChangeProtection: false });
    const destination = { logDestinationType: "S3", logDestination: { bucketName: args.archiveBucketName } };
    expect(one(result, "aws:networkfirewall/loggingConfiguration:LoggingConfiguration").inputs).toEqual({
      firewallArn: one(result, "aws:networkfirewall/firewall:Firewall").outputs["arn"],
      loggingConfiguration: {
        logDestinationConfigs: [
          { logType: "ALERT", ...destination },
          { logType: "FLOW", ...destination },
        ],
      },
    });
    const serving = result.resources.filter(({ urn }) => result.controls.get(urn)?.includes("NET-13"));
    expect(serving.map(({ type }) => type)).toContain("aws:networkfirewall/firewall:Firewall");
  });

  it("refuses other tiers, domains that are none and half-way settings, all at once", async () => {
    const tiers = ["training" as "build"];
    await expect(run({ mode: "nat", tiers, allowedDomains: ["*", "pypi.org"] })).rejects.toThrow(
      'Egress "egress": tiers must be some of build, studio, but is ["training"]; ' +
        "allowedDomains must be left out in the mode nat, which lets everything through, but is 2; " +
        'allowedDomains must be a domain in lower case such as "example.com", or "*.example.com" for all below it, but is "*"; ' +
        'allowedDomains must not be a public index of packages: they come from a repository of ours, but is "pypi.org".',
    );
    await expect(run({ mode: "inspected", natGateways: "one" })).rejects.toThrow(
      'Egress "egress": natGateways must be every in the mode inspected, whose firewall has to see both directions in one zone, but is "one"; ' +
        "allowedDomains must name 1 to 200 domains in the mode inspected, but is 0.",
    );
  });
});
