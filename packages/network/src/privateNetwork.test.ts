import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { all, childrenOf, identities, one, runProgram, unknown, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { environment } from "./environment.fixture.js";
import { PrivateNetwork, type PrivateNetworkArgs } from "./privateNetwork.js";
import { subnetTiers } from "./subnetPlan.js";

const args: PrivateNetworkArgs = {
  environment,
  cidrBlock: "10.64.0.0/16",
  zoneIds: ["euc1-az1", "euc1-az2"],
  flowLogs: {
    archiveBucketArn: "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1",
    logKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
    retention: { days: 30, deletionProtection: false },
    aggregationSeconds: 600,
  },
};

/** What the provider adds to every subnet: nothing of IPv6, no names for hosts. */
const subnetDefaults = {
  assignIpv6AddressOnCreation: false,
  enableDns64: false,
  enableResourceNameDnsARecordOnLaunch: false,
  enableResourceNameDnsAaaaRecordOnLaunch: false,
  ipv6Native: false,
};

const run = (changes: Partial<PrivateNetworkArgs> = {}, options: RunOptions = {}) =>
  runProgram(
    () => {
      const network = new PrivateNetwork("network", { ...args, ...changes });
      return {
        vpcId: network.vpcId,
        subnetIds: network.subnetIds,
        routeTableIds: network.routeTableIds,
        subnetCidrBlocks: network.subnetCidrBlocks,
        endpointIds: network.endpointIds,
        prefixListIds: network.prefixListIds,
        securityGroupIds: network.securityGroupIds,
        logGroup: network.trainingFlowLogGroupName,
      };
    },
    { aws: { region: "eu-central-1" }, ...options },
  );

const count = (result: Awaited<ReturnType<typeof run>>) => {
  const types = result.resources.map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  return Object.fromEntries([...new Set(types)].sort().map((type) => [type, all(result, type).length]));
};

describe("PrivateNetwork", () => {
  it("makes a VPC of its own, with private DNS and no egress", { tags: ["NET-01"] }, async () => {
    const result = await run();
    const vpc = one(result, "aws:ec2/vpc:Vpc");
    expect(vpc.inputs).toEqual({
      cidrBlock: "10.64.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      instanceTenancy: "default",
      tags: { Name: "acme-dev", egress: "none" },
    });
    expect(result.controls.get(vpc.urn)).toEqual(["NET-01", "NET-12"]);
    expect(result.outputs["vpcId"]).toBe(vpc.id);
  });

  it("makes a private subnet for each tier and zone", { tags: ["NET-02"] }, async () => {
    const result = await run();
    const subnets = all(result, "aws:ec2/subnet:Subnet");
    expect(subnets).toHaveLength(14);
    expect(one(result, "aws:ec2/subnet:Subnet", "network-subnet-data-euc1-az2").inputs).toEqual({
      vpcId: one(result, "aws:ec2/vpc:Vpc").id,
      cidrBlock: "10.64.200.0/21",
      availabilityZoneId: "euc1-az2",
      mapPublicIpOnLaunch: false,
      ...subnetDefaults,
      tags: { Name: "acme-dev-data-euc1-az2", tier: "data" },
    });
    expect(subnets.map(({ inputs }) => inputs["mapPublicIpOnLaunch"])).toEqual(Array(14).fill(false));
    expect(subnets.flatMap(({ urn }) => result.controls.get(urn) ?? [])).toEqual(Array(14).fill("NET-02"));
    const tiers = subnets.map(({ inputs }) => (inputs["tags"] as Record<string, string>)["tier"]);
    expect(tiers).toEqual(subnetTiers.flatMap((tier) => [tier, tier]));
  });

  it("gives each subnet a route table of its own without a route", { tags: ["NET-02"] }, async () => {
    const result = await run();
    const vpcId = one(result, "aws:ec2/vpc:Vpc").id;
    const tables = all(result, "aws:ec2/routeTable:RouteTable");
    expect(tables).toHaveLength(14);
    expect(one(result, "aws:ec2/routeTable:RouteTable", "network-route-table-training-euc1-az1").inputs).toEqual({
      vpcId,
      tags: { Name: "acme-dev-training-euc1-az1" },
    });
    expect(tables.every(({ inputs }) => !("routes" in inputs))).toBe(true);
    expect(all(result, "aws:ec2/route:Route")).toEqual([]);
    expect(all(result, "aws:ec2/internetGateway:InternetGateway")).toEqual([]);

    const associations = all(result, "aws:ec2/routeTableAssociation:RouteTableAssociation");
    expect(associations).toHaveLength(14);
    for (const { name, inputs } of associations) {
      const key = name.replace("network-route-table-association-", "");
      expect(inputs).toEqual({
        subnetId: one(result, "aws:ec2/subnet:Subnet", `network-subnet-${key}`).id,
        routeTableId: one(result, "aws:ec2/routeTable:RouteTable", `network-route-table-${key}`).id,
      });
    }
  });

  it("locks the defaults of this VPC", { tags: ["NET-03"] }, async () => {
    const result = await run();
    const { id, outputs } = one(result, "aws:ec2/vpc:Vpc");
    expect(one(result, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs["vpcId"]).toBe(id);
    expect(one(result, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl").inputs["defaultNetworkAclId"]).toBe(
      outputs["defaultNetworkAclId"],
    );
    expect(one(result, "aws:ec2/defaultRouteTable:DefaultRouteTable").inputs["defaultRouteTableId"]).toBe(
      outputs["defaultRouteTableId"],
    );
  });

  it("puts every subnet into the ACL of its tier", { tags: ["NET-05"] }, async () => {
    const result = await run({ databasePort: 3306 });
    for (const tier of subnetTiers) {
      const { inputs } = one(result, "aws:ec2/networkAcl:NetworkAcl", `network-network-acls-${tier}`);
      expect(inputs["vpcId"]).toBe(one(result, "aws:ec2/vpc:Vpc").id);
      expect(inputs["subnetIds"]).toEqual((result.outputs["subnetIds"] as Record<string, unknown>)[tier]);
    }
    const { inputs } = one(result, "aws:ec2/networkAcl:NetworkAcl", "network-network-acls-data");
    expect(inputs["ingress"]).toMatchObject([{ fromPort: 3306, toPort: 3306, cidrBlock: "10.64.128.0/19" }]);
  });

  it("leads every route table to S3 and DynamoDB", { tags: ["NET-06"] }, async () => {
    const result = await run();
    const tables = all(result, "aws:ec2/routeTable:RouteTable").map(({ id }) => id);
    const endpoints = ["s3", "dynamodb"].map((service) =>
      one(result, "aws:ec2/vpcEndpoint:VpcEndpoint", `network-gateway-endpoints-${service}`),
    );
    expect(endpoints.map(({ inputs }) => [inputs["vpcId"], inputs["routeTableIds"]])).toEqual(
      Array(2).fill([one(result, "aws:ec2/vpc:Vpc").id, tables]),
    );
    expect(result.outputs["endpointIds"]).toMatchObject({ s3: endpoints[0]?.id, dynamodb: endpoints[1]?.id });
    expect(result.outputs["prefixListIds"]).toEqual({
      s3: endpoints[0]?.outputs["prefixListId"],
      dynamodb: endpoints[1]?.outputs["prefixListId"],
    });
  });

  it(
    "makes the security groups in this VPC, with the prefix lists of its endpoints",
    { tags: ["NET-04"] },
    async () => {
      const result = await run({ databasePort: 3306 });
      const groups = all(result, "aws:ec2/securityGroup:SecurityGroup");
      expect(groups.map(({ inputs }) => inputs["vpcId"])).toEqual(groups.map(() => one(result, "aws:ec2/vpc:Vpc").id));
      expect(result.outputs["securityGroupIds"]).toEqual(
        Object.fromEntries(groups.map(({ id, name }) => [name.replace("network-security-groups-", ""), id])),
      );
      const rules = all(result, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(({ inputs }) => inputs);
      const lists = [...new Set(rules.map((inputs) => inputs["prefixListId"]).filter((id) => id !== undefined))];
      expect(lists.sort()).toEqual(Object.values(result.outputs["prefixListIds"] as object).sort());
      expect(rules.filter(({ fromPort }) => fromPort === 3306)).toHaveLength(1);
    },
  );

  it("reaches AWS through interfaces in the subnets for them", { tags: ["NET-07", "NET-08"] }, async () => {
    const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const statement = { Sid: "Nobody", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" } as const;
    const result = await run({ endpointFeatures: ["sessions"], endpointStatements: { kms: [statement] } });
    const subnetIds = args.zoneIds.map(
      (zoneId) => one(result, "aws:ec2/subnet:Subnet", `network-subnet-endpoints-${zoneId}`).id,
    );
    const { inputs } = one(result, type, "network-interface-endpoints-kms");
    expect(inputs).toMatchObject({
      vpcId: one(result, "aws:ec2/vpc:Vpc").id,
      subnetIds,
      securityGroupIds: [one(result, "aws:ec2/securityGroup:SecurityGroup", "network-security-groups-endpoints").id],
    });
    expect(JSON.parse(String(inputs["policy"]))).toEqual({ Version: "2012-10-17", Statement: [statement] });
    const byService = all(result, type).map(
      ({ name, id }) => [name.replace(/^network-\w+-endpoints-/, ""), id] as const,
    );
    expect(result.outputs["endpointIds"]).toEqual(Object.fromEntries(byService));
    expect(byService.map(([service]) => service)).toContain("ssmmessages");
    const inOneZone = await run({ endpointZones: "one" });
    expect(one(inOneZone, type, "network-interface-endpoints-kms").inputs["subnetIds"]).toHaveLength(1);
  });

  it("logs the traffic of the VPC and of every training subnet", { tags: ["NET-09"] }, async () => {
    const result = await run();
    const training = args.zoneIds.map((zoneId) =>
      one(result, "aws:ec2/subnet:Subnet", `network-subnet-training-${zoneId}`),
    );
    const logs = all(result, "aws:ec2/flowLog:FlowLog");
    expect(logs.map(({ inputs }) => [inputs["vpcId"], inputs["subnetId"], inputs["maxAggregationInterval"]])).toEqual([
      [one(result, "aws:ec2/vpc:Vpc").id, undefined, 600],
      [undefined, training[0]?.id, 600],
      [undefined, training[1]?.id, 600],
    ]);
    expect(result.outputs["logGroup"]).toBe("/acme/dev/network/training-flow-logs");
  });

  it("watches names and their encryption as its settings say", { tags: ["NET-10", "NET-11", "NET-15"] }, async () => {
    const result = await run({
      dnsFirewall: { otherNames: "alert-only", allowedDomains: ["example.com"] },
      transitEncryption: { mode: "enforce" },
    });
    const vpcId = one(result, "aws:ec2/vpc:Vpc").id;
    const rule = one(
      result,
      "aws:route53/resolverFirewallRule:ResolverFirewallRule",
      "network-dns-firewall-others-rule",
    );
    expect(rule.inputs["action"]).toBe("ALERT");
    const control = "aws:ec2/vpcEncryptionControl:VpcEncryptionControl";
    expect(one(result, control).inputs).toMatchObject({ vpcId, mode: "enforce" });
    const logged = one(result, "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation");
    expect(logged.inputs["resourceId"]).toBe(vpcId);
    expect(all(await run({ transitEncryption: "off" }), control)).toEqual([]);
    await expect(run({ dnsFirewall: { allowedDomains: ["*"] } })).rejects.toThrow("allowedDomains must be a domain");
  });

  it.each([
    ["dev, two zones", ["euc1-az1", "euc1-az2"], 14, 3],
    ["prod, three zones", ["euc1-az1", "euc1-az2", "euc1-az3"], 21, 4],
  ])("makes exactly this in %s", async (_, zoneIds, subnets, flowLogs) => {
    expect(count(await run({ zoneIds }))).toEqual({
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": 1,
      "aws:ec2/defaultRouteTable:DefaultRouteTable": 1,
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
      "aws:ec2/flowLog:FlowLog": flowLogs,
      "aws:ec2/networkAcl:NetworkAcl": 7,
      "aws:ec2/routeTable:RouteTable": subnets,
      "aws:ec2/routeTableAssociation:RouteTableAssociation": subnets,
      "aws:ec2/securityGroup:SecurityGroup": 8,
      "aws:ec2/subnet:Subnet": subnets,
      "aws:ec2/vpc:Vpc": 1,
      "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": 1,
      "aws:ec2/vpcEndpoint:VpcEndpoint": 16,
      "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": 8,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": 1,
      "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": 1,
      "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": 2,
      "aws:route53/resolverFirewallRule:ResolverFirewallRule": 5,
      "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": 1,
      "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": 1,
      "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": 1,
      "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": 1,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 21,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 13,
    });
  });

  it("hands over ids and ranges by tier, in the order of the zones", async () => {
    const result = await run();
    const idsOf = (type: string, part: string) =>
      Object.fromEntries(
        subnetTiers.map((tier) => [
          tier,
          args.zoneIds.map((zoneId) => one(result, type, `network-${part}-${tier}-${zoneId}`).id),
        ]),
      );
    expect(result.outputs["subnetIds"]).toEqual(idsOf("aws:ec2/subnet:Subnet", "subnet"));
    expect(result.outputs["routeTableIds"]).toEqual(idsOf("aws:ec2/routeTable:RouteTable", "route-table"));
    expect(result.outputs["subnetCidrBlocks"]).toEqual({
      training: ["10.64.0.0/21", "10.64.8.0/21"],
      studio: ["10.64.32.0/21", "10.64.40.0/21"],
      build: ["10.64.64.0/21", "10.64.72.0/21"],
      inference: ["10.64.96.0/21", "10.64.104.0/21"],
      functions: ["10.64.128.0/21", "10.64.136.0/21"],
      endpoints: ["10.64.160.0/21", "10.64.168.0/21"],
      data: ["10.64.192.0/21", "10.64.200.0/21"],
    });
    const component = one(result, "secure-ml:network:PrivateNetwork");
    expect(component.outputs).toEqual({
      vpcId: result.outputs["vpcId"],
      subnetIds: result.outputs["subnetIds"],
      routeTableIds: result.outputs["routeTableIds"],
      subnetCidrBlocks: result.outputs["subnetCidrBlocks"],
      endpointIds: result.outputs["endpointIds"],
      prefixListIds: result.outputs["prefixListIds"],
      publicAddresses: [],
      securityGroupIds: result.outputs["securityGroupIds"],
      trainingFlowLogGroupName: result.outputs["logGroup"],
    });
  });

  it("keeps its identities: names say tier and zone, never a number in a list", async () => {
    const result = await run();
    const keys = subnetTiers.flatMap((tier) => args.zoneIds.map((zoneId) => `${tier}-${zoneId}`));
    const network = one(result, "secure-ml:network:PrivateNetwork");
    const expected = [
      "aws:ec2/vpc:Vpc network-vpc",
      "secure-ml:network:LockedDefaults network-defaults",
      ...keys.flatMap((key) => [
        `aws:ec2/subnet:Subnet network-subnet-${key}`,
        `aws:ec2/routeTable:RouteTable network-route-table-${key}`,
        `aws:ec2/routeTableAssociation:RouteTableAssociation network-route-table-association-${key}`,
      ]),
      "secure-ml:network:DnsFirewall network-dns-firewall",
      "secure-ml:network:DnsLogs network-dns-logs",
      "secure-ml:network:TransitEncryption network-transit-encryption",
      "secure-ml:network:FlowLogs network-flow-logs",
      "secure-ml:network:GatewayEndpoints network-gateway-endpoints",
      "secure-ml:network:InterfaceEndpoints network-interface-endpoints",
      "secure-ml:network:NetworkAcls network-network-acls",
      "secure-ml:network:SecurityGroups network-security-groups",
    ];
    const children = childrenOf(result, network).map(({ type, name }) => `${type} ${name}`);
    expect(children.sort()).toEqual(expected.sort());
  });

  it("replaces nothing when a zone is added at the end", async () => {
    const subnets = async (zoneIds: readonly string[]) =>
      new Map(
        all(await run({ zoneIds }), "aws:ec2/subnet:Subnet").map(({ urn, inputs }) => [urn, inputs["cidrBlock"]]),
      );
    const before = await subnets(["euc1-az1", "euc1-az2"]);
    const after = await subnets(["euc1-az1", "euc1-az2", "euc1-az3"]);
    expect(after.size).toBe(21);
    expect([...before].map(([urn]) => [urn, after.get(urn)])).toEqual([...before]);
  });

  it("knows ranges, zones and tags before anything exists", async () => {
    const result = await run({}, { unknowns: true });
    expect(one(result, "aws:ec2/subnet:Subnet", "network-subnet-training-euc1-az1").inputs).toEqual({
      vpcId: unknown,
      cidrBlock: "10.64.0.0/21",
      availabilityZoneId: "euc1-az1",
      mapPublicIpOnLaunch: false,
      ...subnetDefaults,
      tags: { Name: "acme-dev-training-euc1-az1", tier: "training" },
    });
    const vpc = one(result, "aws:ec2/vpc:Vpc");
    const defaults = ["DefaultSecurityGroup", "DefaultNetworkAcl", "DefaultRouteTable"].map((name) =>
      one(result, `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
    );
    expect(defaults.map(({ propertyDependencies }) => Object.values(propertyDependencies).flat())).toEqual(
      defaults.map(() => [vpc.urn]),
    );
    expect(count(result)["aws:ec2/subnet:Subnet"]).toBe(14);
  });

  it("takes ARNs that are not known yet", async () => {
    const result = await runProgram(
      () => {
        const key = new aws.kms.Key("key");
        new PrivateNetwork("network", { ...args, flowLogs: { ...args.flowLogs, logKeyArn: key.arn } });
      },
      { unknowns: true, aws: { region: "eu-central-1" } },
    );
    const group = one(result, "aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs["kmsKeyId"]).toBe(unknown);
    expect(group.propertyDependencies["kmsKeyId"]).toEqual([one(result, "aws:kms/key:Key").urn]);
  });

  it("reports everything that is wrong with its arguments at once, before it makes anything", async () => {
    const made: string[] = [];
    const wrong = run(
      {
        cidrBlock: "10.64.0.0/24",
        zoneIds: ["eu-central-1a", "use1-az1", "use1-az1", "euc1-az1", "euc1-az2"],
        flowLogs: { ...args.flowLogs, aggregationSeconds: 30 as 60 },
        databasePort: 22,
        endpointZones: "two" as "one",
      },
      { onResource: ({ type }) => made.push(type) },
    );
    await expect(wrong).rejects.toThrow(pulumi.ResourceError);
    const zones = '["eu-central-1a","use1-az1","use1-az1","euc1-az1","euc1-az2"]';
    await expect(wrong).rejects.toThrow(
      'PrivateNetwork "network": ' +
        "cidrBlock must be a /16 to /20: AWS takes no larger VPC, and in a smaller one subnets run out of addresses, " +
        'but is "10.64.0.0/24"; ' +
        "flowLogs.aggregationSeconds must be one of 60, 600, but is 30; " +
        "databasePort must be a port from 1024 to 65535 other than that of remote desktops, 3389, but is 22; " +
        'endpointZones must be one of every, one, but is "two"; ' +
        `zoneIds must name at most 4 zones: a tier's range is cut into that many subnets, but is ${zones}; ` +
        `zoneIds must name each zone once (twice: use1-az1), but is ${zones}; ` +
        'zoneIds must hold zone ids such as "euc1-az1", not names, which differ between accounts (here: eu-central-1a), ' +
        `but is ${zones}; ` +
        'zoneIds must lie in eu-central-1, whose zone ids start with "euc1-" (elsewhere: use1-az1, use1-az1), ' +
        `but is ${zones}.`,
    );
    expect(made.filter((type) => type.startsWith("aws:"))).toEqual([]);
  });

  it.each([
    [{ zoneIds: ["euc1-az1"] }, "zoneIds must name at least 2 zones, or the failure of one takes everything down"],
    [{ cidrBlock: "172.17.0.0/16" }, "cidrBlock must not overlap 172.17.0.0/16"],
    [{ cidrBlock: "8.8.0.0/16" }, "cidrBlock must lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"],
    [{ cidrBlock: "10.0.0.0/8" }, "cidrBlock must be a /16 to /20"],
  ])("refuses %j", async (changes, message) => {
    await expect(run(changes)).rejects.toThrow(message);
  });

  it("is one VPC among others: two networks in a stack do not share names", async () => {
    const result = await runProgram(
      () => {
        new PrivateNetwork("one", args);
        new PrivateNetwork("two", {
          ...args,
          environment: { ...environment, name: "prod" },
          cidrBlock: "10.65.0.0/16",
        });
      },
      { aws: { region: "eu-central-1" } },
    );
    expect(new Set(identities(result)).size).toBe(identities(result).length);
    expect(all(result, "aws:iam/role:Role").map(({ inputs }) => inputs["name"])).toEqual([
      "acme-dev-flow-logs",
      "acme-prod-flow-logs",
    ]);
  });
});
