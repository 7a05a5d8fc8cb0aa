import { arn, policyDocument, type Environment } from "@secure-ml/core";
import { placement } from "./placement.js";
import { allow, deny } from "./statements.js";

/** What the boundary's document depends on. */
export interface BoundaryPolicyArgs {
  /** Facts of the account. */
  readonly environment: Environment;
  /** Regions in which roles may work, such as `eu-central-1`. */
  readonly allowedRegions: readonly string[];
}

/**
 * What roles work with, in the allowed Regions only. A boundary grants nothing, and what it does not list is out of
 * reach for every role: a new kind of workload starts with a line here. A service is listed whole where making things
 * of it is the work, and by calls where everything else is the deployers'.
 */
const services = [
  // Data.
  "athena:*",
  "dynamodb:*",
  "elasticfilesystem:Client*",
  "elasticfilesystem:Describe*",
  "glue:*",
  "lakeformation:*",
  "rds-db:connect",
  "s3:*",
  "secretsmanager:*",
  // Training, serving, and where their code and images come from.
  "codeartifact:*",
  "codebuild:*",
  "ecr:*",
  "execute-api:Invoke",
  "sagemaker:*",
  // Calls and messages between parts.
  "events:*",
  "lambda:Invoke*",
  "sns:*",
  "sqs:*",
  "states:*",
  // Writing and reading logs, metrics and traces.
  "cloudwatch:Describe*",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "cloudwatch:PutMetricData",
  "logs:CreateLog*",
  "logs:Describe*",
  "logs:FilterLogEvents",
  "logs:Get*",
  "logs:List*",
  "logs:PutLogEvents",
  "logs:StartQuery",
  "logs:StopQuery",
  "xray:Get*",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
  // Keys are used here, and administered by deployers.
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
  // Interfaces of jobs and functions in the VPC. No role starts a machine of its own.
  "ec2:*NetworkInterface*",
  "ec2:AssignPrivateIpAddresses",
  "ec2:Describe*",
  "ec2:UnassignPrivateIpAddresses",
];

/** The same services whole, for the Deny outside the allowed Regions. */
const wholeServices = [...new Set(services.map((action) => action.replace(/:.*/, ":*")))];

/**
 * Reading of what records and judges the account, for auditors and reviews. Not bound to Regions: the verification of
 * the trail asks every Region for its public keys, and IAM answers from one Region alone.
 */
const auditReads = [
  "access-analyzer:Get*",
  "access-analyzer:List*",
  "cloudtrail:Describe*",
  "cloudtrail:Get*",
  "cloudtrail:List*",
  "cloudtrail:LookupEvents",
  "config:Describe*",
  "config:Get*",
  "config:List*",
  "guardduty:Get*",
  "guardduty:List*",
  "iam:Generate*",
  "iam:Get*",
  "iam:List*",
  "macie2:Get*",
  "macie2:List*",
  "securityhub:Describe*",
  "securityhub:Get*",
  "securityhub:List*",
];

/** Calls that stop what records and judges the account, or take away what it has recorded. */
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

/** Calls that destroy a key, stop its rotation, open it to others or put another in its place. */
const keyTampering = [
  "kms:DeleteAlias",
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:UpdateAlias",
];

/**
 * Every verb with which IAM changes something: roles and their tags, boundaries, this policy and its versions,
 * attachments of guardrails, users and their keys. `Generate`, `Get`, `List`, `PassRole` and `Simulate` remain.
 *
 * @see AWS, "Actions, resources, and condition keys for AWS Identity and Access Management (IAM)":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
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
  "Reject",
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

/** Creation calls whose place a workload chooses. */
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
 * Document of the permissions boundary of every role of both stacks (GOV-40): a ceiling of services, and explicit Denies
 * of what no workload may do whatever its own policies say.
 *
 * Explicit, because a resource policy that names a role's session passes what a boundary merely does not allow.
 * Deployers and break-glass roles never carry this boundary, so no Deny excepts them, and service-linked roles and
 * service principals such as log delivery cannot carry one. Lists of subnets, groups, keys and machines are not here but
 * in the guardrail policies of TRN-07: a managed policy holds 6,144 characters.
 *
 * @returns the policy document
 * @throws PolicyDocumentError when the list of Regions makes it too long
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryPolicy({ environment, allowedRegions }: BoundaryPolicyArgs): string {
  return policyDocument("managedPolicy", "the permissions boundary", [
    // The token is CodeArtifact's, but STS may answer from another Region.
    allow("PlatformServices", [...services, "sts:GetServiceBearerToken"]),
    allow("AuditReads", auditReads),
    // A role from elsewhere in the account carries no boundary: passing or assuming one would be the way around this.
    allow(
      "OwnRoles",
      ["iam:PassRole", "sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      arn(environment, { service: "iam", region: "", resource: `role/${environment.project}/*` }),
    ),
    // Glue says again which key the log groups of a data job have, and tags the interfaces that it makes for one.
    allow(
      "DataJobLogKey",
      ["logs:AssociateKmsKey"],
      arn(environment, { service: "logs", region: "*", resource: `log-group:/${environment.project}/*/data/*` }),
    ),
    allow(
      "DataJobInterfaceTags",
      ["ec2:CreateTags"],
      arn(environment, { service: "ec2", region: "*", resource: "network-interface/*" }),
      {
        "ForAllValues:StringEquals": { "aws:TagKeys": "aws-glue-service-resource" },
        Null: { "aws:TagKeys": "false" },
      },
    ),
    deny("AuditTampering", auditTampering),
    deny("KeyTampering", keyTampering),
    deny("IdentityChanges", identityChanges),
    deny("OutOfRegion", wholeServices, "*", { StringNotEquals: { "aws:RequestedRegion": allowedRegions } }),
    // INF-06. A session tag counts as a tag of the principal, and the keys of tags ignore case.
    deny("InvokeUntagged", ["sagemaker:InvokeEndpoint*"], "*", {
      Null: { "aws:PrincipalTag/endpoint-caller": "true" },
    }),
    deny("CallerTagForged", ["sts:TagSession"], "*", {
      "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "endpoint-caller" },
    }),
    ...placement(placedInVpc),
  ]);
}
