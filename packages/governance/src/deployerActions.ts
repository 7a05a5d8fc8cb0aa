import { accountEnvironmentName } from "@secure-ml/core";

/**
 * What a stack is made of: actions of its deployer by service, without the service's prefix. Whatever works on data
 * instead of settings is left out, as are machines, jobs and calls of models.
 *
 * A type of resource that the stack did not have before needs its actions here: a test compares both.
 */
type DeployerActions = Readonly<Record<string, readonly string[]>>;

const alarms = ["DeleteAlarms", "Describe*", "List*", "PutMetricAlarm", "TagResource", "UntagResource"];
const events = [
  "DeleteRule",
  "Describe*",
  "DisableRule",
  "EnableRule",
  "List*",
  "PutRule",
  "PutTargets",
  "RemoveTargets",
  "TagResource",
  "UntagResource",
];
const functions = [
  "AddPermission",
  "Create*",
  "Delete*",
  "Get*",
  "List*",
  "Publish*",
  "Put*",
  "RemovePermission",
  "TagResource",
  "UntagResource",
  "Update*",
];
const logGroups = [
  "*DataProtectionPolicy",
  "AssociateKmsKey",
  "CreateLogGroup",
  "DeleteLogGroup",
  "DeleteRetentionPolicy",
  "Describe*",
  "DisassociateKmsKey",
  "List*",
  "PutLogGroupDeletionProtection",
  "PutRetentionPolicy",
  "TagResource",
  "UntagResource",
];
const topics = [
  "CreateTopic",
  "DeleteTopic",
  "Get*",
  "List*",
  "SetSubscriptionAttributes",
  "SetTopicAttributes",
  "Subscribe",
  "TagResource",
  "Unsubscribe",
  "UntagResource",
];
const queues = ["CreateQueue", "DeleteQueue", "Get*", "List*", "SetQueueAttributes", "TagQueue", "UntagQueue"];

const both: DeployerActions = {
  cloudwatch: alarms,
  events,
  lambda: functions,
  logs: logGroups,
  sns: topics,
  sqs: queues,
};

const platform: DeployerActions = {
  ...both,
  // Flow logs to a bucket are a delivery of CloudWatch Logs.
  logs: [...logGroups, "CreateLogDelivery", "DeleteLogDelivery"],
  apigateway: ["DELETE", "GET", "PATCH", "POST", "PUT", "UpdateRestApiPolicy"],
  // Whether somebody has approved a model version is read through Cloud Control.
  cloudformation: ["GetResource"],
  dynamodb: [
    "*ResourcePolicy",
    "CreateTable",
    "DeleteTable",
    "Describe*",
    "ListTagsOfResource",
    "TagResource",
    "UntagResource",
    "UpdateContinuousBackups",
    "UpdateTable",
    "UpdateTimeToLive",
  ],
  ec2: [
    "*InternetGateway",
    "*VpcEncryptionControl*",
    "AllocateAddress",
    "AssociateRouteTable",
    "Authorize*",
    "Create*Route*",
    "CreateFlowLogs",
    "CreateNatGateway",
    "CreateNetworkAcl*",
    "CreateNetworkInterface*",
    "CreateSecurityGroup",
    "CreateSubnet",
    "CreateTags",
    "CreateVpc",
    "CreateVpcEndpoint",
    "DeleteFlowLogs",
    "DeleteNatGateway",
    "DeleteNetworkAcl*",
    // Interfaces that functions leave behind keep their subnet and group from being deleted.
    "DeleteNetworkInterface*",
    "DeleteRoute*",
    "DeleteSecurityGroup",
    "DeleteSubnet",
    "DeleteTags",
    "DeleteVpc",
    "DeleteVpcEndpoints",
    "Describe*",
    "DetachNetworkInterface",
    "DisassociateRouteTable",
    "ModifySecurityGroupRules",
    "ModifySubnetAttribute",
    "ModifyVpcAttribute",
    "ModifyVpcEndpoint",
    "ReleaseAddress",
    "Replace*",
    "Revoke*",
  ],
  ecr: [
    "*LifecyclePolicy",
    "*RepositoryPolicy",
    "CreateRepository",
    "DeleteRepository",
    "Describe*",
    "ListTagsForResource",
    "PutImageScanningConfiguration",
    "PutImageTagMutability",
    "TagResource",
    "UntagResource",
  ],
  glue: [
    "CreateConnection",
    "CreateJob",
    "CreateSecurityConfiguration",
    "CreateTrigger",
    "CreateWorkflow",
    "DeleteConnection",
    "DeleteJob",
    "DeleteSecurityConfiguration",
    "DeleteTrigger",
    "DeleteWorkflow",
    "GetConnection",
    "GetJob",
    "GetSecurityConfiguration",
    "GetTags",
    "GetTrigger",
    "GetWorkflow",
    "StartTrigger",
    "StopTrigger",
    "TagResource",
    "UntagResource",
    "UpdateConnection",
    "UpdateJob",
    "UpdateTrigger",
    "UpdateWorkflow",
  ],
  elasticfilesystem: ["CreateFileSystem", "CreateMountTarget", "Describe*", "TagResource"],
  "network-firewall": [
    "Associate*",
    "Create*",
    "Delete*",
    "Describe*",
    "Disassociate*",
    "List*",
    "TagResource",
    "UntagResource",
    "Update*",
  ],
  rds: [
    "AddTagsToResource",
    "CreateDB*",
    "DeleteDB*",
    "Describe*",
    "List*",
    "ModifyDB*",
    "RebootDBInstance",
    "RemoveTagsFromResource",
    "ResetDBParameterGroup",
  ],
  route53resolver: [
    "Associate*",
    "Create*",
    "Delete*",
    "Disassociate*",
    "Get*",
    "List*",
    "TagResource",
    "UntagResource",
    "Update*",
  ],
  guardduty: ["*MalwareProtectionPlan", "ListTagsForResource", "TagResource", "UntagResource"],
  secretsmanager: [
    "*ResourcePolicy",
    "CancelRotateSecret",
    "CreateSecret",
    "DeleteSecret",
    "DescribeSecret",
    "RotateSecret",
    "TagResource",
    "UntagResource",
    "UpdateSecret",
  ],
  macie2: ["*ClassificationJob", "*CustomDataIdentifier", "ListTagsForResource", "TagResource", "UntagResource"],
  identitystore: ["DescribeGroup", "GetGroupId", "ListGroups"],
  // Ends of names that none of the calls has which work with models and data.
  sagemaker: [
    "*Domain",
    "*EndpointConfig",
    "CreateModel",
    "DeleteModel",
    "*ModelPackageGroup",
    "*NotebookInstance",
    "*NotebookInstanceLifecycleConfig",
    "*Pipeline",
    "*UserProfile",
    "AddTags",
    "CreateEndpoint",
    "DeleteEndpoint",
    "DeleteTags",
    "Describe*",
    "List*",
    "UpdateEndpoint",
  ],
  sso: [
    "*ApplicationAssignment",
    "*ManagedApplicationInstance",
    "AssociateProfile",
    "Describe*",
    "DisassociateProfile",
    "List*",
  ],
};

/** The trail and Macie are changed, never stopped or deleted: that is an administrator's act. */
const account: DeployerActions = {
  ...both,
  cloudtrail: [
    "AddTags",
    "CreateTrail",
    "Describe*",
    "Get*",
    "List*",
    "PutEventSelectors",
    "PutInsightSelectors",
    "RemoveTags",
    "StartLogging",
    "UpdateTrail",
  ],
  ec2: [
    "*BlockPublicAccess*",
    "*EbsDefaultKmsKeyId",
    "*EbsEncryptionByDefault",
    "*InstanceMetadataDefaults",
    "*SerialConsoleAccess*",
    "Authorize*",
    "CreateDefaultVpc",
    "CreateTags",
    "DeleteInternetGateway",
    "DeleteSubnet",
    "DeleteTags",
    "DeleteVpc",
    "Describe*",
    "DetachInternetGateway",
    "ModifyVpcAttribute",
    "Revoke*",
  ],
  ecr: ["*AccountSetting", "*RegistryPolicy"],
  macie2: ["*ClassificationExportConfiguration", "EnableMacie", "GetMacieSession", "UpdateMacieSession"],
  sagemaker: ["*SagemakerServicecatalogPortfolio*"],
  ssm: ["*ServiceSetting"],
};

/**
 * Actions of a stack's deployer, apart from those on buckets, keys and identities.
 *
 * @param environmentName of the stack
 */
export function deployerActions(environmentName: string): DeployerActions {
  return environmentName === accountEnvironmentName ? account : platform;
}

/** Services that the network is made of; the policy of these and that of all others stay within what a managed policy holds. */
const networkServices: readonly string[] = ["ec2", "elasticfilesystem", "network-firewall", "route53resolver"];

/**
 * The managed policies of a stack's deployer, by the end of their names: {@link deployerActions} in parts.
 *
 * @param environmentName of the stack
 */
export function deployerActionParts(environmentName: string): Readonly<Record<string, readonly string[]>> {
  const parts: Record<string, string[]> = {};
  for (const [service, actions] of Object.entries(deployerActions(environmentName))) {
    const part = networkServices.includes(service) ? "network" : "services";
    (parts[part] ??= []).push(...actions.map((action) => `${service}:${action}`));
  }
  return parts;
}

/** Services to which a deployer passes roles: those that its stack's roles are for. */
export function passedToServices(environmentName: string): readonly string[] {
  return environmentName === accountEnvironmentName
    ? ["cloudtrail", "events", "lambda"]
    : ["events", "glue", "lambda", "malware-protection-plan.guardduty", "monitoring.rds", "sagemaker", "vpc-flow-logs"];
}

/** How a deployer uses the keys of what it makes: through which services, and for what. The keys' own policies say so too. */
export function keyUse(environmentName: string): {
  readonly services: readonly string[];
  readonly actions: readonly string[];
} {
  // Whoever makes a function encrypts its variables, and reads them at every refresh.
  const variables = ["kms:Decrypt", "kms:Encrypt"];
  return environmentName === accountEnvironmentName
    ? { services: ["lambda"], actions: variables }
    : {
        services: ["dynamodb", "ecr", "elasticfilesystem", "lambda", "rds", "sagemaker", "secretsmanager"],
        actions: [...variables, "kms:GenerateDataKey*", "kms:RetireGrant"],
      };
}

/** Settings of a bucket; the names of its objects are the most that it shows of them. */
export const bucketActions = [
  "s3:CreateBucket",
  "s3:DeleteBucket*",
  "s3:Get*",
  "s3:List*",
  "s3:Put*",
  "s3:TagResource",
  "s3:UntagResource",
];

/** What makes, changes and deletes keys; nothing that uses one. */
export const keyActions = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:CreateKey",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:Get*",
  "kms:List*",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What changes a role, all of which IAM can bind to the boundary that the role has or gets. */
export const roleChanges = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** What else there is to change about identities. */
export const identityChanges = [
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:TagPolicy",
  "iam:TagRole",
  "iam:UntagPolicy",
  "iam:UntagRole",
];

/** Changes of the pipelines' provider. */
export const providerChanges = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:DeleteOpenIDConnectProvider",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:TagOpenIDConnectProvider",
  "iam:UntagOpenIDConnectProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
];

/** Which service-linked roles a deployer lets AWS make; those of the account stack are Macie's alone. */
export function serviceLinkedRoles(environmentName: string): string {
  return `role/aws-service-role/${environmentName === accountEnvironmentName ? "macie.amazonaws.com/" : ""}*`;
}
