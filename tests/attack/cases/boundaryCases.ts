import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** What no workload role can do whatever its own policies say, and what the ceiling must leave it. */
export function boundaryCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, trailArn } = estate;
  const { workload, openCeiling } = who;
  const both = [workload, openCeiling];
  const curated = String(estate.dataBuckets["curated"]);
  const training = who.listed("training");
  const sageMaker = (resource: string) => estate.arn("sagemaker", resource);
  const inVpc = {
    "sagemaker:VpcSubnets": ["subnet-1", "subnet-2"],
    "sagemaker:VpcSecurityGroupIds": ["sg-1"],
  };
  const closedNotebook = {
    ...inVpc,
    "sagemaker:DirectInternetAccess": "Disabled",
    "sagemaker:RootAccess": "Disabled",
    "sagemaker:MinimumInstanceMetadataServiceVersion": "2",
  };
  const notebook = (name: string, change: RequestContext): AttackCase => ({
    name,
    controls: ["GOV-40"],
    principal: both,
    action: "sagemaker:CreateNotebookInstance",
    resource: sageMaker("notebook-instance/n"),
    context: { ...closedNotebook, ...change },
    expected: "denied",
  });
  const placed: readonly (readonly [action: string, resource: string])[] = [
    ["CreateDataQualityJobDefinition", "data-quality-job-definition/j"],
    ["CreateHyperParameterTuningJob", "hyper-parameter-tuning-job/j"],
    ["CreateModel", "model/m"],
    ["CreateModelBiasJobDefinition", "model-bias-job-definition/j"],
    ["CreateModelExplainabilityJobDefinition", "model-explainability-job-definition/j"],
    ["CreateModelQualityJobDefinition", "model-quality-job-definition/j"],
    ["CreateProcessingJob", "processing-job/j"],
    ["CreateTrainingJob", "training-job/j"],
  ];
  const endpoint = sageMaker("endpoint/e");
  const invocations = [
    "sagemaker:InvokeEndpoint",
    "sagemaker:InvokeEndpointAsync",
    "sagemaker:InvokeEndpointWithResponseStream",
  ];
  const role = (path: string) => `arn:aws:iam::${accountId}:role/${path}`;

  return [
    // What work needs.
    {
      name: "a workload reads and writes objects in its Region",
      controls: ["GOV-40"],
      principal: training,
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: `${curated}/folder/object`,
      through: "s3",
      expected: "allowed",
    },
    ...placed.map(([action, resource]): AttackCase => ({
      name: `a workload calls ${action} with subnets and groups`,
      controls: ["GOV-40"],
      principal: both,
      action: `sagemaker:${action}`,
      resource: sageMaker(resource),
      context: inVpc,
      expected: "allowed",
    })),
    {
      name: "a workload makes a closed notebook",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:CreateNotebookInstance",
      resource: sageMaker("notebook-instance/n"),
      context: closedNotebook,
      expected: "allowed",
    },
    {
      name: "a workload makes a domain inside the VPC",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:CreateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "VpcOnly" },
      expected: "allowed",
    },
    {
      name: "a workload updates a domain without touching its network",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:UpdateDomain",
      resource: sageMaker("domain/d-1"),
      expected: "allowed",
    },
    {
      name: "a workload updates a domain and keeps it inside the VPC",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:UpdateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "VpcOnly" },
      expected: "allowed",
    },
    {
      name: "the tagged proxy asks a model",
      controls: ["GOV-40"],
      principal: both,
      action: invocations,
      resource: endpoint,
      context: { "aws:PrincipalTag/endpoint-caller": "true" },
      expected: "allowed",
    },
    {
      name: "a workload passes a role of the project to a service",
      controls: ["GOV-40"],
      principal: who.workload,
      action: "iam:PassRole",
      resource: estate.platformRole("training"),
      expected: "allowed",
    },
    {
      name: "a session carries other tags",
      controls: ["GOV-40"],
      principal: both,
      action: "sts:TagSession",
      resource: estate.platformRole("any"),
      context: { "aws:TagKeys": ["team"] },
      expected: "allowed",
    },
    {
      name: "a workload writes its log",
      controls: ["GOV-40"],
      principal: workload,
      action: "logs:PutLogEvents",
      resource: estate.arn("logs", "log-group:/acmeml/any:log-stream:any"),
      expected: "allowed",
    },
    {
      name: "a review reads the state of the trail, from any Region",
      controls: ["GOV-40"],
      principal: workload,
      action: "cloudtrail:GetTrailStatus",
      resource: trailArn,
      context: { "aws:RequestedRegion": "us-east-1" },
      expected: "allowed",
    },

    // The audit plane.
    {
      name: "a workload stops, deletes or blinds the trail",
      controls: ["GOV-40", "GOV-01"],
      principal: both,
      action: [
        "cloudtrail:StopLogging",
        "cloudtrail:DeleteTrail",
        "cloudtrail:UpdateTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors",
      ],
      resource: trailArn,
      expected: "denied",
    },
    {
      name: "a workload switches GuardDuty off",
      controls: ["GOV-40"],
      principal: both,
      action: ["guardduty:DeleteDetector", "guardduty:UpdateDetector"],
      resource: estate.arn("guardduty", "detector/d"),
      expected: "denied",
    },
    {
      name: "a workload switches Macie off",
      controls: ["GOV-40"],
      principal: both,
      action: ["macie2:DisableMacie", "macie2:UpdateMacieSession"],
      resource: "*",
      expected: "denied",
    },
    {
      name: "a workload switches Security Hub off",
      controls: ["GOV-40"],
      principal: both,
      action: "securityhub:DisableSecurityHub",
      resource: estate.arn("securityhub", "hub/default"),
      expected: "denied",
    },
    {
      name: "a workload deletes an access analyzer",
      controls: ["GOV-40"],
      principal: both,
      action: "access-analyzer:DeleteAnalyzer",
      resource: estate.arn("access-analyzer", "analyzer/a"),
      expected: "denied",
    },
    {
      name: "a workload deletes log groups, shortens them or takes their key away",
      controls: ["GOV-40", "GOV-01", "NET-09"],
      principal: both,
      action: [
        "logs:DeleteLogGroup",
        "logs:PutRetentionPolicy",
        "logs:DeleteRetentionPolicy",
        "logs:DisassociateKmsKey",
      ],
      resource: estate.arn("logs", "log-group:/acmeml/account/governance/trail"),
      expected: "denied",
    },

    // Keys.
    {
      name: "a workload destroys, opens or replaces a key",
      controls: ["GOV-40", "DATA-02"],
      principal: both,
      action: [
        "kms:ScheduleKeyDeletion",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:UpdateAlias",
        "kms:DeleteAlias",
        "kms:DeleteImportedKeyMaterial",
      ],
      resource: String(estate.accountKeys["audit"]),
      expected: "denied",
    },

    // Identity.
    {
      name: "a workload makes or changes roles",
      controls: ["GOV-40"],
      principal: both,
      action: [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "iam:DetachRolePolicy",
        "iam:DeleteRolePermissionsBoundary",
        "iam:PutRolePermissionsBoundary",
        "iam:UpdateAssumeRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
      ],
      resource: estate.platformRole("workload"),
      expected: "denied",
    },
    {
      name: "a workload rewrites the boundary",
      controls: ["GOV-40"],
      principal: both,
      action: ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicyVersion", "iam:DeletePolicy"],
      resource: estate.boundaryArn,
      expected: "denied",
    },
    {
      name: "a workload makes a user with keys that last",
      controls: ["GOV-40"],
      principal: both,
      action: ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"],
      resource: `arn:aws:iam::${accountId}:user/u`,
      expected: "denied",
    },
    {
      name: "a workload passes a role from outside the project, which carries no boundary",
      controls: ["GOV-40"],
      principal: workload,
      action: "iam:PassRole",
      resource: [role("Administrator"), role("acme/dev/x"), `arn:aws:iam::${strangerAccount}:role/acmeml/x`],
      expected: "denied",
    },
    {
      name: "a workload gives its session the proxy's tag",
      controls: ["GOV-40"],
      atlas: "AML.T0040",
      principal: both,
      action: "sts:TagSession",
      resource: estate.platformRole("any"),
      context: { "aws:TagKeys": ["team", "Endpoint-Caller"] },
      expected: "denied",
    },

    // Region.
    {
      name: "a workload works in another Region",
      controls: ["GOV-40"],
      atlas: "AML.T0025",
      principal: [training, who.listedOpenCeiling("training")],
      action: ["s3:GetObject", "s3:PutObject"],
      resource: `${curated}/folder/object`,
      context: { "aws:RequestedRegion": "us-east-1" },
      through: "s3",
      expected: "denied",
    },
    {
      name: "a workload trains in another Region",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:CreateTrainingJob",
      resource: `arn:aws:sagemaker:us-east-1:${accountId}:training-job/j`,
      context: { ...inVpc, "aws:RequestedRegion": "us-east-1" },
      expected: "denied",
    },

    // SageMaker.
    {
      name: "a workload without the tag asks a model",
      controls: ["GOV-40"],
      atlas: "AML.T0040",
      principal: [...both, who.scientist],
      action: invocations,
      resource: endpoint,
      expected: "denied",
    },
    ...placed.flatMap(([action, resource]): AttackCase[] => [
      {
        name: `a workload calls ${action} without subnets`,
        controls: ["GOV-40"],
        atlas: "AML.T0025",
        principal: [...both, who.scientist],
        action: `sagemaker:${action}`,
        resource: sageMaker(resource),
        context: { ...inVpc, "sagemaker:VpcSubnets": null },
        expected: "denied",
      },
      {
        name: `a workload calls ${action} without security groups`,
        controls: ["GOV-40"],
        principal: [...both, who.scientist],
        action: `sagemaker:${action}`,
        resource: sageMaker(resource),
        context: { ...inVpc, "sagemaker:VpcSecurityGroupIds": null },
        expected: "denied",
      },
    ]),
    notebook("a notebook with direct internet access", { "sagemaker:DirectInternetAccess": "Enabled" }),
    notebook("a notebook that does not say whether it has internet access", { "sagemaker:DirectInternetAccess": null }),
    notebook("a notebook whose user is root", { "sagemaker:RootAccess": "Enabled" }),
    notebook("a notebook that does not say whether its user is root", { "sagemaker:RootAccess": null }),
    notebook("a notebook with the first metadata service", {
      "sagemaker:MinimumInstanceMetadataServiceVersion": "1",
    }),
    notebook("a notebook that does not say which metadata service", {
      "sagemaker:MinimumInstanceMetadataServiceVersion": null,
    }),
    notebook("a notebook without subnets", { "sagemaker:VpcSubnets": null }),
    notebook("a notebook without security groups", { "sagemaker:VpcSecurityGroupIds": null }),
    {
      name: "a domain that reaches the internet",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:CreateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
      expected: "denied",
    },
    {
      name: "a domain that does not say how it reaches the network",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:CreateDomain",
      resource: sageMaker("domain/d-1"),
      expected: "denied",
    },
    {
      name: "a domain is opened to the internet later",
      controls: ["GOV-40"],
      principal: both,
      action: "sagemaker:UpdateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
      expected: "denied",
    },

    // What the ceiling does not list.
    {
      name: "a workload starts a machine of its own",
      controls: ["GOV-40"],
      principal: workload,
      action: "ec2:RunInstances",
      resource: estate.arn("ec2", "instance/i-1"),
      expected: "denied",
    },
    {
      name: "a workload makes functions",
      controls: ["GOV-40"],
      principal: workload,
      action: ["lambda:CreateFunction", "lambda:UpdateFunctionCode"],
      resource: estate.arn("lambda", "function:f"),
      expected: "denied",
    },
    {
      name: "a workload changes the network",
      controls: ["GOV-40", "NET-02", "NET-09"],
      principal: workload,
      action: "ec2:DeleteFlowLogs",
      resource: estate.arn("ec2", "vpc-flow-log/fl-1"),
      expected: "denied",
    },
    {
      name: "a workload leaves the organisation",
      controls: ["GOV-40"],
      principal: workload,
      action: "organizations:LeaveOrganization",
      resource: "*",
      expected: "denied",
    },
    {
      name: "a workload removes the archive's lock by its retention",
      controls: ["GOV-04", "GOV-05", "DATA-09"],
      principal: workload,
      action: ["s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:DeleteObjectVersion", "s3:DeleteObject"],
      resource: `${String(estate.accountBuckets["audit-logs"])}/AWSLogs/any`,
      expected: "denied",
    },
  ];
}
