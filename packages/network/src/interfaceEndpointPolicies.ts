import { arn, policyDocument, type Environment, type PolicyStatement } from "@secure-ml/core";
import type { InterfaceEndpointService } from "@secure-ml/controls";
import { ownAccountOnly } from "./endpointPolicies.js";

/** Reading and pulling images, and pushing those that the build tier makes. */
const imageActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:DescribeImageScanFindings",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:ListImages",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];

/**
 * What workloads and people in the VPC do with each service. Whoever makes, configures or deletes what a service holds
 * (keys, secrets, domains, models, endpoints, repositories) does so from outside the VPC. A wildcard stands where AWS
 * names a family of calls alike.
 */
const actions: Readonly<Record<Exclude<InterfaceEndpointService, SessionService>, readonly string[]>> = {
  "sagemaker.api": [
    "sagemaker:AddAssociation",
    "sagemaker:AddTags",
    "sagemaker:BatchDescribeModelPackage",
    "sagemaker:CreateAction",
    "sagemaker:CreateApp",
    "sagemaker:CreateArtifact",
    "sagemaker:CreateContext",
    "sagemaker:CreateExperiment",
    "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateModelPackage",
    "sagemaker:CreatePresignedDomainUrl",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateSpace",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateTransformJob",
    "sagemaker:CreateTrial",
    "sagemaker:CreateTrialComponent",
    "sagemaker:DeleteApp",
    "sagemaker:DeleteSpace",
    "sagemaker:Describe*",
    "sagemaker:GetSearchSuggestions",
    "sagemaker:List*",
    "sagemaker:QueryLineage",
    "sagemaker:RetryPipelineExecution",
    "sagemaker:Search",
    "sagemaker:SendPipelineExecutionStepFailure",
    "sagemaker:SendPipelineExecutionStepSuccess",
    "sagemaker:StartNotebookInstance",
    "sagemaker:StartPipelineExecution",
    "sagemaker:Stop*",
    "sagemaker:UpdateAction",
    "sagemaker:UpdateArtifact",
    "sagemaker:UpdateContext",
    "sagemaker:UpdateExperiment",
    "sagemaker:UpdateModelPackage",
    "sagemaker:UpdateSpace",
    "sagemaker:UpdateTrial",
    "sagemaker:UpdateTrialComponent",
  ],
  "sagemaker.runtime": [
    "sagemaker:InvokeEndpoint",
    "sagemaker:InvokeEndpointAsync",
    "sagemaker:InvokeEndpointWithResponseStream",
  ],
  "sagemaker.featurestore-runtime": [
    "sagemaker:BatchGetRecord",
    "sagemaker:DeleteRecord",
    "sagemaker:GetRecord",
    "sagemaker:PutRecord",
  ],
  "sagemaker.metrics": ["sagemaker:BatchGetMetrics", "sagemaker:BatchPutMetrics"],
  // Tokens of strangers' identity providers buy nothing here: the calls that exchange them are left out.
  sts: [
    "sts:AssumeRole",
    "sts:DecodeAuthorizationMessage",
    "sts:GetCallerIdentity",
    "sts:GetServiceBearerToken",
    "sts:SetSourceIdentity",
    "sts:TagSession",
  ],
  kms: [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:GenerateMac",
    "kms:GetPublicKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:Sign",
    "kms:Verify",
    "kms:VerifyMac",
  ],
  // Not CreateLogGroup: a group that a workload makes is not encrypted with our key and never expires.
  logs: [
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetQueryResults",
    "logs:PutLogEvents",
    "logs:StartQuery",
    "logs:StopQuery",
  ],
  monitoring: [
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
    "cloudwatch:PutMetricData",
  ],
  "ecr.api": imageActions,
  "ecr.dkr": imageActions,
  secretsmanager: [
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
  ec2: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
  ssm: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
  "codeartifact.api": [
    "codeartifact:DescribePackageVersion",
    "codeartifact:GetAuthorizationToken",
    "codeartifact:GetRepositoryEndpoint",
    "codeartifact:ListPackageVersions",
    "codeartifact:ListPackages",
  ],
  "codeartifact.repositories": [
    "codeartifact:PublishPackageVersion",
    "codeartifact:PutPackageMetadata",
    "codeartifact:ReadFromRepository",
  ],
  codebuild: ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
  "git-codecommit": ["codecommit:GitPull", "codecommit:GitPush"],
  glue: [
    "glue:BatchGetPartition",
    "glue:GetDatabase",
    "glue:GetDatabases",
    "glue:GetPartition",
    "glue:GetPartitions",
    "glue:GetTable",
    "glue:GetTables",
    "glue:SearchTables",
  ],
  athena: [
    "athena:GetQueryExecution",
    "athena:GetQueryResults",
    "athena:GetWorkGroup",
    "athena:ListQueryExecutions",
    "athena:StartQueryExecution",
    "athena:StopQueryExecution",
  ],
  lakeformation: ["lakeformation:GetDataAccess"],
  events: ["events:PutEvents"],
  states: [
    "states:DescribeExecution",
    "states:SendTaskFailure",
    "states:SendTaskHeartbeat",
    "states:SendTaskSuccess",
    "states:StartExecution",
  ],
  sns: ["sns:Publish"],
  sqs: [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ],
  elasticfilesystem: ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeMountTargets"],
  ssmmessages: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  ec2messages: [
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply",
  ],
  "execute-api": ["execute-api:Invoke"],
};

/** Services that carry the browser sessions of Studio and of notebook instances. */
type SessionService = keyof typeof sessions;

/** What opens a session, and on which resources. */
const sessions = {
  "aws.sagemaker.studio": { action: "sagemaker:CreatePresignedDomainUrl", resource: "user-profile/*" },
  "aws.sagemaker.notebook": {
    action: "sagemaker:CreatePresignedNotebookInstanceUrl",
    resource: "notebook-instance/*",
  },
} as const;

/**
 * The policy of an interface endpoint: the account's principals make the calls that workloads need, on the account's
 * own resources, and nothing else gets through. Sessions of Studio and of notebook instances are admitted by the
 * account's own user profiles and notebooks alone, since a browser that opens one does not sign its requests.
 *
 * @param environment the environment whose network the endpoint is in
 * @param service the service behind the endpoint
 * @param statements what is admitted instead of the default, when a narrower rule is known
 * @returns the document; it depends on names only, so that it is complete before anything exists
 * @see AWS, "Control access to VPC endpoints using endpoint policies":
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 * @see AWS, "Connect to Amazon SageMaker Studio and Studio Classic Through an Interface VPC Endpoint":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html
 */
export function interfaceEndpointPolicy(
  environment: Environment,
  service: InterfaceEndpointService,
  statements: readonly PolicyStatement[] = defaultStatements(environment, service),
): string {
  return policyDocument("endpointPolicy", `the ${service} interface endpoint`, statements);
}

function defaultStatements(environment: Environment, service: InterfaceEndpointService): readonly PolicyStatement[] {
  if (isSessionService(service)) {
    const { action, resource } = sessions[service];
    return [
      {
        Sid: "OwnSessions",
        Effect: "Allow",
        Principal: "*",
        Action: action,
        Resource: arn(environment, { service: "sagemaker", resource }),
      },
    ];
  }
  return [
    {
      Sid: "OwnAccount",
      Effect: "Allow",
      Principal: "*",
      Action: actions[service],
      Resource: "*",
      Condition: ownAccountOnly(environment),
    },
  ];
}

function isSessionService(service: InterfaceEndpointService): service is SessionService {
  return service in sessions;
}
