import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";

import { knownResources, SimulatedAws } from "./simulatedAws.js";
import { buildUrn } from "./urn.js";
import { secretValue, unknownValue, type WireObject } from "./wire.js";

const providerFolder = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
const aws = new SimulatedAws();
const urnOf = (type: string, name = "thing") => buildUrn("dev", "shop", undefined, type, name);

/** Outputs that are declared as certain but are not: what is there only when given or asked for, and deprecated settings. */
const absentOutputs: Readonly<Record<string, readonly string[]>> = {
  "aws:dynamodb/table:Table": [
    "attributes",
    "globalSecondaryIndexes",
    "globalTableWitness",
    "hashKey",
    "pointInTimeRecovery",
    "serverSideEncryption",
    "ttl",
  ],
  "aws:ec2/eip:Eip": [
    "associationId",
    "carrierIp",
    "customerOwnedIp",
    "domain",
    "instance",
    "ipamPoolId",
    "networkInterface",
    "privateDns",
    "privateIp",
    "ptrRecord",
    "publicDns",
  ],
  "aws:ec2/internetGateway:InternetGateway": ["vpcId"],
  "aws:ec2/natGateway:NatGateway": [
    "autoProvisionZones",
    "autoScalingIps",
    "privateIp",
    "regionalNatGatewayAddresses",
    "routeTableId",
    "secondaryAllocationIds",
    "secondaryPrivateIpAddressCount",
    "secondaryPrivateIpAddresses",
    "vpcId",
  ],
  "aws:ec2/subnet:Subnet": ["cidrBlock"],
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": [
    "egressOnlyInternetGatewayExclusion",
    "elasticFileSystemExclusion",
    "internetGatewayExclusion",
    "lambdaExclusion",
    "natGatewayExclusion",
    "virtualPrivateGatewayExclusion",
    "vpcLatticeExclusion",
    "vpcPeeringExclusion",
  ],
  "aws:networkfirewall/firewall:Firewall": ["availabilityZoneMappings", "transitGatewayOwnerAccountId"],
  "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": ["enableMonitoringDashboard"],
  "aws:networkfirewall/ruleGroup:RuleGroup": ["ruleGroup"],
  "aws:rds/instance:Instance": [
    "allocatedStorage",
    "backupRetentionPeriod",
    "caCertIdentifier",
    "dbName",
    "dbSubnetGroupName",
    "engine",
    "engineVersion",
    "kmsKeyId",
    "masterUserSecretKmsKeyId",
    "monitoringRoleArn",
    "multiAz",
    "parameterGroupName",
    "performanceInsightsKmsKeyId",
    "storageType",
    "username",
    "vpcSecurityGroupIds",
  ],
  "aws:s3/bucket:Bucket": [
    "accelerationStatus",
    "acl",
    "bucketPrefix",
    "corsRules",
    "grants",
    "lifecycleRules",
    "logging",
    "objectLockConfiguration",
    "policy",
    "replicationConfiguration",
    "serverSideEncryptionConfiguration",
    "versioning",
    "website",
    "websiteDomain",
    "websiteEndpoint",
  ],
  "aws:sagemaker/model:Model": ["inferenceExecutionConfig"],
};

/** What the provider's own type declarations say about a resource type. */
function declaration(type: string) {
  const path = type.split(":")[1] === "cloudcontrol/resource" ? "cloudcontrol/resource" : (type.split(":")[1] ?? "");
  const text = readFileSync(join(providerFolder, `${path}.d.ts`), "utf8");
  const token = /__pulumiType = '(.+)'/.exec(readFileSync(join(providerFolder, `${path}.js`), "utf8"))?.[1];
  const body = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  const outputs = body(/export declare class \w+ extends pulumi\.CustomResource \{(.*?)\n\}\n/s);
  const args = [...body(/export interface \w+Args \{(.*?)\n\}\n/s).matchAll(/\n {4}(\w+)(\??): /g)];
  return {
    token,
    args: args.map(([, name = ""]) => name),
    required: args.filter(([, , optional]) => optional === "").map(([, name = ""]) => name),
    certainOutputs: [...outputs.matchAll(/\n {4}readonly (\w+): pulumi\.Output<(.*?)>;\n/gs)]
      .filter(([, , content]) => content?.endsWith("| undefined") === false)
      .map(([, name = ""]) => name),
  };
}

describe.each(Object.keys(knownResources))("the model of %s", (type) => {
  const model = aws.model(type);
  const declared = declaration(type);
  const inputs = Object.fromEntries(declared.required.map((property) => [property, "{}"]));

  it("is of a type that the provider has, and names arguments that the type has", () => {
    expect(declared.token).toBe(type);
    const named = [
      ...Object.keys(model.defaults ?? {}),
      ...(model.forceNew ?? []),
      model.autoName?.property ?? [],
    ].flat();
    expect(named.filter((property) => !declared.args.includes(property))).toEqual([]);
    expect(model.taggable ?? false).toBe(declared.args.includes("tags"));
    expect(model.global ?? false).toBe(!declared.args.includes("region"));
  });

  it("answers every output that the provider always has", () => {
    const checked = aws.check(type, urnOf(type), inputs);
    const { id, outputs } = aws.create(type, urnOf(type), checked.inputs);
    expect(id).toMatch(/^[^\s]{2,}$/);
    const missing = declared.certainOutputs.filter((output) => !(output in outputs) && !output.endsWith("Prefix"));
    expect(missing.filter((output) => !(absentOutputs[type] ?? []).includes(output))).toEqual([]);
    expect(Object.keys(outputs).filter((output) => outputs[output] === undefined)).toEqual([]);
  });

  it("leaves in a preview exactly what is computed unknown", () => {
    const { inputs: checked } = aws.check(type, urnOf(type), inputs);
    const { id, outputs } = aws.create(type, urnOf(type), checked, {}, true);
    expect(id).toBeUndefined();
    const expected = Object.keys(model.computed ?? {}).filter((property) => !(property in checked));
    expect(Object.keys(outputs).filter((property) => outputs[property] === unknownValue)).toEqual(expected);
  });
});

describe("check", () => {
  const bucket = "aws:s3/bucket:Bucket";

  it("names what the program leaves unnamed, always the same", () => {
    const check = (name: string, inputs = {}) =>
      aws.check(bucket, urnOf(bucket, name), inputs).inputs["bucket"] as string;
    expect(check("Raw")).toMatch(/^raw-[0-9a-f]{7}$/);
    expect(check("Raw")).toBe(check("Raw"));
    expect(check("Raw").slice(-7)).not.toBe(check("raw").slice(-7));
    expect(check("Raw", { bucket: "mine" })).toBe("mine");
    expect(check("Raw", { bucketPrefix: "mine-" })).toBeUndefined();
  });

  it.each([
    ["aws:kms/alias:Alias", "name", /^alias\/thing-[0-9a-f]{7}$/, {}],
    ["aws:lambda/function:Function", "name", /^thing-[0-9a-f]{7}$/, {}],
    ["aws:lambda/permission:Permission", "statementId", /^thing-[0-9a-f]{7}$/, {}],
    ["aws:sqs/queue:Queue", "name", /^thing-[0-9a-f]{7}\.fifo$/, { fifoQueue: true }],
  ])("names %s", (type, property, pattern, inputs) => {
    expect(aws.check(type, urnOf(type), inputs).inputs[property]).toMatch(pattern);
  });

  it("refuses a logical name that leaves no room", () => {
    const name = "a".repeat(57);
    const { failures } = aws.check("aws:iam/role:Role", urnOf("aws:iam/role:Role", name), {});
    expect(failures[0]).toEqual({
      property: "name",
      reason: `name '${name}-' plus 7 random chars is longer than maximum length 64`,
    });
  });

  it("merges the provider's default tags under the resource's own", () => {
    const provider = { defaultTags: JSON.stringify({ tags: { project: "shop", owner: "platform" } }) };
    const tags = (own: unknown) =>
      aws.check(bucket, urnOf(bucket), own === undefined ? {} : { tags: own }, provider).inputs["tags"];
    expect(tags({ owner: "ml" })).toEqual({ project: "shop", owner: "ml" });
    expect(tags(undefined)).toEqual({ project: "shop", owner: "platform" });
    expect(tags(secretValue({ owner: "ml" }))).toEqual(secretValue({ project: "shop", owner: "ml" }));
    expect(tags(unknownValue)).toBe(unknownValue);
  });

  it.each([
    ["Upper", ["only lowercase", "begin and end"]],
    ["ab", ["between 3 and 63"]],
    ["a..b", ["dots next to"]],
    ["192.168.0.1", ["IP address"]],
    ["xn--bucket", ["reserved prefix"]],
    ["bucket-s3alias", ["reserved prefix"]],
    ["-bucket", ["begin and end"]],
    ["a".repeat(64), ["between 3 and 63"]],
    ["shop-dev-raw-111111111111-eu-west-1", []],
    [unknownValue, []],
  ])("judges the bucket name %s", (name, reasons) => {
    const { failures } = aws.check(bucket, urnOf(bucket), { bucket: name });
    expect(failures).toHaveLength(reasons.length);
    reasons.forEach((reason, index) => {
      expect(failures[index]?.reason).toContain(reason);
    });
  });

  it.each([
    ["aws:kms/alias:Alias", { name: "shop" }, "name must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]"],
    ["aws:kms/alias:Alias", { name: "alias/aws/s3" }, "name cannot begin with reserved AWS CMK prefix 'alias/aws/'"],
    ["aws:iam/role:Role", { assumeRolePolicy: "{" }, '"assumeRolePolicy" contains an invalid JSON policy'],
    ["aws:s3/bucketPolicy:BucketPolicy", { policy: "7" }, '"policy" contains an invalid JSON policy'],
    ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/8" }, "between 16 and 28 significant bits, got: 10.0.0.0/8"],
    ["aws:cloudcontrol/resource:Resource", { desiredState: "{" }, '"desired_state" contains an invalid JSON'],
    ["aws:cloudwatch/logGroup:LogGroup", { name: "a b" }, "name can have 1 to 512"],
    ["aws:sagemaker/domain:Domain", { domainName: "a_b" }, "valid characters are a-z, A-Z, 0-9 and - (hyphen)"],
    ["aws:sagemaker/domain:Domain", { subnetIds: [] }, "expected 1 to 16 items, got 0"],
    ["aws:sagemaker/domain:Domain", { appNetworkAccessType: "VpcOnly" }, "SecurityGroups are required"],
    ["aws:sagemaker/userProfile:UserProfile", { userProfileName: "-a" }, "valid characters are"],
    ["aws:sagemaker/userProfile:UserProfile", { singleSignOnUserValue: "ada" }, "must be given together"],
    [
      "aws:sagemaker/notebookInstance:NotebookInstance",
      { directInternetAccess: "Disabled" },
      "when a SubnetId is given",
    ],
    [
      "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
      { onStart: "#!/bin/bash" },
      "must be base64",
    ],
  ])("refuses %s with %j", (type, inputs, reason) => {
    const { failures } = aws.check(type, urnOf(type), inputs);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toContain(reason);
  });
});

describe("create", () => {
  const create = (type: string, inputs: Readonly<Record<string, unknown>> = {}, facts = {}) => {
    const simulated = new SimulatedAws({ facts });
    return simulated.create(type, urnOf(type), simulated.check(type, urnOf(type), inputs).inputs);
  };

  it("composes ARNs of the Region's partition", () => {
    const facts = { region: "cn-north-1", accountId: "222222222222" };
    expect(create("aws:s3/bucket:Bucket", { bucket: "raw" }, facts).outputs["arn"]).toBe("arn:aws-cn:s3:::raw");
    expect(create("aws:sns/topic:Topic", { name: "alerts" }, facts).outputs["arn"]).toBe(
      "arn:aws-cn:sns:cn-north-1:222222222222:alerts",
    );
    expect(create("aws:iam/role:Role", { name: "reader", path: "/shop/dev/" }, facts).outputs["arn"]).toBe(
      "arn:aws-cn:iam::222222222222:role/shop/dev/reader",
    );
    expect(create("aws:sqs/queue:Queue", { name: "jobs" }, facts).id).toBe(
      "https://sqs.cn-north-1.amazonaws.com.cn/222222222222/jobs",
    );
  });

  it("puts a resource into its own Region when it names one", () => {
    const { outputs } = create("aws:sns/topic:Topic", { name: "alerts", region: "us-east-2" });
    expect([outputs["region"], outputs["arn"]]).toEqual(["us-east-2", "arn:aws:sns:us-east-2:111111111111:alerts"]);
  });

  it("gives a VPC's default table, list and group ids that lead back to the VPC", () => {
    const vpc = create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
    expect(vpc.id).toMatch(/^vpc-[0-9a-f]{17}$/);
    const acl = create("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", {
      defaultNetworkAclId: vpc.outputs["defaultNetworkAclId"],
    });
    const table = create("aws:ec2/defaultRouteTable:DefaultRouteTable", {
      defaultRouteTableId: vpc.outputs["defaultRouteTableId"],
    });
    const group = create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: vpc.id });
    expect([acl.outputs["vpcId"], table.outputs["vpcId"]]).toEqual([vpc.id, vpc.id]);
    expect([acl.id, table.id, group.id]).toEqual([
      vpc.outputs["defaultNetworkAclId"],
      vpc.outputs["defaultRouteTableId"],
      vpc.outputs["defaultSecurityGroupId"],
    ]);
  });

  it("knows a subnet's zone by name and by id", () => {
    const zone = (inputs: Record<string, string>) => {
      const { outputs } = create("aws:ec2/subnet:Subnet", { vpcId: "vpc-1", ...inputs });
      return [outputs["availabilityZone"], outputs["availabilityZoneId"]];
    };
    expect(zone({ availabilityZoneId: "euw1-az2" })).toEqual(["eu-west-1b", "euw1-az2"]);
    expect(zone({ availabilityZone: "eu-west-1c" })).toEqual(["eu-west-1c", "euw1-az3"]);
  });

  it("follows the rules of the single services", () => {
    const key = create("aws:kms/key:Key");
    expect(key.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(key.outputs["arn"]).toBe(`arn:aws:kms:eu-west-1:111111111111:key/${key.id ?? ""}`);
    expect(create("aws:kms/key:Key", { multiRegion: true }).id).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(create("aws:kms/alias:Alias", { name: "alias/a", targetKeyId: "k" }).outputs["targetKeyArn"]).toBe(
      "arn:aws:kms:eu-west-1:111111111111:key/k",
    );
    expect(create("aws:lambda/function:Function", { name: "f", role: "r", publish: true }).outputs).toMatchObject({
      qualifiedArn: "arn:aws:lambda:eu-west-1:111111111111:function:f:1",
      version: "1",
      invokeArn:
        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" +
        "arn:aws:lambda:eu-west-1:111111111111:function:f/invocations",
    });
    expect(create("aws:cloudwatch/eventRule:EventRule", { name: "r", eventBusName: "b" })).toMatchObject({
      id: "b/r",
      outputs: { arn: "arn:aws:events:eu-west-1:111111111111:rule/b/r" },
    });
    expect(create("aws:scheduler/schedule:Schedule", { name: "s" })).toMatchObject({
      id: "default/s",
      outputs: { arn: "arn:aws:scheduler:eu-west-1:111111111111:schedule/default/s" },
    });
    expect(
      create("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: "vpc-1", vpcEndpointType: "Interface", subnetIds: ["a", "b"] })
        .outputs["networkInterfaceIds"],
    ).toHaveLength(2);
  });

  it("takes network ACLs as AWS does: 20 entries, numbers that differ, no ports of every protocol", () => {
    const type = "aws:ec2/networkAcl:NetworkAcl";
    const reasons = (entries: readonly object[]) =>
      aws.check(type, urnOf(type), { vpcId: "vpc-1", egress: entries }).failures.map((f) => f.reason);
    const entry = (ruleNo: number, changes: object = {}) => ({
      ruleNo,
      protocol: "6",
      fromPort: 1,
      toPort: 2,
      ...changes,
    });
    const twenty = Array.from({ length: 20 }, (_, index) => entry(index + 1));
    expect(reasons(twenty)).toEqual([]);
    expect(reasons([...twenty, entry(21)])).toEqual(["NetworkAclEntryLimitExceeded: 21 entries, at most 20"]);
    expect(reasons([entry(1), entry(1)])).toEqual(["the rule numbers must differ: 1, 1"]);
    expect(reasons([entry(1, { protocol: "-1" })])).toEqual([
      "to_port and from_port must both be 0 to use the 'all' \"-1\" protocol!",
    ]);
  });

  it("takes security group rules as AWS does: one peer, and no apostrophes in what describes them", () => {
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const reasons = (inputs: WireObject) =>
      aws
        .check(type, urnOf(type), { securityGroupId: "sg-1", ipProtocol: "tcp", ...inputs })
        .failures.map((f) => f.reason);
    expect(reasons({ cidrIpv4: "10.0.0.0/8", description: "HTTPS (443)" })).toEqual([]);
    const onePeer =
      "Exactly one of these attributes must be configured: [cidrIpv4,cidrIpv6,prefixListId,referencedSecurityGroupId]";
    expect(reasons({})).toEqual([onePeer]);
    expect(reasons({ cidrIpv4: "10.0.0.0/8", prefixListId: "pl-1" })).toEqual([onePeer]);
    expect(reasons({ prefixListId: "pl-1", description: "AWS's" })).toEqual([
      "invalid value: description must be at most 255 characters of a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*",
    ]);
    const { id, outputs } = create(type, { securityGroupId: "sg-1", prefixListId: "pl-1" });
    expect(id).toMatch(/^sgr-[0-9a-f]{17}$/);
    expect(outputs).toMatchObject({
      securityGroupRuleId: id,
      arn: `arn:aws:ec2:eu-west-1:111111111111:security-group-rule/${id ?? ""}`,
    });
  });
});
