import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { netEgressInspected as rule } from "./egressInspected.js";

const vpc = (egress: unknown = "inspected") =>
  resource(awsType.vpc, "vpc", { tags: { egress } }, { outputs: { id: "vpc-1" } });
const firewall = resource(awsType.firewall, "firewall", { vpcId: "vpc-1" }, { outputs: { arn: "arn:firewall" } });
const logging = (types: readonly unknown[] = ["ALERT", "FLOW"], inputs: object = {}) =>
  resource(awsType.firewallLogging, "logging", {
    firewallArn: "arn:firewall",
    loggingConfiguration: {
      logDestinationConfigs: types.map((logType) => (logType === unknown ? unknown : { logType })),
    },
    ...inputs,
  });
const settings = {
  statelessDefaultActions: ["aws:forward_to_sfe"],
  statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
  statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "DROP" },
  statefulDefaultActions: ["aws:drop_established_app_layer_to_server", "aws:alert_established_app_layer_to_server"],
};
const policy = (changes: object = {}) =>
  resource(awsType.firewallPolicy, "policy", { firewallPolicy: { ...settings, ...changes } });
const list = (changes: object = {}) =>
  resource(awsType.firewallRuleGroup, "list", {
    ruleGroup: {
      rulesSource: {
        rulesSourceList: {
          generatedRulesType: "ALLOWLIST",
          targets: ["mirror.example.com", ".example.org"],
          ...changes,
        },
      },
    },
  });
const tier = (name: unknown): readonly RecordedResource[] => [
  resource(
    awsType.subnet,
    "subnet",
    { vpcId: "vpc-1", cidrBlock: "10.0.64.0/21", tags: { tier: name } },
    { outputs: { id: "subnet-1" } },
  ),
  resource(awsType.routeTable, "table", { vpcId: "vpc-1" }, { outputs: { id: "rtb-1" } }),
  resource(awsType.routeTableAssociation, "link", { subnetId: "subnet-1", routeTableId: "rtb-1" }),
];
const route = (inputs: object, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.route,
    "route",
    { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", ...inputs },
    { propertyDependencies: { vpcEndpointId: from } },
  );
const back = (inputs: object = {}, from: readonly RecordedResource[] = []) =>
  resource(
    awsType.route,
    "back",
    { routeTableId: "rtb-2", destinationCidrBlock: "10.0.64.0/21", vpcEndpointId: "vpce-1", ...inputs },
    { propertyDependencies: { vpcEndpointId: from } },
  );
const complete = [vpc(), firewall, logging()];
const past =
  "mandatory route: found a default route that leads past the firewall; expected the firewall's endpoint of the same zone; fix: set vpcEndpointId to the endpoint of the firewall, and no other target";

describe("net-egress-inspected", { tags: ["NET-13"] }, () => {
  it("passes an egress whose firewall drops what is not listed and records everything", async () => {
    expect(await reports(rule, [...complete, policy(), list()])).toEqual([]);
    const pending = resource(awsType.firewall, "firewall", { vpcId: "vpc-1" }, { outputs: { arn: unknown } });
    const logs = resource(
      awsType.firewallLogging,
      "logging",
      {
        firewallArn: unknown,
        loggingConfiguration: { logDestinationConfigs: [{ logType: "ALERT" }, { logType: "FLOW" }] },
      },
      { propertyDependencies: { firewallArn: [pending] } },
    );
    expect(await reports(rule, [vpc(), pending, logs])).toEqual([]);
  });

  it("violates without a firewall in the VPC", async () => {
    const missing =
      "mandatory vpc: found no aws.networkfirewall.Firewall; expected that what leaves the VPC is inspected; fix: add an aws.networkfirewall.Firewall with its vpcId, or set the tag egress to none";
    expect(await reports(rule, [vpc()])).toEqual([missing]);
    const other = resource(awsType.firewall, "firewall", { vpcId: "vpc-2" }, { outputs: { arn: "arn:firewall" } });
    expect(await reports(rule, [vpc(), other, logging()])).toEqual([missing]);
  });

  it.each([["ALERT"], ["FLOW"]])("violates without a log of type %s", async (type) => {
    const rest = ["ALERT", "FLOW"].filter((kept) => kept !== type);
    const line = `mandatory firewall: found no log of type ${type}; expected that what passes and what is dropped is recorded; fix: add a destination of type ${type} to its aws.networkfirewall.LoggingConfiguration`;
    expect(await reports(rule, [vpc(), firewall, logging(rest)])).toEqual([line]);
    expect(await reports(rule, [vpc(), firewall, logging(undefined, { firewallArn: "arn:other" })])).toHaveLength(2);
  });

  it.each([
    [
      { statefulEngineOptions: { ruleOrder: "DEFAULT_ACTION_ORDER", streamExceptionPolicy: "DROP" } },
      'firewallPolicy.statefulEngineOptions.ruleOrder "DEFAULT_ACTION_ORDER"; expected rules in their own order, with a default; fix: set firewallPolicy.statefulEngineOptions.ruleOrder to STRICT_ORDER',
    ],
    [
      { statefulEngineOptions: { ruleOrder: "STRICT_ORDER" } },
      "no firewallPolicy.statefulEngineOptions.streamExceptionPolicy; expected that broken streams do not pass; fix: set firewallPolicy.statefulEngineOptions.streamExceptionPolicy to DROP or REJECT",
    ],
    [
      { statefulEngineOptions: { ruleOrder: "STRICT_ORDER", streamExceptionPolicy: "CONTINUE" } },
      'firewallPolicy.statefulEngineOptions.streamExceptionPolicy "CONTINUE"; expected that broken streams do not pass; fix: set firewallPolicy.statefulEngineOptions.streamExceptionPolicy to DROP or REJECT',
    ],
    [
      { statefulDefaultActions: ["aws:alert_established"] },
      "firewallPolicy.statefulDefaultActions without it; expected that what no rule lets through is dropped; fix: add aws:drop_established_app_layer_to_server",
    ],
    [
      { statefulDefaultActions: undefined },
      "firewallPolicy.statefulDefaultActions without it; expected that what no rule lets through is dropped; fix: add aws:drop_established_app_layer_to_server",
    ],
    [
      { statefulDefaultActions: ["aws:drop_strict"] },
      "firewallPolicy.statefulDefaultActions without it; expected that what is dropped is recorded; fix: add aws:alert_established_app_layer_to_server",
    ],
    [
      { statelessDefaultActions: ["aws:pass"] },
      "firewallPolicy.statelessDefaultActions without it; expected that every packet reaches the stateful rules; fix: set it to aws:forward_to_sfe",
    ],
    [
      { statelessFragmentDefaultActions: ["aws:pass"] },
      "firewallPolicy.statelessFragmentDefaultActions without it; expected that every packet reaches the stateful rules; fix: set it to aws:forward_to_sfe",
    ],
  ])("violates with a policy of %j", async (changes, message) => {
    expect(await reports(rule, [policy(changes)])).toEqual([`mandatory policy: found ${message}`]);
  });

  it.each(["*", ".", ".com", "com", ""])("violates with the target %j", async (target) => {
    expect(await reports(rule, [list({ targets: ["mirror.example.com", target] })])).toEqual([
      `mandatory list: found ruleGroup.rulesSource.rulesSourceList.targets "${target}"; expected full domains, with a dot before those whose subdomains are meant; fix: replace it by the domains that are needed`,
    ]);
  });

  it("violates with a list of what is denied", async () => {
    expect(await reports(rule, [list({ generatedRulesType: "DENYLIST" })])).toEqual([
      'mandatory list: found ruleGroup.rulesSource.rulesSourceList.generatedRulesType "DENYLIST"; expected a list of what is allowed; fix: set generatedRulesType to ALLOWLIST',
    ]);
  });

  describe("routes", () => {
    const around = [...complete, ...tier("build")];

    const noWayBack =
      "mandatory route: found no way back to \"10.0.64.0/21\" through the same endpoint; expected that the firewall of one zone sees both directions; fix: add a route with the subnet's range and the same vpcEndpointId to the route table of the NAT gateway's subnet";

    it("pass through one endpoint there and back", async () => {
      expect(await reports(rule, [...around, route({ vpcEndpointId: "vpce-1" }), back()])).toEqual([]);
    });

    it.each([
      ["no way back", []],
      ["one through another zone", [back({ vpcEndpointId: "vpce-2" })]],
      ["one past the firewall", [back({ vpcEndpointId: undefined, natGatewayId: "nat-1" })]],
      ["one to other subnets", [back({ destinationCidrBlock: "10.0.72.0/21" })]],
    ])("violate with %s", async (_what, others) => {
      expect(await reports(rule, [...around, route({ vpcEndpointId: "vpce-1" }), ...others])).toEqual([noWayBack]);
    });

    it("through a firewall that is not there yet cannot be compared", async () => {
      const pending = [route({ vpcEndpointId: unknown }, [firewall]), back({ vpcEndpointId: unknown }, [firewall])];
      expect(await reports(rule, [...around, ...pending])).toEqual([
        "advisory route: undecided: through which endpoint answers come back cannot be known yet",
      ]);
      expect(await reports(rule, [...around, ...pending.slice(0, 1)])).toEqual([noWayBack]);
    });

    it("violate past it", async () => {
      expect(await reports(rule, [...around, route({ natGatewayId: "nat-1" })])).toEqual([past]);
    });

    it.each(["egress", "firewall"])("of the tier %s lead on", async (name) => {
      expect(await reports(rule, [...complete, ...tier(name), route({ natGatewayId: "nat-1" })])).toEqual([]);
    });

    it("cannot be decided while unknown, and do not matter inside", async () => {
      expect(await reports(rule, [...around, route({ vpcEndpointId: unknown })])).toEqual([
        "advisory route: undecided: vpcEndpointId cannot be known yet",
      ]);
      expect(await reports(rule, [...around, route({ destinationCidrBlock: "10.0.0.0/8" })])).toEqual([]);
    });
  });

  it("cannot decide while tags, actions, targets or logs are unknown", async () => {
    const undecided = (name: string, what: string) => [`advisory ${name}: undecided: ${what} cannot be known yet`];
    expect(await reports(rule, [vpc(unknown)])).toEqual(undecided("vpc", "tag egress of the VPC"));
    expect(await reports(rule, [policy({ statefulDefaultActions: [unknown] })])).toEqual(
      undecided("policy", "firewallPolicy.statefulDefaultActions"),
    );
    expect(await reports(rule, [list({ targets: [unknown] })])).toEqual(
      undecided("list", "ruleGroup.rulesSource.rulesSourceList.targets"),
    );
    expect(await reports(rule, [vpc(), firewall, logging([unknown])])).toEqual(
      undecided("firewall", "its log destinations"),
    );
  });

  it("does not apply to a VPC that declares none, nor to rules that list no domains", async () => {
    expect(await reasons(rule, [vpc("none")])).toEqual(["The VPC declares no inspected egress"]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toEqual(["The VPC declares no inspected egress"]);
    expect(await reasons(rule, [resource(awsType.firewallRuleGroup, "rules", { rules: "pass" })])).toEqual([
      "It lists no domains",
    ]);
  });

  itHonoursExemptions(rule, [vpc()]);
});
