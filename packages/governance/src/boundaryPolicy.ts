import {
  accountEnvironment,
  arn,
  policyDocument,
  rolePath,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";

/** What the boundary's document depends on. */
export interface BoundaryPolicyArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /** Names of the environments that the account carries; their roles may be passed and assumed, besides the account's own. */
  readonly environmentNames: readonly string[];
  /** Regions in which roles may work, such as `eu-central-1`. */
  readonly allowedRegions: readonly string[];
}

/**
 * Services that the platform's roles work with, in the allowed Regions only. A boundary that denies grants nothing: what
 * is missing here is out of reach for every role, so a new kind of workload starts with a line in this list.
 */
const services = [
  // Data, and what is read and written with it.
  "athena:*",
  "dynamodb:*",
  "elasticfilesystem:*",
  "glue:*",
  "lakeformation:*",
  "rds-db:*",
  "s3:*",
  "secretsmanager:*",
  // Training and serving, and where their code and images come from.
  "codeartifact:*",
  "codebuild:*",
  "ecr:*",
  "execute-api:*",
  "sagemaker:*",
  // Calls and messages between parts.
  "events:*",
  "lambda:Invoke*",
  "sns:*",
  "sqs:*",
  "states:*",
  // Logs, metrics and traces.
  "cloudwatch:*",
  "logs:*",
  "xray:*",
  // Keys are used, not administered.
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:Generate*",
  "kms:GetPublicKey",
  "kms:ReEncrypt*",
  "kms:RetireGrant",
  "kms:Sign",
  "kms:Verify*",
  // Interfaces of jobs and functions in the VPC; machines are started by managed services only.
  "ec2:CreateTags",
  "ec2:Describe*",
  "ec2:*NetworkInterface*",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * Reading of what records and judges the account: for auditors, reviews and the verification of the trail, which asks
 * every Region for its keys, also those in which nothing else may be done.
 */
const auditReads = ["access-analyzer", "cloudtrail", "config", "guardduty", "iam", "macie2", "securityhub"].flatMap(
  (service) => [`${service}:Get*`, `${service}:List*`],
);

const auditReadsOfOtherForms = [
  "cloudtrail:Describe*",
  "cloudtrail:LookupEvents",
  "config:Describe*",
  "iam:Generate*",
  "securityhub:Describe*",
];

/** Calls that stop a service which records or judges, or take away what it has recorded. */
const auditTampering = [
  "access-analyzer:DeleteAnalyzer",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:PutInsightSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:PutConfigurationRecorder",
  "config:PutDeliveryChannel",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "guardduty:UpdateDetector",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:DeleteRetentionPolicy",
  "logs:DisassociateKmsKey",
  "logs:PutRetentionPolicy",
  "macie2:DisableMacie",
  "macie2:UpdateMacieSession",
  "securityhub:DisableSecurityHub",
];

/** Every verb with which IAM changes something; `Get`, `List`, `Generate`, `Simulate` and `PassRole` are what remains. */
const identityChanges = [
  "Accept",
  "Add",
  "Associate",
  "Attach",
  "Change",
  "Create",
  "Deactivate",
  "Delete",
  "Detach",
  "Disable",
  "Enable",
  "Put",
  "Remove",
  "Reset",
  "Resync",
  "Send",
  "Set",
  "Tag",
  "Untag",
  "Update",
  "Upload",
].map((verb) => `iam:${verb}*`);

/** Creation calls that carry both `sagemaker:VpcSubnets` and `sagemaker:VpcSecurityGroupIds`, and only such. */
const placedInVpc = [
  "CreateDataQualityJobDefinition",
  "CreateHyperParameterTuningJob",
  "CreateModel",
  "CreateModelBiasJobDefinition",
  "CreateModelExplainabilityJobDefinition",
  "CreateModelQualityJobDefinition",
  "CreateNotebookInstance",
  "CreateProcessingJob",
  "CreateTrainingJob",
].map((call) => `sagemaker:${call}`);

/**
 * The permissions boundary of every role of both stacks (GOV-40): a ceiling of services, and explicit Denies of what no
 * workload may do whatever its own policy says.
 *
 * Explicit, because a resource policy that names a role's session passes an implicit deny of the boundary. Deployers and
 * break-glass roles never carry this boundary, so no Deny has to except them. Lists of subnets, groups, keys and
 * machines are not here but in the guardrail policies beside it (TRN-07), since a document holds 6,144 characters.
 *
 * @returns the policy document
 * @throws PolicyDocumentError when the lists of environments and Regions make it too long
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryPolicy(args: BoundaryPolicyArgs): string {
  return policyDocument("managedPolicy", "the permissions boundary", boundaryStatements(args));
}

/** The boundary's statements, for tests and for reports that explain them. */
export function boundaryStatements(args: BoundaryPolicyArgs): readonly PolicyStatement[] {
  const { environment } = args;
  const ownRoles = [
    accountEnvironment(environment),
    ...args.environmentNames.map((name) => ({ ...environment, name })),
  ].map((place) => arn(environment, { service: "iam", region: "", resource: `role${rolePath(place)}*` }));
  return [
    { Sid: "PlatformServices", Effect: "Allow", Action: services, Resource: "*" },
    { Sid: "AuditReads", Effect: "Allow", Action: [...auditReads, ...auditReadsOfOtherForms], Resource: "*" },
    // A role from outside carries no boundary: passing or assuming one would be the way around this document.
    {
      Sid: "OwnRoles",
      Effect: "Allow",
      Action: ["iam:PassRole", "sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      Resource: ownRoles,
    },
    deny("AuditTampering", auditTampering),
    deny("KeyDestruction", [
      "kms:DeleteAlias",
      "kms:DeleteImportedKeyMaterial",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:UpdateAlias",
    ]),
    deny("IdentityChanges", identityChanges),
    deny("OutOfRegion", services, { StringNotEquals: { "aws:RequestedRegion": args.allowedRegions } }),
    deny("InvokeUntagged", ["sagemaker:InvokeEndpoint*"], { Null: { "aws:PrincipalTag/endpoint-caller": "true" } }),
    // A session tag counts as the principal's tag.
    deny("TagForged", ["sts:TagSession"], {
      "ForAnyValue:StringEquals": { "aws:TagKeys": ["endpoint-caller"] },
    }),
    deny("NoSubnets", placedInVpc, { Null: { "sagemaker:VpcSubnets": "true" } }),
    deny("NoGroups", placedInVpc, { Null: { "sagemaker:VpcSecurityGroupIds": "true" } }),
    // One statement each: conditions of one statement are ANDed. An absent key matches as well, and shall.
    deny("NotebookInternet", ["sagemaker:CreateNotebookInstance"], {
      StringNotEquals: { "sagemaker:DirectInternetAccess": "Disabled" },
    }),
    deny("NotebookRoot", ["sagemaker:CreateNotebookInstance"], {
      StringNotEquals: { "sagemaker:RootAccess": "Disabled" },
    }),
    deny("NotebookMetadata", ["sagemaker:CreateNotebookInstance"], {
      StringNotEquals: { "sagemaker:MinimumInstanceMetadataServiceVersion": "2" },
    }),
    deny("DomainOpen", ["sagemaker:CreateDomain"], {
      StringNotEquals: { "sagemaker:AppNetworkAccessType": "VpcOnly" },
    }),
    // Updates that do not mention the setting carry no key and must pass: hence the positive operator.
    deny("DomainReopen", ["sagemaker:UpdateDomain"], {
      StringEquals: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
    }),
  ];
}

function deny(
  sid: string,
  actions: readonly string[],
  condition?: NonNullable<PolicyStatement["Condition"]>,
): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Deny",
    Action: actions,
    Resource: "*",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
