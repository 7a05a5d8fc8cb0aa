import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { evaluatePack, resource, unknown, type RecordedResource } from "@secure-ml/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awsType } from "../awsTypes.js";
import { packArgs } from "../pack.js";
import { inProviderForm, providerName, type DesiredState } from "./desiredState.js";
import { translations } from "./translations.js";

/** A resource of Cloud Control with this desired state. */
function made(typeName: string, state: DesiredState | typeof unknown, name = "thing"): RecordedResource {
  return resource(awsType.cloudControlResource, name, {
    typeName,
    desiredState: state === unknown ? unknown : JSON.stringify(state),
  });
}

/** What the whole pack says about resources: rule, level and message. */
async function said(resources: readonly RecordedResource[], settings: Readonly<Record<string, unknown>> = {}) {
  const { diagnostics } = await evaluatePack(packArgs.policies, resources, {
    config: { "secure-ml-settings": settings },
  });
  return diagnostics.map(
    ({ policyName, enforcementLevel, message }) => `${enforcementLevel} ${policyName}: ${message}`,
  );
}

/** Names of the rules that object. */
async function objecting(resources: readonly RecordedResource[]): Promise<readonly string[]> {
  const { diagnostics } = await evaluatePack(packArgs.policies, resources, { config: {} });
  const objections = diagnostics.filter(({ message }) => !message.startsWith("undecided:"));
  return [...new Set(objections.map(({ policyName }) => policyName))].sort();
}

describe("names", () => {
  it.each([
    ["BucketName", "bucketName"],
    ["KMSMasterKeyID", "kmsMasterKeyId"],
    ["KmsKeyId", "kmsKeyId"],
    ["KMSKeyId", "kmsKeyId"],
    ["SSEAlgorithm", "sseAlgorithm"],
    ["S3BucketName", "s3BucketName"],
    ["VpcId", "vpcId"],
    ["EnableKeyRotation", "enableKeyRotation"],
    ["DBSubnetGroupName", "dbSubnetGroupName"],
    ["ARN", "arn"],
    ["SecurityGroupIds", "securityGroupIds"],
  ])("%s is %s", (theirs, ours) => {
    expect(providerName(theirs)).toBe(ours);
  });

  it("that the provider uses stay as they are", () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const capitalised = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
    fc.assert(
      fc.property(word, fc.array(capitalised, { maxLength: 3 }), (head, tail) => {
        const name = [head, ...tail].join("");
        expect(providerName(name)).toBe(name);
      }),
    );
  });
});

describe("values", () => {
  it("keep their form, but for tags and policy documents", () => {
    expect(
      inProviderForm({
        Tags: [{ Key: "data-zone", Value: "raw" }],
        KeyPolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow" }] },
        Rules: [{ DaysAfter: 1 }, null, "text", true],
      }),
    ).toEqual({
      tags: { "data-zone": "raw" },
      keyPolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}',
      rules: [{ daysAfter: 1 }, null, "text", true],
    });
  });
});

const document = { Version: "2012-10-17", Statement: [] };
const text = JSON.stringify(document);

/** One desired state for each type whose arguments are spelled or ordered another way, and what it must become. */
const samples: Readonly<Record<string, { readonly state: DesiredState; readonly becomes: Record<string, object> }>> = {
  "AWS::ApiGateway::Method": {
    state: {
      HttpMethod: "POST",
      ResourceId: "r",
      RestApiId: "a",
      AuthorizationType: "AWS_IAM",
      Integration: { Type: "AWS_PROXY", Uri: "u", IntegrationHttpMethod: "POST" },
    },
    becomes: {
      "aws:apigateway/method:Method": {
        httpMethod: "POST",
        resourceId: "r",
        restApi: "a",
        authorization: "AWS_IAM",
      },
      "aws:apigateway/integration:Integration": {
        type: "AWS_PROXY",
        uri: "u",
        integrationHttpMethod: "POST",
        httpMethod: "POST",
        resourceId: "r",
        restApi: "a",
      },
    },
  },
  "AWS::ApiGateway::RestApi": {
    state: {
      Name: "n",
      EndpointConfiguration: { Types: ["PRIVATE"], VpcEndpointIds: ["vpce-1"] },
      Policy: document,
    },
    becomes: {
      "aws:apigateway/restApi:RestApi": {
        name: "n",
        endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-1"] },
        policy: text,
      },
    },
  },
  "AWS::Lambda::Function": {
    state: {
      FunctionName: "f",
      VpcConfig: { SubnetIds: ["s"], SecurityGroupIds: ["g"] },
      Environment: { Variables: { LOG_EVENT: "true" } },
    },
    becomes: {
      "aws:lambda/function:Function": {
        name: "f",
        vpcConfig: { subnetIds: ["s"], securityGroupIds: ["g"] },
        environment: { variables: { LOG_EVENT: "true" } },
      },
    },
  },
  "AWS::Lambda::Permission": {
    state: { FunctionName: "f", Principal: "p", SourceArn: "a", SourceAccount: "1" },
    becomes: {
      "aws:lambda/permission:Permission": { function: "f", principal: "p", sourceArn: "a", sourceAccount: "1" },
    },
  },
  "AWS::Lambda::Url": {
    state: { TargetFunctionArn: "f", AuthType: "NONE" },
    becomes: { "aws:lambda/functionUrl:FunctionUrl": { functionName: "f", authorizationType: "NONE" } },
  },
  "AWS::CloudTrail::Trail": {
    state: {
      TrailName: "t",
      IsLogging: true,
      IsMultiRegionTrail: true,
      KMSKeyId: "k",
      S3BucketName: "b",
      CloudWatchLogsLogGroupArn: "g",
      CloudWatchLogsRoleArn: "r",
      AdvancedEventSelectors: [
        { Name: "n", FieldSelectors: [{ Field: "resources.ARN", StartsWith: ["a"], NotStartsWith: ["b"] }] },
      ],
    },
    becomes: {
      [awsType.trail]: {
        name: "t",
        enableLogging: true,
        isMultiRegionTrail: true,
        kmsKeyId: "k",
        s3BucketName: "b",
        cloudWatchLogsGroupArn: "g",
        cloudWatchLogsRoleArn: "r",
        advancedEventSelectors: [
          { name: "n", fieldSelectors: [{ field: "resources.ARN", startsWiths: ["a"], notStartsWiths: ["b"] }] },
        ],
      },
    },
  },
  "AWS::DynamoDB::Table": {
    state: {
      TableName: "t",
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: "k" },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      ResourcePolicy: { PolicyDocument: document },
    },
    becomes: {
      "aws:dynamodb/table:Table": {
        name: "t",
        sseSpecification: { sseEnabled: true, kmsMasterKeyId: "k" },
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        resourcePolicy: { policyDocument: text },
        serverSideEncryption: { enabled: true, kmsKeyArn: "k" },
        pointInTimeRecovery: { enabled: true },
      },
      [awsType.tablePolicy]: { policy: text },
    },
  },
  "AWS::GuardDuty::MalwareProtectionPlan": {
    state: {
      Role: "r",
      ProtectedResource: { S3Bucket: { BucketName: "raw", ObjectPrefixes: ["intake/"] } },
      Actions: { Tagging: { Status: "ENABLED" } },
    },
    becomes: {
      [awsType.malwareProtectionPlan]: {
        role: "r",
        protectedResource: { s3Bucket: { bucketName: "raw", objectPrefixes: ["intake/"] } },
        actions: [{ taggings: [{ status: "ENABLED" }] }],
      },
    },
  },
  "AWS::RDS::DBInstance": {
    state: {
      DBInstanceIdentifier: "d",
      MasterUsername: "u",
      MasterUserPassword: "p",
      Port: "6432",
      EnablePerformanceInsights: true,
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ["postgresql"],
      DBParameterGroupName: "g",
      MasterUserSecret: { KmsKeyId: "k" },
    },
    becomes: {
      [awsType.rdsInstance]: {
        identifier: "d",
        username: "u",
        password: "p",
        port: 6432,
        performanceInsightsEnabled: true,
        iamDatabaseAuthenticationEnabled: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        parameterGroupName: "g",
        masterUserSecretKmsKeyId: "k",
      },
    },
  },
  "AWS::SSM::Parameter": {
    state: { Name: "p", Type: "String", Value: "v" },
    becomes: { [awsType.parameter]: { name: "p", type: "String", value: "v" } },
  },
  "AWS::RDS::DBCluster": {
    state: { MasterUserPassword: "p", MasterUserSecret: { KmsKeyId: "k" } },
    becomes: { [awsType.rdsCluster]: { masterPassword: "p", masterUserSecretKmsKeyId: "k" } },
  },
  "AWS::RDS::DBParameterGroup": {
    state: { Family: "postgres17", Parameters: { "rds.force_ssl": 1 } },
    becomes: {
      [awsType.rdsParameterGroup]: { family: "postgres17", parameters: [{ name: "rds.force_ssl", value: "1" }] },
    },
  },
  "AWS::RDS::DBClusterParameterGroup": {
    state: { Family: "aurora-postgresql16" },
    becomes: { [awsType.rdsClusterParameterGroup]: { family: "aurora-postgresql16" } },
  },
  "AWS::SecretsManager::Secret": {
    state: { Name: "s", KmsKeyId: "k", SecretString: "v", ReplicaRegions: [{ Region: "r" }] },
    becomes: {
      [awsType.secret]: { name: "s", kmsKeyId: "k", replicas: [{ region: "r" }] },
      [awsType.secretVersion]: { secretString: "v" },
    },
  },
  "AWS::SecretsManager::ResourcePolicy": {
    state: { SecretId: "s", ResourcePolicy: document, BlockPublicPolicy: true },
    becomes: { [awsType.secretPolicy]: { secretArn: "s", policy: text, blockPublicPolicy: true } },
  },
  "AWS::EC2::FlowLog": {
    state: { ResourceId: "vpc-1", ResourceType: "VPC", TrafficType: "ALL", LogDestinationType: "s3" },
    becomes: {
      [awsType.flowLog]: {
        resourceId: "vpc-1",
        resourceType: "VPC",
        vpcId: "vpc-1",
        trafficType: "ALL",
        logDestinationType: "s3",
      },
    },
  },
  "AWS::EC2::NetworkAclEntry": {
    state: { NetworkAclId: "acl-1", Egress: true, RuleAction: "allow", Protocol: 6, PortRange: { From: 22, To: 23 } },
    becomes: {
      [awsType.networkAclRule]: {
        networkAclId: "acl-1",
        egress: true,
        ruleAction: "allow",
        protocol: 6,
        portRange: { from: 22, to: 23 },
        fromPort: 22,
        toPort: 23,
      },
    },
  },
  "AWS::EC2::SecurityGroup": {
    state: {
      GroupDescription: "d",
      VpcId: "vpc-1",
      SecurityGroupIngress: [{ IpProtocol: "tcp", CidrIp: "0.0.0.0/0" }],
    },
    becomes: {
      [awsType.securityGroup]: {
        description: "d",
        vpcId: "vpc-1",
        ingress: [{ ipProtocol: "tcp", cidrIp: "0.0.0.0/0" }],
        egress: [{ ipProtocol: "-1", cidrIp: "0.0.0.0/0" }],
      },
    },
  },
  "AWS::EC2::SecurityGroupEgress": {
    state: { GroupId: "sg-1", IpProtocol: "tcp", CidrIp: "0.0.0.0/0", DestinationSecurityGroupId: "sg-2" },
    becomes: {
      [awsType.securityGroupEgressRule]: {
        securityGroupId: "sg-1",
        ipProtocol: "tcp",
        cidrIpv4: "0.0.0.0/0",
        referencedSecurityGroupId: "sg-2",
      },
    },
  },
  "AWS::EC2::SecurityGroupIngress": {
    state: { GroupId: "sg-1", IpProtocol: "tcp", CidrIpv6: "::/0", SourcePrefixListId: "pl-1" },
    becomes: {
      [awsType.securityGroupIngressRule]: {
        securityGroupId: "sg-1",
        ipProtocol: "tcp",
        cidrIpv6: "::/0",
        prefixListId: "pl-1",
      },
    },
  },
  "AWS::EC2::VPCEndpoint": {
    state: { VpcEndpointType: "Gateway", ServiceName: "s", PolicyDocument: document },
    becomes: { [awsType.vpcEndpoint]: { vpcEndpointType: "Gateway", serviceName: "s", policy: text } },
  },
  "AWS::Route53Resolver::FirewallRuleGroup": {
    state: { Name: "dns", FirewallRules: [{ Action: "BLOCK", Priority: 900, FirewallDomainListId: "rslvr-fdl-1" }] },
    becomes: {
      [awsType.resolverFirewallRuleGroup]: { name: "dns" },
      [awsType.resolverFirewallRule]: { action: "BLOCK", priority: 900, firewallDomainListId: "rslvr-fdl-1" },
    },
  },
  "AWS::EC2::VPCEncryptionControl": {
    state: { VpcId: "vpc-1", Mode: "enforce", LambdaExclusionInput: "enable" },
    becomes: { [awsType.vpcEncryptionControl]: { vpcId: "vpc-1", mode: "enforce", lambdaExclusion: "enable" } },
  },
  "AWS::EC2::VPCGatewayAttachment": {
    state: { VpcId: "vpc-1", VpnGatewayId: "vgw-1" },
    becomes: { "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": { vpnGatewayId: "vgw-1" } },
  },
  "AWS::Events::Rule": {
    state: {
      EventPattern: { source: ["aws.macie"], detail: { severity: { description: ["High"] } } },
      State: "ENABLED",
      Targets: [{ Id: "1", Arn: "t", RoleArn: "r", DeadLetterConfig: { Arn: "q" } }],
    },
    becomes: {
      [awsType.eventRule]: {
        name: "named by EventBridge",
        eventPattern: '{"source":["aws.macie"],"detail":{"severity":{"description":["High"]}}}',
        state: "ENABLED",
      },
      [awsType.eventTarget]: {
        rule: "named by EventBridge",
        id: "1",
        arn: "t",
        roleArn: "r",
        deadLetterConfig: { arn: "q" },
      },
    },
  },
  "AWS::IAM::Role": {
    state: {
      RoleName: "r",
      AssumeRolePolicyDocument: document,
      PermissionsBoundary: "b",
      Policies: [{ PolicyName: "p", PolicyDocument: document }],
    },
    becomes: {
      [awsType.role]: {
        name: "r",
        assumeRolePolicy: text,
        permissionsBoundary: "b",
        inlinePolicies: [{ name: "p", policy: text }],
      },
    },
  },
  "AWS::KMS::Key": {
    state: { Enabled: true, KeyPolicy: document, KeySpec: "SYMMETRIC_DEFAULT", PendingWindowInDays: 30 },
    becomes: {
      [awsType.key]: {
        isEnabled: true,
        policy: text,
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        deletionWindowInDays: 30,
      },
    },
  },
  "AWS::Logs::LogGroup": {
    state: {
      LogGroupName: "g",
      KmsKeyId: "k",
      RetentionInDays: 400,
      DataProtectionPolicy: { Statement: [{ Operation: { Deidentify: { MaskConfig: {} } } }] },
    },
    becomes: {
      [awsType.logGroup]: {
        name: "g",
        kmsKeyId: "k",
        retentionInDays: 400,
        dataProtectionPolicy: JSON.stringify({ Statement: [{ Operation: { Deidentify: { MaskConfig: {} } } }] }),
      },
      [awsType.logDataProtectionPolicy]: {
        policyDocument: { Statement: [{ Operation: { Deidentify: { MaskConfig: {} } } }] },
      },
    },
  },
  "AWS::S3::Bucket": {
    state: {
      BucketName: "b",
      AccessControl: "Private",
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
            ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "k" },
          },
        ],
      },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      VersioningConfiguration: { Status: "Enabled" },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      LoggingConfiguration: { DestinationBucketName: "l", LogFilePrefix: "p/" },
      NotificationConfiguration: { EventBridgeConfiguration: {} },
      WebsiteConfiguration: { IndexDocument: "index.html" },
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 365 } } },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: "all",
            Status: "Enabled",
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 },
          },
          { Status: "Enabled", ExpirationInDays: 14, TagFilters: [{ Key: "a", Value: "b" }] },
        ],
      },
    },
    becomes: {
      [awsType.bucketEncryption]: {
        rules: [
          {
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" },
          },
        ],
      },
      [awsType.bucketPublicAccessBlock]: { blockPublicAcls: true, skipDestroy: true },
      [awsType.bucketVersioning]: { versioningConfiguration: { status: "Enabled" } },
      [awsType.bucketOwnershipControls]: { rule: { objectOwnership: "BucketOwnerEnforced" } },
      [awsType.bucketLogging]: { targetBucket: "l", targetPrefix: "p/" },
      [awsType.bucketNotification]: { eventbridge: true },
      [awsType.bucketWebsite]: { indexDocument: "index.html" },
      [awsType.bucketAcl]: { acl: "Private" },
      [awsType.bucketObjectLock]: { rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } },
      [awsType.bucketLifecycle]: {
        rules: [
          {
            id: "all",
            status: "Enabled",
            expiration: {},
            noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 3 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          {
            status: "Enabled",
            filter: { tag: [{ Key: "a", Value: "b" }] },
            expiration: { days: 14 },
            noncurrentVersionExpiration: {},
            abortIncompleteMultipartUpload: {},
          },
        ],
      },
    },
  },
  "AWS::SageMaker::EndpointConfig": {
    state: {
      EndpointConfigName: "c",
      KmsKeyId: "k",
      ProductionVariants: [{ VariantName: "main", InstanceType: "ml.m5.large", EnableSSMAccess: true }],
      DataCaptureConfig: { KmsKeyId: "k" },
    },
    becomes: {
      [awsType.endpointConfiguration]: {
        name: "c",
        kmsKeyArn: "k",
        productionVariants: [
          { variantName: "main", instanceType: "ml.m5.large", enableSSMAccess: true, enableSsmAccess: true },
        ],
        dataCaptureConfig: { kmsKeyId: "k" },
      },
    },
  },
  "AWS::SageMaker::Model": {
    state: {
      ModelName: "m",
      EnableNetworkIsolation: true,
      PrimaryContainer: { ModelPackageName: "p", Image: "i" },
      VpcConfig: { Subnets: ["a", "b"], SecurityGroupIds: ["g"] },
    },
    becomes: {
      [awsType.model]: {
        name: "m",
        enableNetworkIsolation: true,
        primaryContainer: { modelPackageName: "p", image: "i" },
        vpcConfig: { subnets: ["a", "b"], securityGroupIds: ["g"] },
      },
    },
  },
  "AWS::Backup::BackupPlan": {
    state: { BackupPlan: { BackupPlanRule: [{ CopyActions: [{ DestinationBackupVaultArn: "v" }] }] } },
    becomes: { [awsType.backupPlan]: { rules: [{ copyActions: [{ destinationVaultArn: "v" }] }] } },
  },
  "AWS::Config::ConfigurationAggregator": {
    state: {
      AccountAggregationSources: [{ AccountIds: ["1"], AwsRegions: ["r"] }],
      OrganizationAggregationSource: { AllAwsRegions: true },
    },
    becomes: {
      [awsType.configurationAggregator]: {
        accountAggregationSources: [{ accountIds: ["1"], awsRegions: ["r"] }],
        accountAggregationSource: { regions: ["r"] },
        organizationAggregationSource: { allRegions: true },
      },
    },
  },
  "AWS::ECR::ReplicationConfiguration": {
    state: { ReplicationConfiguration: { Rules: [{ Destinations: [{ Region: "r", RegistryId: "1" }] }] } },
    becomes: {
      [awsType.imageReplication]: {
        replicationConfiguration: { rules: [{ destinations: [{ region: "r", registryId: "1" }] }] },
      },
    },
  },
  "AWS::Glue::Crawler": {
    state: { CrawlerSecurityConfiguration: "keys" },
    becomes: { [awsType.glueCrawler]: { securityConfiguration: "keys" } },
  },
  "AWS::Glue::SecurityConfiguration": {
    state: {
      EncryptionConfiguration: {
        CloudWatchEncryption: { CloudWatchEncryptionMode: "SSE-KMS", KmsKeyArn: "a" },
        JobBookmarksEncryption: { JobBookmarksEncryptionMode: "CSE-KMS", KmsKeyArn: "b" },
        S3Encryptions: [{ S3EncryptionMode: "SSE-KMS", KmsKeyArn: "c" }],
      },
    },
    becomes: {
      "aws:glue/securityConfiguration:SecurityConfiguration": {
        encryptionConfiguration: {
          cloudwatchEncryption: { cloudWatchEncryptionMode: "SSE-KMS", kmsKeyArn: "a" },
          jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: "b" },
          s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: "c" },
        },
      },
    },
  },
  "AWS::Glue::Table": {
    state: { TableInput: { Parameters: { "dataset-id": "01J", Version: "1" } } },
    becomes: { [awsType.glueTable]: { parameters: { "dataset-id": "01J", Version: "1" } } },
  },
  "AWS::SecurityHub::FindingAggregator": {
    state: { RegionLinkingMode: "SPECIFIED_REGIONS", Regions: ["r"] },
    becomes: { [awsType.findingAggregator]: { linkingMode: "SPECIFIED_REGIONS", specifiedRegions: ["r"] } },
  },
  "AWS::SQS::QueuePolicy": {
    state: { Queues: ["q"], PolicyDocument: document },
    becomes: { [awsType.queuePolicy]: { queueUrl: "q", policy: text } },
  },
};

describe("translations", () => {
  it.each(Object.entries(samples))("of %s are the provider's arguments", (typeName, { state, becomes }) => {
    const parts = (translations[typeName] ?? []).flatMap(({ type, props }) =>
      props(state).map((each) => [type, each] as const),
    );
    const found = Object.fromEntries(parts);
    expect(JSON.parse(JSON.stringify({ ...found, ...becomes }))).toEqual(JSON.parse(JSON.stringify(found)));
    expect(Object.keys(becomes).filter((type) => !(type in found))).toEqual([]);
  });

  it("make an instance of a cluster what the provider calls so", () => {
    const made = (state: DesiredState) =>
      (translations["AWS::RDS::DBInstance"] ?? []).filter(({ props }) => props(state).length > 0);
    const [member, ...others] = made({ DBClusterIdentifier: "c" });
    expect(others).toEqual([]);
    expect(member?.type).toBe(awsType.rdsClusterInstance);
    expect(
      member?.props({ DBClusterIdentifier: "c", DBInstanceClass: "db.r7g.large", PubliclyAccessible: true }),
    ).toEqual([{ clusterIdentifier: "c", instanceClass: "db.r7g.large", publiclyAccessible: true }]);
    expect(made({}).map(({ type }) => type)).toEqual([awsType.rdsInstance]);
  });

  it("attach a policy to each of its queues", () => {
    const [policy] = translations["AWS::SQS::QueuePolicy"] ?? [];
    expect(policy?.props({ Queues: ["a", "b"], PolicyDocument: document }).map(({ queueUrl }) => queueUrl)).toEqual([
      "a",
      "b",
    ]);
  });

  it("are in the order of their names, once each", () => {
    const names = Object.keys(translations);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })));
  });

  const provider = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
  /** Every type that a rule names, but for those of the translations themselves. */
  const judged = globSync("**/*.ts", { cwd: join(import.meta.dirname, "..") })
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path) && !path.startsWith("cloudControl"))
    .flatMap((path) => readFileSync(join(import.meta.dirname, "..", path), "utf8").match(/"aws:\w+\/\w+:\w+"/g) ?? [])
    .map((token) => token.slice(1, -1));

  it("exist for every type that a rule names, unless CloudFormation has no such type", () => {
    const translated = new Set(Object.values(translations).flatMap((parts) => parts.map(({ type }) => type)));
    const missing = [...new Set(judged)].filter(
      // The provider's second names of buckets are for its own older programs.
      (type) => !translated.has(type) && !withoutCloudFormation.has(type) && !/V2$/.test(type),
    );
    expect(missing.sort()).toEqual([]);
    expect([...withoutCloudFormation].filter((type) => translated.has(type))).toEqual([]);
    expect([...withoutCloudFormation].filter((type) => !judged.includes(type))).toEqual([]);
  });

  it.each(Object.entries(translations))("of %s lead to a class of the provider", (_, parts) => {
    for (const { type } of parts) {
      const path = /^aws:(\w+\/\w+):/.exec(type)?.[1] ?? "";
      expect(readFileSync(join(provider, `${path}.js`), "utf8")).toContain(`__pulumiType = '${type}'`);
    }
  });
});

describe("the pack on what Cloud Control makes", () => {
  const bare = made("AWS::S3::Bucket", { BucketName: "acme-raw" });

  it("demands of a bucket what it demands of the provider's", async () => {
    const theirs = await objecting([bare]);
    expect(theirs).toEqual(await objecting([resource(awsType.bucket, "thing", { bucket: "acme-raw" })]));
    expect(theirs).toContain("data-s3-bucket-pab-linked");
    expect(theirs).toContain("data-s3-versioned-linked");
  });

  it("finds what a bucket's own properties provide", async () => {
    const versioned = made("AWS::S3::Bucket", {
      BucketName: "acme-raw",
      VersioningConfiguration: { Status: "Enabled" },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const answered = (await objecting([bare])).filter(
      (rule) => rule !== "data-s3-versioned-linked" && rule !== "data-s3-bucket-pab-linked",
    );
    expect(await objecting([versioned])).toEqual(answered);
  });

  it("judges the values inside, in the rule's own name, and says where they stand", async () => {
    const suspended = made("AWS::S3::Bucket", { VersioningConfiguration: { Status: "Suspended" } });
    expect((await said([suspended])).filter((line) => line.includes(" data-s3-versioned:"))).toEqual([
      expect.stringMatching(
        /^mandatory data-s3-versioned: \[DATA-11\] found .*Suspended.* \(in desiredState of AWS::S3::Bucket, named as in aws\.s3\.BucketVersioning\)$/,
      ),
    ]);
  });

  it.each(["AccessKey", "User", "UserPolicy", "UserToGroupAddition"])(
    "refuses AWS::IAM::%s, whatever is known of it",
    { tags: ["DATA-23"] },
    async (name) => {
      expect(await objecting([made(`AWS::IAM::${name}`, unknown)])).toEqual(["data-no-iam-users"]);
      expect(await objecting([made(`AWS::IAM::${name}`, {})])).toEqual(["data-no-iam-users"]);
    },
  );

  it("cannot decide while the desired state is unknown, and says so for each rule", async () => {
    expect(await said([made("AWS::KMS::Key", unknown)])).toEqual(
      [
        ["data-kms-policy-strict", "Key"],
        ["data-kms-rotation", "Key"],
        ["trn-kms-grant-condition", "Key"],
        ["gov-no-cross-region-copy", "Key"],
        ["gov-region-allowlist", "Key"],
        ["data-kms-policy-strict", "ExternalKey"],
      ].map(
        ([rule = "", kind = ""]) =>
          `advisory ${rule}: undecided: desiredState cannot be known yet (in desiredState of AWS::KMS::Key, named as in aws.kms.${kind})`,
      ),
    );
    expect(await objecting([made("AWS::KMS::Key", unknown)])).toEqual([]);
  });

  it("cannot decide while the type is unknown", async () => {
    expect(await said([resource(awsType.cloudControlResource, "thing", { typeName: unknown })])).toEqual([
      "advisory secure-ml-cloud-control: undecided: typeName cannot be known yet",
    ]);
  });

  it.each(["not json", "[]", "null"])("refuses a desired state that is no object: %s", async (desiredState) => {
    expect(
      await said([resource(awsType.cloudControlResource, "thing", { typeName: "AWS::KMS::Key", desiredState })]),
    ).toEqual([
      "mandatory secure-ml-cloud-control: found a desiredState of AWS::KMS::Key that is no JSON object; expected its properties",
    ]);
  });

  it("has nothing to say about other types", async () => {
    expect(await said([made("AWS::DataBrew::Job", {}), made("AWS::DataBrew::Job", unknown, "other")])).toEqual([]);
  });

  it("honours an exemption of the rule for the resource", async () => {
    const key = made("AWS::KMS::Key", { EnableKeyRotation: false, KeyPolicy: document });
    const exemption = {
      rule: "data-kms-rotation",
      urn: key.urn,
      owner: "ml-platform",
      reason: "Being replaced.",
      origin: "user",
      expires: "2999-01-01",
    };
    const plain = (await said([key])).filter((line) => line.includes(" data-kms-rotation:"));
    const exempted = (await said([key], { exemptions: [exemption] })).filter((line) =>
      line.includes(" data-kms-rotation:"),
    );
    expect(plain.length).toBeGreaterThan(0);
    expect(exempted.map((line) => line.split(" exempted: ")[0])).toEqual(
      plain.map(() => "advisory data-kms-rotation:"),
    );
  });
});

/**
 * Types that CloudFormation does not have: the provider's own devices, switches of an account, and what is a property of
 * another type there.
 */
const withoutCloudFormation = new Set<string>([
  "aws:dynamodb/tableReplica:TableReplica",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
  "aws:account/alternativeContact:AlternativeContact",
  "aws:apigateway/restApiPolicy:RestApiPolicy",
  "aws:auditmanager/accountRegistration:AccountRegistration",
  "aws:backup/globalSettings:GlobalSettings",
  "aws:backup/regionSettings:RegionSettings",
  "aws:cfg/recorderStatus:RecorderStatus",
  "aws:cloudcontrol/resource:Resource",
  "aws:ebs/defaultKmsKey:DefaultKmsKey",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotCopy:SnapshotCopy",
  "aws:ebs/snapshotImport:SnapshotImport",
  "aws:ec2/ami:Ami",
  "aws:ec2/amiCopy:AmiCopy",
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/defaultSubnet:DefaultSubnet",
  "aws:ec2/defaultVpc:DefaultVpc",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  "aws:ecr/accountSetting:AccountSetting",
  "aws:fms/adminAccount:AdminAccount",
  "aws:glue/resourcePolicy:ResourcePolicy",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/signingCertificate:SigningCertificate",
  "aws:iam/sshKey:SshKey",
  "aws:iam/userLoginProfile:UserLoginProfile",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:inspector2/enabler:Enabler",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration",
  "aws:macie2/classificationJob:ClassificationJob",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob",
  "aws:sagemaker/servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus",
  "aws:sagemaker/trainingJob:TrainingJob",
  "aws:ssm/serviceSetting:ServiceSetting",
  "aws:xray/encryptionConfig:EncryptionConfig",
]);
