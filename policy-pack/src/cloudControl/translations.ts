import { awsType } from "../awsTypes.js";
import { inProviderForm, type DesiredState, type Json } from "./desiredState.js";

/** One of the provider's resources that a resource of Cloud Control stands for. */
export interface Part {
  /** Type token, as rules name it. */
  readonly type: string;
  /** The arguments, in the provider's form, of each such resource that the desired state asks for. */
  readonly props: (state: DesiredState) => readonly Readonly<Record<string, unknown>>[];
}

type Renames = Readonly<Record<string, string>>;

/** A resource with the same arguments, but for some names. */
function same(type: string, renames: Renames = {}, more: (state: DesiredState) => object = () => ({})): Part {
  return { type, props: (state) => [{ ...renamed(state, renames), ...more(state) }] };
}

/** A resource of its own that CloudFormation keeps as one property of another. */
function block(type: string, property: string, props: (value: Json) => object): Part {
  return {
    type,
    props: (state) => {
      const value = state[property];
      return value === undefined || value === null ? [] : [{ ...props(value) }];
    },
  };
}

function renamed(state: DesiredState, renames: Renames): Readonly<Record<string, unknown>> {
  const form = inProviderForm(state) as DesiredState;
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [renames[name] ?? name, value]));
}

/** Reads a value inside properties of CloudFormation; `undefined` where anything on the way is missing. */
function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (current, segment) =>
      typeof current === "object" && current !== null
        ? (current as Readonly<Record<string | number, Json>>)[segment]
        : undefined,
    value,
  );
}

function listAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

function form(value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : inProviderForm(value);
}

const bucket: readonly Part[] = [
  same(awsType.bucket, { bucketName: "bucket" }),
  block(awsType.bucketEncryption, "BucketEncryption", (value) => ({
    rules: listAt(value, "ServerSideEncryptionConfiguration").map((rule) => ({
      applyServerSideEncryptionByDefault: form(at(rule, "ServerSideEncryptionByDefault")),
      bucketKeyEnabled: at(rule, "BucketKeyEnabled"),
      blockedEncryptionTypes: at(rule, "BlockedEncryptionTypes", "EncryptionType"),
    })),
  })),
  block(awsType.bucketPublicAccessBlock, "PublicAccessBlockConfiguration", (value) => ({
    ...(inProviderForm(value) as object),
    // It goes with the bucket, never before it.
    skipDestroy: true,
  })),
  block(awsType.bucketVersioning, "VersioningConfiguration", (value) => ({ versioningConfiguration: form(value) })),
  block(awsType.bucketOwnershipControls, "OwnershipControls", (value) => ({ rule: form(at(value, "Rules", 0)) })),
  block(awsType.bucketLogging, "LoggingConfiguration", (value) => ({
    targetBucket: at(value, "DestinationBucketName"),
    targetPrefix: at(value, "LogFilePrefix"),
  })),
  block(awsType.bucketNotification, "NotificationConfiguration", (value) => ({
    eventbridge:
      at(value, "EventBridgeConfiguration", "EventBridgeEnabled") ??
      at(value, "EventBridgeConfiguration") !== undefined,
  })),
  block(awsType.bucketWebsite, "WebsiteConfiguration", (value) => inProviderForm(value) as object),
  block(awsType.bucketAcl, "AccessControl", (value) => ({ acl: value })),
  block(awsType.bucketObjectLock, "ObjectLockConfiguration", (value) => ({ rule: form(at(value, "Rule")) })),
  block(awsType.bucketReplication, "ReplicationConfiguration", (value) => ({ rules: form(at(value, "Rules")) })),
  block(awsType.bucketLifecycle, "LifecycleConfiguration", (value) => ({
    rules: listAt(value, "Rules").map((rule) => ({
      id: at(rule, "Id"),
      status: at(rule, "Status"),
      prefix: at(rule, "Prefix"),
      filter: lifecycleFilter(rule),
      expiration: {
        days: at(rule, "ExpirationInDays"),
        date: at(rule, "ExpirationDate"),
        expiredObjectDeleteMarker: at(rule, "ExpiredObjectDeleteMarker"),
      },
      noncurrentVersionExpiration: {
        noncurrentDays:
          at(rule, "NoncurrentVersionExpiration", "NoncurrentDays") ?? at(rule, "NoncurrentVersionExpirationInDays"),
        newerNoncurrentVersions: at(rule, "NoncurrentVersionExpiration", "NewerNoncurrentVersions"),
      },
      abortIncompleteMultipartUpload: {
        daysAfterInitiation: at(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation"),
      },
    })),
  })),
];

function lifecycleFilter(rule: Json): object | undefined {
  const narrowing = {
    tag: at(rule, "TagFilters"),
    objectSizeGreaterThan: at(rule, "ObjectSizeGreaterThan"),
    objectSizeLessThan: at(rule, "ObjectSizeLessThan"),
  };
  return Object.values(narrowing).some((value) => value !== undefined) ? narrowing : undefined;
}

function aggregationSource(source: Json | undefined): object | undefined {
  return source === undefined
    ? undefined
    : { allRegions: at(source, "AllAwsRegions"), regions: at(source, "AwsRegions") };
}

const groupRule: Renames = { cidrIp: "cidrIpv4", cidrIpv6: "cidrIpv6", groupId: "securityGroupId" };

/** The provider keeps a list of the one block that there can be. */
function imageEncryption(state: DesiredState): object {
  const encryption = at(state, "EncryptionConfiguration");
  return { encryptionConfigurations: encryption === undefined ? undefined : [form(encryption)] };
}

function s3Definition(location: Json | undefined): object | undefined {
  return location === undefined
    ? undefined
    : { bucket: at(location, "Bucket"), objectKey: at(location, "Key"), versionId: at(location, "Version") };
}

/** A policy that CloudFormation attaches to each of a list, and the provider to one. */
function policyOfEach(type: string, property: string, argument: string): Part {
  return {
    type,
    props: (state) =>
      listAt(state, property).map((each) => ({ [argument]: each, policy: form(at(state, "PolicyDocument")) })),
  };
}

/** A rule of EventBridge; one without a name keeps its targets by a name that only stands for it. */
const eventRule: readonly Part[] = [
  same(awsType.eventRule, {}, (state) => ({
    name: eventRuleName(state),
    eventPattern: at(state, "EventPattern") && JSON.stringify(at(state, "EventPattern")),
    targets: undefined,
  })),
  {
    type: awsType.eventTarget,
    props: (state) =>
      listAt(state, "Targets").map((target) => ({
        ...(inProviderForm(target) as object),
        rule: eventRuleName(state),
      })),
  },
];

function eventRuleName(state: DesiredState): Json {
  return at(state, "Name") ?? "named by EventBridge";
}

/**
 * What the types of CloudFormation that Cloud Control takes are among the provider's resources, so that the rules judge
 * both alike. A type that no rule judges is not here.
 *
 * @see AWS, "AWS resource and property types reference":
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const translations: Readonly<Record<string, readonly Part[]>> = {
  "AWS::AccessAnalyzer::Analyzer": [same("aws:accessanalyzer/analyzer:Analyzer")],
  "AWS::ApiGateway::Account": [same("aws:apigateway/account:Account")],
  "AWS::ApiGateway::Method": [
    same(awsType.apiMethod, { authorizationType: "authorization", restApiId: "restApi" }, () => ({
      integration: undefined,
    })),
    {
      type: awsType.apiIntegration,
      props: (state) =>
        at(state, "Integration") === undefined
          ? []
          : [
              {
                ...(form(at(state, "Integration")) as object),
                httpMethod: at(state, "HttpMethod"),
                resourceId: at(state, "ResourceId"),
                restApi: at(state, "RestApiId"),
              },
            ],
    },
  ],
  "AWS::ApiGateway::RestApi": [
    same(awsType.restApi, {}, (state) => ({
      endpointConfiguration:
        at(state, "EndpointConfiguration") === undefined
          ? undefined
          : {
              // A list of one, which the provider takes as text.
              types: at(state, "EndpointConfiguration", "Types", 0),
              vpcEndpointIds: at(state, "EndpointConfiguration", "VpcEndpointIds"),
            },
    })),
  ],
  "AWS::ApiGateway::Stage": [same("aws:apigateway/stage:Stage", { accessLogSetting: "accessLogSettings" })],
  "AWS::ApiGatewayV2::Api": [same("aws:apigatewayv2/api:Api")],
  "AWS::ApiGatewayV2::Stage": [same("aws:apigatewayv2/stage:Stage")],
  "AWS::AppRunner::Service": [same("aws:apprunner/service:Service")],
  "AWS::AutoScaling::LaunchConfiguration": [
    same("aws:ec2/launchConfiguration:LaunchConfiguration", {}, ebsBlockDevices),
  ],
  "AWS::Backup::BackupPlan": [
    {
      type: awsType.backupPlan,
      props: (state) => [
        {
          rules: listAt(state, "BackupPlan", "BackupPlanRule").map((rule) => ({
            copyActions: listAt(rule, "CopyActions").map((copy) => ({
              destinationVaultArn: at(copy, "DestinationBackupVaultArn"),
            })),
          })),
        },
      ],
    },
  ],
  "AWS::Backup::BackupVault": [same("aws:backup/vault:Vault", { encryptionKeyArn: "kmsKeyArn" })],
  "AWS::CE::AnomalyMonitor": [same("aws:costexplorer/anomalyMonitor:AnomalyMonitor")],
  "AWS::CloudTrail::Trail": [
    same(
      awsType.trail,
      {
        cloudWatchLogsLogGroupArn: "cloudWatchLogsGroupArn",
        isLogging: "enableLogging",
        trailName: "name",
      },
      (state) => ({
        advancedEventSelectors: at(state, "AdvancedEventSelectors") && advancedSelectors(state),
      }),
    ),
  ],
  "AWS::CodeArtifact::Domain": [same("aws:codeartifact/domain:Domain", { domainName: "domain" })],
  "AWS::CodeBuild::Project": [same("aws:codebuild/project:Project")],
  "AWS::CodePipeline::Pipeline": [
    same("aws:codepipeline/pipeline:Pipeline", {}, (state) => ({
      artifactStores:
        at(state, "ArtifactStore") === undefined
          ? listAt(state, "ArtifactStores").map((store) => form(at(store, "ArtifactStore")))
          : [form(at(state, "ArtifactStore"))],
    })),
  ],
  "AWS::Config::ConfigurationAggregator": [
    same(awsType.configurationAggregator, {}, (state) => ({
      accountAggregationSource: aggregationSource(at(state, "AccountAggregationSources", 0)),
      organizationAggregationSource: aggregationSource(at(state, "OrganizationAggregationSource")),
    })),
  ],
  "AWS::Config::ConfigurationRecorder": [same("aws:cfg/recorder:Recorder")],
  "AWS::Config::DeliveryChannel": [same(awsType.deliveryChannel)],
  "AWS::DAX::Cluster": [same("aws:dax/cluster:Cluster")],
  "AWS::Detective::Graph": [same("aws:detective/graph:Graph")],
  "AWS::DirectConnect::DirectConnectGatewayAssociation": [
    same("aws:directconnect/gatewayAssociation:GatewayAssociation"),
  ],
  "AWS::DMS::ReplicationInstance": [
    same("aws:dms/replicationInstance:ReplicationInstance", {
      replicationSubnetGroupIdentifier: "replicationSubnetGroupId",
    }),
  ],
  "AWS::DocDB::DBCluster": [same("aws:docdb/cluster:Cluster")],
  "AWS::DynamoDB::Table": [
    same("aws:dynamodb/table:Table", { tableName: "name" }, (state) => ({
      serverSideEncryption:
        at(state, "SSESpecification") === undefined
          ? undefined
          : {
              enabled: at(state, "SSESpecification", "SSEEnabled"),
              kmsKeyArn: at(state, "SSESpecification", "KMSMasterKeyId"),
            },
      pointInTimeRecovery: { enabled: at(state, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") },
      ttl: form(at(state, "TimeToLiveSpecification")),
    })),
    block(awsType.tablePolicy, "ResourcePolicy", (value) => ({ policy: form(at(value, "PolicyDocument")) })),
  ],
  "AWS::EC2::CarrierGateway": [same("aws:ec2/carrierGateway:CarrierGateway")],
  "AWS::EC2::ClientVpnEndpoint": [same("aws:ec2clientvpn/endpoint:Endpoint")],
  "AWS::EC2::EgressOnlyInternetGateway": [same("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway")],
  "AWS::EC2::EIP": [same(awsType.elasticIp)],
  "AWS::EC2::FlowLog": [
    same(awsType.flowLog, {}, (state) => {
      const source = at(state, "ResourceId");
      const type = at(state, "ResourceType");
      return {
        vpcId: type === "VPC" ? source : undefined,
        subnetId: type === "Subnet" ? source : undefined,
        eniId: type === "NetworkInterface" ? source : undefined,
      };
    }),
  ],
  "AWS::EC2::Instance": [same("aws:ec2/instance:Instance", {}, ebsBlockDevices)],
  "AWS::EC2::InternetGateway": [same(awsType.internetGateway)],
  "AWS::EC2::LaunchTemplate": [
    same(
      "aws:ec2/launchTemplate:LaunchTemplate",
      {},
      (state) => inProviderForm(at(state, "LaunchTemplateData") ?? {}) as object,
    ),
  ],
  "AWS::EC2::NatGateway": [same(awsType.natGateway)],
  "AWS::EC2::NetworkAcl": [same(awsType.networkAcl)],
  "AWS::EC2::NetworkAclEntry": [
    same(awsType.networkAclRule, {}, (state) => ({
      fromPort: at(state, "PortRange", "From"),
      toPort: at(state, "PortRange", "To"),
    })),
  ],
  "AWS::EC2::Route": [same(awsType.route)],
  "AWS::EC2::RouteTable": [same(awsType.routeTable)],
  "AWS::EC2::SecurityGroup": [
    same(
      awsType.securityGroup,
      { groupDescription: "description", groupName: "name", securityGroupIngress: "ingress" },
      (state) => ({
        // Unlike the provider, CloudFormation leaves the rule in place that AWS makes with every group.
        egress:
          listAt(state, "SecurityGroupEgress").length > 0
            ? form(at(state, "SecurityGroupEgress"))
            : [{ ipProtocol: "-1", cidrIp: "0.0.0.0/0" }],
      }),
    ),
  ],
  "AWS::EC2::SecurityGroupEgress": [
    same(awsType.securityGroupEgressRule, {
      ...groupRule,
      destinationPrefixListId: "prefixListId",
      destinationSecurityGroupId: "referencedSecurityGroupId",
    }),
  ],
  "AWS::EC2::SecurityGroupIngress": [
    same(awsType.securityGroupIngressRule, {
      ...groupRule,
      sourcePrefixListId: "prefixListId",
      sourceSecurityGroupId: "referencedSecurityGroupId",
    }),
  ],
  "AWS::EC2::SnapshotBlockPublicAccess": [same(awsType.snapshotBlockPublicAccess)],
  "AWS::EC2::Subnet": [same(awsType.subnet)],
  "AWS::EC2::SubnetNetworkAclAssociation": [same(awsType.networkAclAssociation)],
  "AWS::EC2::SubnetRouteTableAssociation": [same(awsType.routeTableAssociation)],
  "AWS::EC2::TransitGatewayVpcAttachment": [same("aws:ec2transitgateway/vpcAttachment:VpcAttachment")],
  "AWS::EC2::Volume": [same("aws:ebs/volume:Volume")],
  "AWS::EC2::VPC": [same(awsType.vpc)],
  "AWS::EC2::VPCBlockPublicAccessOptions": [same("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions")],
  "AWS::EC2::VPCEncryptionControl": [
    same(awsType.vpcEncryptionControl, {
      elasticFileSystemExclusionInput: "elasticFileSystemExclusion",
      internetGatewayExclusionInput: "internetGatewayExclusion",
      lambdaExclusionInput: "lambdaExclusion",
      natGatewayExclusionInput: "natGatewayExclusion",
    }),
  ],
  "AWS::EC2::VPCEndpoint": [same(awsType.vpcEndpoint, { policyDocument: "policy" })],
  "AWS::EC2::VPCGatewayAttachment": [
    block("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "VpnGatewayId", (value) => ({ vpnGatewayId: value })),
  ],
  "AWS::EC2::VPCPeeringConnection": [same("aws:ec2/vpcPeeringConnection:VpcPeeringConnection")],
  "AWS::EC2::VPNConnection": [same("aws:ec2/vpnConnection:VpnConnection")],
  "AWS::EC2::VPNGateway": [same("aws:ec2/vpnGateway:VpnGateway")],
  "AWS::ECR::RegistryPolicy": [same(awsType.ecrRegistryPolicy, { policyText: "policy" })],
  "AWS::ECR::RegistryScanningConfiguration": [
    same("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"),
  ],
  "AWS::ECR::ReplicationConfiguration": [same(awsType.imageReplication)],
  "AWS::ECR::Repository": [
    same(awsType.ecrRepository, { repositoryName: "name", emptyOnDelete: "forceDelete" }, imageEncryption),
    block(awsType.ecrLifecyclePolicy, "LifecyclePolicy", (value) => ({ policy: at(value, "LifecyclePolicyText") })),
    block(awsType.ecrRepositoryPolicy, "RepositoryPolicyText", (value) => ({ policy: form(value) })),
  ],
  "AWS::ECR::RepositoryCreationTemplate": [same(awsType.ecrCreationTemplate, {}, imageEncryption)],
  "AWS::ECS::ExpressGatewayService": [same("aws:ecs/expressGatewayService:ExpressGatewayService")],
  "AWS::ECS::Service": [
    same("aws:ecs/service:Service", {}, (state) => ({
      networkConfiguration: {
        assignPublicIp: at(state, "NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp") === "ENABLED",
      },
    })),
  ],
  "AWS::EFS::FileSystem": [same("aws:efs/fileSystem:FileSystem")],
  "AWS::EKS::Cluster": [same("aws:eks/cluster:Cluster", { resourcesVpcConfig: "vpcConfig" })],
  "AWS::ElastiCache::CacheCluster": [
    same("aws:elasticache/cluster:Cluster", { cacheSubnetGroupName: "subnetGroupName" }),
  ],
  "AWS::ElastiCache::ReplicationGroup": [
    same("aws:elasticache/replicationGroup:ReplicationGroup", { cacheSubnetGroupName: "subnetGroupName" }),
  ],
  "AWS::ElasticLoadBalancing::LoadBalancer": [same("aws:elb/loadBalancer:LoadBalancer", {}, scheme)],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": [
    same("aws:lb/loadBalancer:LoadBalancer", {}, scheme),
    // The provider's second name for the same thing.
    { type: "aws:alb/loadBalancer:LoadBalancer", props: () => [] },
  ],
  "AWS::EMR::Cluster": [
    same("aws:emr/cluster:Cluster", {}, (state) => ({
      ec2Attributes: {
        subnetId: at(state, "Instances", "Ec2SubnetId"),
        subnetIds: at(state, "Instances", "Ec2SubnetIds"),
      },
    })),
  ],
  "AWS::Events::Archive": [same("aws:cloudwatch/eventArchive:EventArchive")],
  "AWS::Events::EventBus": [same("aws:cloudwatch/eventBus:EventBus")],
  "AWS::Events::Rule": eventRule,
  "AWS::Glue::Crawler": [same(awsType.glueCrawler, { crawlerSecurityConfiguration: "securityConfiguration" })],
  "AWS::Glue::DataCatalogEncryptionSettings": [
    same("aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings"),
  ],
  "AWS::Glue::Job": [same(awsType.glueJob)],
  "AWS::Glue::SecurityConfiguration": [
    same("aws:glue/securityConfiguration:SecurityConfiguration", {}, (state) => ({
      encryptionConfiguration: {
        cloudwatchEncryption: form(at(state, "EncryptionConfiguration", "CloudWatchEncryption")),
        jobBookmarksEncryption: form(at(state, "EncryptionConfiguration", "JobBookmarksEncryption")),
        s3Encryption: form(at(state, "EncryptionConfiguration", "S3Encryptions", 0)),
      },
    })),
  ],
  "AWS::Glue::Table": [
    {
      type: awsType.glueTable,
      props: (state) => [
        {
          name: at(state, "TableInput", "Name"),
          databaseName: at(state, "DatabaseName"),
          // The names of parameters are the user's own.
          parameters: at(state, "TableInput", "Parameters"),
        },
      ],
    },
  ],
  "AWS::GuardDuty::Detector": [same("aws:guardduty/detector:Detector")],
  "AWS::GuardDuty::MalwareProtectionPlan": [
    // The provider keeps lists of the one block that there can be.
    same(awsType.malwareProtectionPlan, {}, (state) => {
      const tagging = at(state, "Actions", "Tagging");
      return { actions: tagging === undefined ? undefined : [{ taggings: [form(tagging)] }] };
    }),
  ],
  "AWS::IAM::AccessKey": [same("aws:iam/accessKey:AccessKey", { userName: "user" })],
  "AWS::IAM::GroupPolicy": [
    same(awsType.groupPolicy, { groupName: "group", policyDocument: "policy", policyName: "name" }),
  ],
  "AWS::IAM::ManagedPolicy": [same(awsType.managedPolicy, { managedPolicyName: "name", policyDocument: "policy" })],
  "AWS::IAM::OIDCProvider": [same("aws:iam/openIdConnectProvider:OpenIdConnectProvider")],
  "AWS::IAM::Role": [
    same(
      awsType.role,
      {
        assumeRolePolicyDocument: "assumeRolePolicy",
        policies: "inlinePolicies",
        roleName: "name",
      },
      (state) => ({
        inlinePolicies:
          at(state, "Policies") &&
          listAt(state, "Policies").map((policy) => ({
            name: at(policy, "PolicyName"),
            policy: form(at(policy, "PolicyDocument")),
          })),
      }),
    ),
  ],
  "AWS::IAM::RolePolicy": [
    same(awsType.rolePolicy, { policyDocument: "policy", policyName: "name", roleName: "role" }),
  ],
  "AWS::IAM::ServiceLinkedRole": [same("aws:iam/serviceLinkedRole:ServiceLinkedRole")],
  "AWS::IAM::User": [same("aws:iam/user:User", { userName: "name" })],
  "AWS::IAM::UserPolicy": [
    same(awsType.userPolicy, { policyDocument: "policy", policyName: "name", userName: "user" }),
  ],
  "AWS::IAM::UserToGroupAddition": [same("aws:iam/userGroupMembership:UserGroupMembership")],
  "AWS::Kinesis::Stream": [
    same("aws:kinesis/stream:Stream", {}, (state) => ({
      encryptionType: at(state, "StreamEncryption", "EncryptionType"),
      kmsKeyId: at(state, "StreamEncryption", "KeyId"),
    })),
  ],
  "AWS::KMS::Alias": [same(awsType.alias, { aliasName: "name" })],
  "AWS::KMS::Key": [
    {
      type: awsType.key,
      props: (state) => (at(state, "Origin") === "EXTERNAL" ? [] : keyProps(state)),
    },
    {
      type: awsType.externalKey,
      props: (state) => (at(state, "Origin") === "EXTERNAL" ? keyProps(state) : []),
    },
  ],
  "AWS::KMS::ReplicaKey": [{ type: awsType.replicaKey, props: keyProps }],
  "AWS::LakeFormation::DataLakeSettings": [same("aws:lakeformation/dataLakeSettings:DataLakeSettings")],
  "AWS::Lambda::Function": [
    same(awsType.function, { functionName: "name" }, (state) => ({
      // Names of variables are the user's own.
      environment:
        at(state, "Environment") === undefined ? undefined : { variables: at(state, "Environment", "Variables") },
    })),
  ],
  "AWS::Lambda::Permission": [same(awsType.permission, { functionName: "function" })],
  "AWS::Lambda::Url": [same(awsType.functionUrl, { authType: "authorizationType", targetFunctionArn: "functionName" })],
  "AWS::Logs::LogGroup": [
    same(awsType.logGroup, { logGroupName: "name" }),
    // The names in the document are AWS's own.
    block(awsType.logDataProtectionPolicy, "DataProtectionPolicy", (policyDocument) => ({ policyDocument })),
  ],
  "AWS::Logs::ResourcePolicy": [same(awsType.logResourcePolicy)],
  "AWS::Macie::FindingsFilter": [same(awsType.macieFindingsFilter)],
  "AWS::Macie::Session": [same("aws:macie2/account:Account")],
  "AWS::MemoryDB::Cluster": [same("aws:memorydb/cluster:Cluster")],
  "AWS::Neptune::DBCluster": [same("aws:neptune/cluster:Cluster", { dbSubnetGroupName: "neptuneSubnetGroupName" })],
  "AWS::NetworkFirewall::Firewall": [same(awsType.firewall)],
  "AWS::NetworkFirewall::FirewallPolicy": [same(awsType.firewallPolicy)],
  "AWS::NetworkFirewall::LoggingConfiguration": [same(awsType.firewallLogging)],
  "AWS::NetworkFirewall::RuleGroup": [same(awsType.firewallRuleGroup)],
  "AWS::NetworkManager::VpcAttachment": [same("aws:networkmanager/vpcAttachment:VpcAttachment")],
  "AWS::Organizations::Policy": [same(awsType.organizationsPolicy)],
  "AWS::RDS::DBCluster": [
    same(
      awsType.rdsCluster,
      {
        enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
        enableIAMDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
        masterUserPassword: "masterPassword",
      },
      managedPassword,
    ),
  ],
  "AWS::RDS::DBClusterParameterGroup": [same(awsType.rdsClusterParameterGroup, {}, engineParameters)],
  "AWS::RDS::DBInstance": [
    ofCluster(
      awsType.rdsInstance,
      false,
      {
        dbInstanceIdentifier: "identifier",
        dbParameterGroupName: "parameterGroupName",
        enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
        enableIAMDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
        enablePerformanceInsights: "performanceInsightsEnabled",
        masterUserPassword: "password",
        masterUsername: "username",
        sourceDbInstanceIdentifier: "replicateSourceDb",
      },
      (state) => ({
        ...managedPassword(state),
        // It is text there.
        port: at(state, "Port") === undefined ? undefined : Number(at(state, "Port")),
      }),
    ),
    ofCluster(awsType.rdsClusterInstance, true, {
      dbClusterIdentifier: "clusterIdentifier",
      dbInstanceClass: "instanceClass",
      dbInstanceIdentifier: "identifier",
      enablePerformanceInsights: "performanceInsightsEnabled",
    }),
  ],
  "AWS::RDS::DBParameterGroup": [same(awsType.rdsParameterGroup, {}, engineParameters)],
  "AWS::RDS::DBSubnetGroup": [same(awsType.rdsSubnetGroup, { dbSubnetGroupName: "name" })],
  "AWS::Redshift::Cluster": [same("aws:redshift/cluster:Cluster")],
  "AWS::Route53Resolver::FirewallDomainList": [same(awsType.resolverFirewallDomainList)],
  "AWS::Route53Resolver::FirewallRuleGroup": [
    same(awsType.resolverFirewallRuleGroup, {}, () => ({ firewallRules: undefined })),
    {
      type: awsType.resolverFirewallRule,
      props: (state) => listAt(state, "FirewallRules").map((rule) => form(rule) as object as Record<string, unknown>),
    },
  ],
  "AWS::Route53Resolver::FirewallRuleGroupAssociation": [same(awsType.resolverFirewallRuleGroupAssociation)],
  "AWS::Route53Resolver::ResolverQueryLoggingConfig": [same(awsType.resolverQueryLogConfig)],
  "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation": [same(awsType.resolverQueryLogConfigAssociation)],
  "AWS::S3::Bucket": bucket,
  "AWS::S3::BucketPolicy": [same(awsType.bucketPolicy, { policyDocument: "policy" })],
  "AWS::SageMaker::Domain": [same(awsType.studioDomain)],
  "AWS::SageMaker::Endpoint": [same(awsType.endpoint, { endpointName: "name" })],
  "AWS::SageMaker::EndpointConfig": [
    same(awsType.endpointConfiguration, { endpointConfigName: "name", kmsKeyId: "kmsKeyArn" }, (state) => ({
      ...variants(state, "ProductionVariants", "productionVariants"),
      ...variants(state, "ShadowProductionVariants", "shadowProductionVariants"),
    })),
  ],
  "AWS::SageMaker::FeatureGroup": [same(awsType.featureGroup)],
  "AWS::SageMaker::Model": [same(awsType.model, { modelName: "name" })],
  "AWS::SageMaker::NotebookInstance": [
    same(awsType.notebookInstance, {
      notebookInstanceName: "name",
      securityGroupIds: "securityGroups",
    }),
  ],
  "AWS::SageMaker::Pipeline": [
    same(awsType.pipeline, {}, (state) => ({
      pipelineDefinition: at(state, "PipelineDefinition", "PipelineDefinitionBody"),
      pipelineDefinitionS3Location: s3Definition(at(state, "PipelineDefinition", "PipelineDefinitionS3Location")),
    })),
  ],
  "AWS::SageMaker::UserProfile": [same(awsType.userProfile)],
  "AWS::Scheduler::Schedule": [same("aws:scheduler/schedule:Schedule")],
  "AWS::SecretsManager::ResourcePolicy": [
    same(awsType.secretPolicy, { resourcePolicy: "policy", secretId: "secretArn" }),
  ],
  "AWS::SecretsManager::RotationSchedule": [
    same(awsType.secretRotation, { rotateImmediatelyOnUpdate: "rotateImmediately" }),
  ],
  "AWS::SecretsManager::Secret": [
    same(awsType.secret, { replicaRegions: "replicas" }, () => ({ secretString: undefined })),
    // A value that it is given, or has made, stands in the state either way; a made one does not.
    block(awsType.secretVersion, "SecretString", (value) => ({ secretString: value })),
  ],
  "AWS::SecurityHub::AggregatorV2": [same("aws:securityhub/aggregatorV2:AggregatorV2")],
  "AWS::SecurityHub::FindingAggregator": [
    same(awsType.findingAggregator, { regionLinkingMode: "linkingMode", regions: "specifiedRegions" }),
  ],
  "AWS::SecurityHub::Hub": [same("aws:securityhub/account:Account")],
  "AWS::SecurityHub::HubV2": [same("aws:securityhub/accountV2:AccountV2")],
  "AWS::SecurityLake::DataLake": [same("aws:securitylake/dataLake:DataLake")],
  "AWS::SNS::Topic": [same(awsType.topic, { topicName: "name" })],
  "AWS::SNS::TopicPolicy": [policyOfEach(awsType.topicPolicy, "Topics", "arn")],
  "AWS::SQS::Queue": [same(awsType.queue, { queueName: "name" })],
  "AWS::SQS::QueuePolicy": [policyOfEach(awsType.queuePolicy, "Queues", "queueUrl")],
  "AWS::SSM::Parameter": [same(awsType.parameter)],
  "AWS::SSO::ApplicationAssignment": [same(awsType.applicationAssignment)],
  "AWS::SSO::PermissionSet": [
    block(awsType.permissionSetInlinePolicy, "InlinePolicy", (value) => ({ inlinePolicy: form(value) })),
  ],
  "AWS::StepFunctions::StateMachine": [same("aws:sfn/stateMachine:StateMachine", { stateMachineName: "name" })],
  "AWS::VpcLattice::ServiceNetworkVpcAssociation": [
    same("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation"),
  ],
};

/** An instance on its own, or one of a cluster: the provider has a type for each. */
function ofCluster(
  type: string,
  wanted: boolean,
  renames: Renames,
  more: (state: DesiredState) => object = () => ({}),
): Part {
  const all = same(type, renames, more);
  return {
    type,
    props: (state) => ((at(state, "DBClusterIdentifier") !== undefined) === wanted ? all.props(state) : []),
  };
}

/** The key of a password that RDS makes, which stands beside the secret's ARN. */
function managedPassword(state: DesiredState): object {
  return { masterUserSecret: undefined, masterUserSecretKmsKeyId: at(state, "MasterUserSecret", "KmsKeyId") };
}

/** Parameters of a database engine, of which CloudFormation keeps a map. */
function engineParameters(state: DesiredState): object {
  const parameters = at(state, "Parameters");
  if (typeof parameters !== "object" || parameters === null) return { parameters: undefined };
  return {
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: `${value as string | number}` })),
  };
}

/** A load balancer's `Scheme`, which the provider has as a switch. */
function scheme(state: DesiredState): object {
  return { internal: at(state, "Scheme") === "internal" };
}

/** Variants of an endpoint, of which one name is spelled in capitals. */
function variants(state: DesiredState, theirs: string, ours: string): object {
  return at(state, theirs) === undefined
    ? {}
    : {
        [ours]: listAt(state, theirs).map((variant) => ({
          ...(inProviderForm(variant) as object),
          enableSsmAccess: at(variant, "EnableSSMAccess"),
        })),
      };
}

function keyProps(state: DesiredState): readonly Readonly<Record<string, unknown>>[] {
  const renames = {
    enabled: "isEnabled",
    keyPolicy: "policy",
    keySpec: "customerMasterKeySpec",
    pendingWindowInDays: "deletionWindowInDays",
  };
  return [renamed(state, renames)];
}

function advancedSelectors(state: DesiredState): readonly object[] {
  const plural = { Equals: "equals", StartsWith: "startsWiths", EndsWith: "endsWiths" } as const;
  const negated = { NotEquals: "notEquals", NotStartsWith: "notStartsWiths", NotEndsWith: "notEndsWiths" } as const;
  return listAt(state, "AdvancedEventSelectors").map((selector) => ({
    name: at(selector, "Name"),
    fieldSelectors: listAt(selector, "FieldSelectors").map((field) => ({
      field: at(field, "Field"),
      ...Object.fromEntries(
        Object.entries({ ...plural, ...negated })
          .map(([theirs, ours]) => [ours, at(field, theirs)] as const)
          .filter(([, value]) => value !== undefined),
      ),
    })),
  }));
}

function ebsBlockDevices(state: DesiredState): object {
  return { ebsBlockDevices: listAt(state, "BlockDeviceMappings").map((mapping) => form(at(mapping, "Ebs"))) };
}
