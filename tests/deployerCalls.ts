/** Calls that the provider makes to create, read, change, tag and delete something of a type; without the service's prefix. */
type Calls = Readonly<Record<string, string>>;

const alarm = "DeleteAlarms DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource";
const rule =
  "DeleteRule DescribeRule DisableRule EnableRule ListTagsForResource PutRule TagResource UntagResource ListTargetsByRule";
const api = "DELETE GET PATCH POST PUT";
const group =
  "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags DeleteNetworkInterface " +
  "DeleteSecurityGroup DeleteTags DescribeNetworkInterfaces DescribeSecurityGroupRules DescribeSecurityGroups " +
  "DetachNetworkInterface RevokeSecurityGroupEgress RevokeSecurityGroupIngress";
const groupRule =
  "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateTags DeleteTags DescribeSecurityGroupRules " +
  "ModifySecurityGroupRules RevokeSecurityGroupEgress RevokeSecurityGroupIngress";
const acl =
  "CreateNetworkAcl CreateNetworkAclEntry CreateTags DeleteNetworkAcl DeleteNetworkAclEntry DeleteTags " +
  "DescribeNetworkAcls ReplaceNetworkAclAssociation ReplaceNetworkAclEntry";
const role = {
  iam:
    "AttachRolePolicy CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy GetRole ListAttachedRolePolicies " +
    "ListInstanceProfilesForRole ListRolePolicies PutRolePermissionsBoundary TagRole UntagRole UpdateAssumeRolePolicy " +
    "UpdateRole UpdateRoleDescription",
};
const inlinePolicy = { iam: "DeleteRolePolicy GetRolePolicy ListRolePolicies PutRolePolicy" };
const attachment = { iam: "AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies" };
const bucket = (calls: string): Calls => ({ s3: calls });

/** What a deployer calls for each type of resource that its stack makes. */
export const deployerCalls: Readonly<Record<string, Calls>> = {
  "aws:apigateway/deployment:Deployment": { apigateway: api },
  "aws:apigateway/integration:Integration": { apigateway: api },
  "aws:apigateway/method:Method": { apigateway: api },
  "aws:apigateway/model:Model": { apigateway: api },
  "aws:apigateway/requestValidator:RequestValidator": { apigateway: api },
  "aws:apigateway/resource:Resource": { apigateway: api },
  "aws:apigateway/response:Response": { apigateway: api },
  "aws:apigateway/restApi:RestApi": { apigateway: api, ec2: "DescribeVpcEndpoints" },
  "aws:apigateway/restApiPolicy:RestApiPolicy": { apigateway: `${api} UpdateRestApiPolicy` },
  "aws:apigateway/stage:Stage": { apigateway: api },
  "aws:cloudtrail/trail:Trail": {
    cloudtrail:
      "AddTags CreateTrail DescribeTrails GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTags " +
      "PutEventSelectors PutInsightSelectors RemoveTags StartLogging UpdateTrail",
    iam: "PassRole",
  },
  "aws:cloudwatch/eventRule:EventRule": { events: rule },
  "aws:cloudwatch/eventTarget:EventTarget": { events: "ListTargetsByRule PutTargets RemoveTargets", iam: "PassRole" },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": {
    logs: "DeleteDataProtectionPolicy GetDataProtectionPolicy PutDataProtectionPolicy",
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    logs:
      "AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteRetentionPolicy DescribeLogGroups DisassociateKmsKey " +
      "ListTagsForResource PutLogGroupDeletionProtection PutRetentionPolicy TagResource UntagResource",
    kms: "DescribeKey",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { cloudwatch: alarm },
  "aws:dynamodb/resourcePolicy:ResourcePolicy": {
    dynamodb: "DeleteResourcePolicy GetResourcePolicy PutResourcePolicy",
  },
  "aws:dynamodb/table:Table": {
    dynamodb:
      "CreateTable DeleteTable DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource " +
      "TagResource UntagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive",
    kms: "CreateGrant DescribeKey Encrypt GenerateDataKey",
  },
  "aws:ebs/defaultKmsKey:DefaultKmsKey": {
    ec2: "GetEbsDefaultKmsKeyId ModifyEbsDefaultKmsKeyId ResetEbsDefaultKmsKeyId",
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    ec2: "DisableEbsEncryptionByDefault EnableEbsEncryptionByDefault GetEbsEncryptionByDefault",
  },
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {
    ec2: "DisableSnapshotBlockPublicAccess EnableSnapshotBlockPublicAccess GetSnapshotBlockPublicAccessState",
  },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { ec2: acl },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    ec2: "CreateRoute CreateTags DeleteRoute DeleteTags DescribeRouteTables",
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    ec2:
      "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateTags DeleteTags DescribeSecurityGroups " +
      "RevokeSecurityGroupEgress RevokeSecurityGroupIngress",
  },
  "aws:ec2/defaultVpc:DefaultVpc": {
    ec2:
      "CreateDefaultVpc CreateTags DeleteInternetGateway DeleteSubnet DeleteTags DeleteVpc DescribeVpcs " +
      "DetachInternetGateway ModifyVpcAttribute",
  },
  "aws:ec2/eip:Eip": { ec2: "AllocateAddress CreateTags DeleteTags DescribeAddresses ReleaseAddress" },
  "aws:ec2/internetGateway:InternetGateway": {
    ec2:
      "AttachInternetGateway CreateInternetGateway CreateTags DeleteInternetGateway DeleteTags DescribeInternetGateways " +
      "DetachInternetGateway",
  },
  "aws:ec2/natGateway:NatGateway": {
    ec2: "CreateNatGateway CreateTags DeleteNatGateway DeleteTags DescribeNatGateways",
  },
  "aws:ec2/route:Route": { ec2: "CreateRoute DeleteRoute DescribeRouteTables ReplaceRoute" },
  "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": {
    ec2:
      "CreateTags CreateVpcEncryptionControl DeleteTags DeleteVpcEncryptionControl DescribeVpcEncryptionControls " +
      "ModifyVpcEncryptionControl",
  },
  "aws:ec2/flowLog:FlowLog": {
    ec2: "CreateFlowLogs CreateTags DeleteFlowLogs DeleteTags DescribeFlowLogs",
    logs: "CreateLogDelivery DeleteLogDelivery",
    iam: "PassRole",
  },
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {
    ec2: "DisableImageBlockPublicAccess EnableImageBlockPublicAccess GetImageBlockPublicAccessState",
  },
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {
    ec2: "GetInstanceMetadataDefaults ModifyInstanceMetadataDefaults",
  },
  "aws:ec2/networkAcl:NetworkAcl": { ec2: acl },
  "aws:ec2/routeTable:RouteTable": {
    ec2:
      "CreateRoute CreateRouteTable CreateTags DeleteRoute DeleteRouteTable DeleteTags DescribeRouteTables " +
      "DisassociateRouteTable ReplaceRoute",
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    ec2: "AssociateRouteTable DescribeRouteTables DisassociateRouteTable ReplaceRouteTableAssociation",
  },
  "aws:ec2/securityGroup:SecurityGroup": { ec2: group },
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {
    ec2: "DisableSerialConsoleAccess EnableSerialConsoleAccess GetSerialConsoleAccessStatus",
  },
  "aws:ec2/subnet:Subnet": {
    ec2:
      "CreateSubnet CreateTags DeleteNetworkInterface DeleteSubnet DeleteTags DescribeAvailabilityZones " +
      "DescribeNetworkInterfaces DescribeSubnets DetachNetworkInterface ModifySubnetAttribute",
  },
  "aws:ec2/vpc:Vpc": {
    ec2:
      "CreateTags CreateVpc DeleteTags DeleteVpc DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups " +
      "DescribeVpcAttribute DescribeVpcs ModifyVpcAttribute",
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    ec2: "DescribeVpcBlockPublicAccessOptions ModifyVpcBlockPublicAccessOptions",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    ec2:
      "CreateTags CreateVpcEndpoint DeleteTags DeleteVpcEndpoints DescribePrefixLists DescribeVpcEndpoints " +
      "DescribeVpcEndpointServices ModifyVpcEndpoint",
  },
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": { ec2: groupRule },
  "aws:ecr/accountSetting:AccountSetting": { ecr: "GetAccountSetting PutAccountSetting" },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { ecr: "DeleteLifecyclePolicy GetLifecyclePolicy PutLifecyclePolicy" },
  "aws:ecr/registryPolicy:RegistryPolicy": { ecr: "DeleteRegistryPolicy GetRegistryPolicy PutRegistryPolicy" },
  "aws:ecr/repository:Repository": {
    ecr:
      "CreateRepository DeleteRepository DescribeRepositories ListTagsForResource PutImageScanningConfiguration " +
      "PutImageTagMutability TagResource UntagResource",
    kms: "CreateGrant DescribeKey RetireGrant",
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    ecr: "DeleteRepositoryPolicy GetRepositoryPolicy SetRepositoryPolicy",
  },
  "aws:glue/connection:Connection": {
    glue: "CreateConnection DeleteConnection GetConnection GetTags TagResource UntagResource UpdateConnection",
  },
  "aws:glue/job:Job": {
    glue: "CreateJob DeleteJob GetJob GetTags TagResource UntagResource UpdateJob",
    iam: "PassRole",
  },
  "aws:glue/securityConfiguration:SecurityConfiguration": {
    glue: "CreateSecurityConfiguration DeleteSecurityConfiguration GetSecurityConfiguration",
  },
  "aws:glue/trigger:Trigger": {
    glue: "CreateTrigger DeleteTrigger GetTags GetTrigger StartTrigger StopTrigger TagResource UntagResource UpdateTrigger",
  },
  "aws:glue/workflow:Workflow": {
    glue: "CreateWorkflow DeleteWorkflow GetTags GetWorkflow TagResource UntagResource UpdateWorkflow",
  },
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
    guardduty:
      "CreateMalwareProtectionPlan DeleteMalwareProtectionPlan GetMalwareProtectionPlan ListTagsForResource " +
      "TagResource UntagResource UpdateMalwareProtectionPlan",
    iam: "PassRole",
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    iam:
      "AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider " +
      "GetOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider " +
      "UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint",
  },
  "aws:iam/policy:Policy": {
    iam:
      "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListPolicyVersions " +
      "TagPolicy UntagPolicy",
  },
  "aws:iam/role:Role": role,
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": inlinePolicy,
  "aws:iam/rolePolicy:RolePolicy": inlinePolicy,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment,
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": attachment,
  "aws:kms/alias:Alias": { kms: "CreateAlias DeleteAlias ListAliases UpdateAlias" },
  "aws:kms/key:Key": {
    kms:
      "CancelKeyDeletion CreateKey DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation GetKeyPolicy " +
      "GetKeyRotationStatus ListResourceTags PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource " +
      "UpdateKeyDescription",
  },
  "aws:lambda/alias:Alias": { lambda: "CreateAlias DeleteAlias GetAlias UpdateAlias" },
  "aws:lambda/function:Function": {
    lambda:
      "CreateFunction DeleteFunction DeleteFunctionConcurrency GetFunction GetFunctionCodeSigningConfig ListTags " +
      "ListVersionsByFunction PublishVersion PutFunctionConcurrency TagResource UntagResource UpdateFunctionCode " +
      "UpdateFunctionConfiguration",
    ec2: "DescribeSecurityGroups DescribeSubnets DescribeVpcs",
    kms: "CreateGrant Decrypt Encrypt",
    iam: "PassRole",
  },
  "aws:lambda/permission:Permission": { lambda: "AddPermission GetPolicy RemovePermission" },
  "aws:macie/customDataIdentifier:CustomDataIdentifier": {
    macie2:
      "CreateCustomDataIdentifier DeleteCustomDataIdentifier GetCustomDataIdentifier ListTagsForResource TagResource " +
      "UntagResource",
  },
  "aws:macie2/account:Account": {
    macie2: "EnableMacie GetMacieSession UpdateMacieSession",
    iam: "CreateServiceLinkedRole",
  },
  "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration": {
    macie2: "GetClassificationExportConfiguration PutClassificationExportConfiguration",
  },
  "aws:macie2/classificationJob:ClassificationJob": {
    macie2:
      "CreateClassificationJob DescribeClassificationJob ListTagsForResource TagResource UntagResource " +
      "UpdateClassificationJob",
  },
  "aws:networkfirewall/firewall:Firewall": {
    "network-firewall":
      "AssociateFirewallPolicy AssociateSubnets CreateFirewall DeleteFirewall DescribeFirewall DisassociateSubnets " +
      "ListTagsForResource TagResource UntagResource UpdateFirewallDeleteProtection " +
      "UpdateFirewallPolicyChangeProtection UpdateSubnetChangeProtection",
    iam: "CreateServiceLinkedRole",
  },
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": {
    "network-firewall":
      "CreateFirewallPolicy DeleteFirewallPolicy DescribeFirewallPolicy ListTagsForResource TagResource UntagResource " +
      "UpdateFirewallPolicy",
  },
  "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": {
    "network-firewall": "DescribeLoggingConfiguration UpdateLoggingConfiguration",
    logs: "CreateLogDelivery DeleteLogDelivery",
  },
  "aws:networkfirewall/ruleGroup:RuleGroup": {
    "network-firewall":
      "CreateRuleGroup DeleteRuleGroup DescribeRuleGroup ListTagsForResource TagResource UntagResource UpdateRuleGroup",
  },
  "aws:rds/instance:Instance": {
    rds:
      "AddTagsToResource CreateDBInstance DeleteDBInstance DescribeDBInstances ListTagsForResource ModifyDBInstance " +
      "RebootDBInstance RemoveTagsFromResource",
    // RDS keeps the administrator's password with the rights of whoever makes the database.
    secretsmanager: "CreateSecret TagResource",
    kms: "CreateGrant Decrypt DescribeKey GenerateDataKey",
    iam: "CreateServiceLinkedRole PassRole",
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    rds:
      "CreateDBParameterGroup DeleteDBParameterGroup DescribeDBParameterGroups DescribeDBParameters " +
      "ModifyDBParameterGroup ResetDBParameterGroup",
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    rds: "CreateDBSubnetGroup DeleteDBSubnetGroup DescribeDBSubnetGroups ModifyDBSubnetGroup",
  },
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": {
    route53resolver: "GetFirewallConfig UpdateFirewallConfig",
  },
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
    route53resolver:
      "CreateFirewallDomainList DeleteFirewallDomainList GetFirewallDomainList ListFirewallDomains ListTagsForResource " +
      "TagResource UntagResource UpdateFirewallDomains",
  },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
    route53resolver: "CreateFirewallRule DeleteFirewallRule ListFirewallRules UpdateFirewallRule",
  },
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": {
    route53resolver:
      "CreateFirewallRuleGroup DeleteFirewallRuleGroup GetFirewallRuleGroup ListTagsForResource TagResource UntagResource",
  },
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
    route53resolver:
      "AssociateFirewallRuleGroup DisassociateFirewallRuleGroup GetFirewallRuleGroupAssociation " +
      "UpdateFirewallRuleGroupAssociation",
  },
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": {
    route53resolver:
      "CreateResolverQueryLogConfig DeleteResolverQueryLogConfig GetResolverQueryLogConfig ListTagsForResource " +
      "TagResource UntagResource",
    logs: "CreateLogDelivery DeleteLogDelivery",
  },
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": {
    route53resolver:
      "AssociateResolverQueryLogConfig DisassociateResolverQueryLogConfig GetResolverQueryLogConfigAssociation",
  },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": bucket(
    "GetAccountPublicAccessBlock PutAccountPublicAccessBlock",
  ),
  "aws:s3/bucket:Bucket": bucket(
    "CreateBucket DeleteBucket GetBucketAcl GetBucketCORS GetBucketLogging GetBucketObjectLockConfiguration " +
      "GetBucketPolicy GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite " +
      "GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration ListBucket ListTagsForResource " +
      "PutBucketTagging TagResource UntagResource",
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucket(
    "GetLifecycleConfiguration PutLifecycleConfiguration",
  ),
  "aws:s3/bucketLogging:BucketLogging": bucket("GetBucketLogging PutBucketLogging"),
  "aws:s3/bucketNotification:BucketNotification": bucket("GetBucketNotification PutBucketNotification"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucket(
    "GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration",
  ),
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    ...bucket(
      "DeleteObject DeleteObjectVersion GetObject GetObjectTagging ListBucket ListBucketVersions PutObject PutObjectTagging",
    ),
    kms: "GenerateDataKey",
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucket(
    "GetBucketOwnershipControls PutBucketOwnershipControls",
  ),
  "aws:s3/bucketPolicy:BucketPolicy": bucket("DeleteBucketPolicy GetBucketPolicy PutBucketPolicy"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucket(
    "GetBucketPublicAccessBlock PutBucketPublicAccessBlock",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    ...bucket("GetEncryptionConfiguration PutEncryptionConfiguration"),
    kms: "DescribeKey",
  },
  "aws:s3/bucketVersioning:BucketVersioning": bucket("GetBucketVersioning PutBucketVersioning"),
  "aws:sagemaker/domain:Domain": {
    sagemaker: "AddTags CreateDomain DeleteDomain DeleteTags DescribeDomain ListTags UpdateDomain",
    elasticfilesystem: "CreateFileSystem CreateMountTarget DescribeFileSystems DescribeMountTargets TagResource",
    sso:
      "AssociateProfile CreateManagedApplicationInstance DeleteManagedApplicationInstance DescribeInstance " +
      "DisassociateProfile GetManagedApplicationInstance ListProfileAssociations",
    kms: "CreateGrant DescribeKey Decrypt GenerateDataKeyWithoutPlaintext",
    iam: "CreateServiceLinkedRole PassRole",
  },
  "aws:sagemaker/endpoint:Endpoint": {
    sagemaker: "AddTags CreateEndpoint DeleteEndpoint DeleteTags DescribeEndpoint ListTags UpdateEndpoint",
    kms: "CreateGrant",
  },
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
    sagemaker: "AddTags CreateEndpointConfig DeleteEndpointConfig DeleteTags DescribeEndpointConfig ListTags",
    kms: "CreateGrant DescribeKey",
  },
  "aws:sagemaker/model:Model": {
    // Whether a version is approved is read through Cloud Control before it is served.
    cloudformation: "GetResource",
    sagemaker: "AddTags CreateModel DeleteModel DeleteTags DescribeModel DescribeModelPackage ListTags",
    iam: "PassRole",
  },
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": {
    sagemaker: "AddTags CreateModelPackageGroup DeleteModelPackageGroup DeleteTags DescribeModelPackageGroup ListTags",
  },
  "aws:sagemaker/notebookInstance:NotebookInstance": {
    sagemaker:
      "AddTags CreateNotebookInstance DeleteNotebookInstance DeleteTags DescribeNotebookInstance ListTags " +
      "StartNotebookInstance StopNotebookInstance UpdateNotebookInstance",
    ec2: "CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DescribeSubnets DescribeVpcs",
    kms: "CreateGrant DescribeKey",
    iam: "PassRole",
  },
  "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration": {
    sagemaker:
      "AddTags CreateNotebookInstanceLifecycleConfig DeleteNotebookInstanceLifecycleConfig DeleteTags " +
      "DescribeNotebookInstanceLifecycleConfig ListTags UpdateNotebookInstanceLifecycleConfig",
  },
  "aws:sagemaker/pipeline:Pipeline": {
    sagemaker: "AddTags CreatePipeline DeletePipeline DeleteTags DescribePipeline ListTags UpdatePipeline",
    iam: "PassRole",
  },
  "aws:sagemaker/servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus": {
    sagemaker:
      "DisableSagemakerServicecatalogPortfolio EnableSagemakerServicecatalogPortfolio " +
      "GetSagemakerServicecatalogPortfolioStatus",
  },
  "aws:sagemaker/userProfile:UserProfile": {
    sagemaker: "AddTags CreateUserProfile DeleteTags DeleteUserProfile DescribeUserProfile ListTags UpdateUserProfile",
    iam: "PassRole",
  },
  "aws:secretsmanager/secret:Secret": {
    secretsmanager: "CreateSecret DeleteSecret DescribeSecret GetResourcePolicy TagResource UntagResource UpdateSecret",
    kms: "Decrypt GenerateDataKey",
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    secretsmanager: "DeleteResourcePolicy GetResourcePolicy PutResourcePolicy ValidateResourcePolicy",
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    secretsmanager: "CancelRotateSecret DescribeSecret RotateSecret",
    lambda: "InvokeFunction",
  },
  "aws:sns/topic:Topic": {
    sns: "CreateTopic DeleteTopic GetTopicAttributes ListTagsForResource SetTopicAttributes TagResource UntagResource",
  },
  "aws:sns/topicPolicy:TopicPolicy": { sns: "GetTopicAttributes SetTopicAttributes" },
  "aws:sns/topicSubscription:TopicSubscription": {
    sns: "GetSubscriptionAttributes ListSubscriptionsByTopic SetSubscriptionAttributes Subscribe Unsubscribe",
  },
  "aws:sqs/queue:Queue": {
    sqs: "CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue UntagQueue",
  },
  "aws:sqs/queuePolicy:QueuePolicy": { sqs: "GetQueueAttributes SetQueueAttributes" },
  "aws:ssm/serviceSetting:ServiceSetting": { ssm: "GetServiceSetting ResetServiceSetting UpdateServiceSetting" },
  "aws:ssoadmin/applicationAssignment:ApplicationAssignment": {
    sso: "CreateApplicationAssignment DeleteApplicationAssignment DescribeApplicationAssignment ListApplicationAssignments",
    identitystore: "DescribeGroup GetGroupId ListGroups",
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { ec2: groupRule },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { ec2: groupRule },
};

/** Types that a setting adds; a shipped environment may leave it off. */
export const optionalTypes: Readonly<Record<"account" | "platform", readonly string[]>> = {
  account: ["aws:ec2/defaultVpc:DefaultVpc"],
  platform: [
    "aws:ec2/eip:Eip",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/route:Route",
    "aws:ec2/vpcEncryptionControl:VpcEncryptionControl",
    "aws:networkfirewall/firewall:Firewall",
    "aws:networkfirewall/firewallPolicy:FirewallPolicy",
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration",
    "aws:networkfirewall/ruleGroup:RuleGroup",
  ],
};
