import {
  accountEnvironment,
  arn,
  boundaryArn,
  bucketArn,
  policyArn,
  policyDocument,
  roleArn,
  rolePath,
  type Environment,
} from "@secure-ml/core";
import { deployerActions, keyActions, providerChanges, roleChanges, serviceLinkedRoles } from "./deployerActions.js";
import { deployerPurpose, rotationFunctionArn } from "./deployerPolicy.js";
import { placement } from "./placement.js";
import { allow, deny } from "./statements.js";

/** Purpose of the boundary of one stack's deployer role, by the stack's environment name. */
export function deployerBoundaryPurpose(environmentName: string): string {
  return `${deployerPurpose}-${environmentName}-boundary`;
}

/**
 * Work with models and data, which is nobody's who deploys: calls, approvals, jobs, the doors to notebooks. An approval is
 * a field of the version, so that whoever registers or changes one could approve it.
 */
const work = [
  "sagemaker:BatchGetRecord",
  "sagemaker:CreateAutoML*",
  "sagemaker:CreateHyperParameterTuningJob",
  "sagemaker:CreateLabelingJob",
  "sagemaker:CreateModelPackage",
  "sagemaker:CreatePresigned*",
  "sagemaker:CreateProcessingJob",
  "sagemaker:CreateTrainingJob",
  "sagemaker:CreateTransformJob",
  "sagemaker:GetRecord",
  "sagemaker:InvokeEndpoint*",
  "sagemaker:StartPipelineExecution",
  "sagemaker:StartSession",
  "sagemaker:UpdateModelPackage",
];

/**
 * Calls of functions, which work with the rights of the function. An environment's deployer is excepted for one: Secrets
 * Manager asks whether whoever sets up a rotation may call its function. That one takes only steps of rotations that Secrets
 * Manager has started, and tells nothing.
 *
 * @see AWS, "RotateSecret": https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
const functionCalls = ["lambda:InvokeFunction*"];

/** Settings of which an account or a Region has only one: the account stack's, whatever an environment needs. */
const accountSettings = [
  "ec2:*BlockPublicAccess*",
  "ec2:*EbsDefaultKmsKeyId",
  "ec2:*EbsEncryptionByDefault",
  "ec2:*InstanceMetadataDefaults",
  "ec2:*SerialConsoleAccess*",
  "ecr:*AccountSetting",
  "ecr:*Registry*",
  "s3:PutAccountPublicAccessBlock",
  "sagemaker:*SagemakerServicecatalogPortfolio*",
];

/** What reads objects, writes them, or lifts the lock of records. */
const objectAccess = ["s3:BypassGovernanceRetention", "s3:GetObject*", "s3:PutObject*", "s3:RestoreObject"];

/** Purposes of the account's buckets that hold records; the one for code is what a stack is deployed from. */
const recordZones = ["access-logs", "audit-logs", "evidence", "findings"];

/**
 * Document of the permissions boundary of a deployer role (GOV-46): the services that its stack is made of, changes of
 * roles only under a boundary, no work with data and models, and for an environment nothing of any other stack.
 *
 * An environment's deployer can change no role that does not carry the boundary of GOV-40, and so neither its own nor the
 * account's. The account's deployer makes the boundaries themselves: it is the top, and watched.
 *
 * What it refuses, it refuses explicitly: a deployer writes policies of buckets and keys, and one that names the
 * deployer's session passes what a boundary merely does not allow.
 *
 * @param environment facts of the deployer's stack
 * @param environmentNames all environments of the account, whose deployer roles the account's deployer makes
 * @throws PolicyDocumentError when the list of environments makes it too long
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function deployerBoundary(environment: Environment, environmentNames: readonly string[]): string {
  const { project, name } = environment;
  const account = accountEnvironment(environment);
  const ofAccount = name === account.name;
  const iam = (resource: string): string => arn(environment, { service: "iam", region: "", resource });
  const stackNames = [account.name, ...environmentNames];
  const others = stackNames.filter((each) => each !== name);
  const bucketsOf = (each: string, key?: string): string => bucketArn(environment, `${project}-${each}-*`, key);
  const boundaries = [
    boundaryArn(environment),
    ...(ofAccount ? stackNames.map((each) => policyArn(account, deployerBoundaryPurpose(each))) : []),
  ];
  return policyDocument("managedPolicy", `the boundary of the deployer of ${name}`, [
    allow("Services", [
      ...Object.keys(deployerActions(name)).map((service) => `${service}:*`),
      "iam:Get*",
      "iam:List*",
      "kms:*",
      "s3:*",
    ]),
    allow(
      "Identities",
      ["iam:*"],
      ofAccount
        ? [iam(`role/${project}/*`), iam(`policy${rolePath(account)}*`)]
        : [iam(`role${rolePath(environment)}*`), iam(`policy${rolePath(environment)}*`)],
    ),
    ...(ofAccount ? [allow("Provider", providerChanges, iam("oidc-provider/*"))] : []),
    allow("ServiceLinkedRoles", ["iam:CreateServiceLinkedRole"], iam(serviceLinkedRoles(name))),
    // On creation an absent key means no boundary: StringNotEquals matches it as well.
    deny("RolesWithoutBoundary", roleChanges, "*", { StringNotEquals: { "iam:PermissionsBoundary": boundaries } }),
    deny("BoundaryRemoval", ["iam:DeleteRolePermissionsBoundary"]),
    deny("Work", work),
    ofAccount
      ? deny("FunctionCalls", functionCalls)
      : { Sid: "FunctionCalls", Effect: "Deny", Action: functionCalls, NotResource: rotationFunctionArn(environment) },
    ...placement(["sagemaker:CreateModel", "sagemaker:CreateNotebookInstance"]),
    deny("Objects", ofAccount ? [...objectAccess, "s3:DeleteObject*"] : objectAccess, [
      ...environmentNames.map((each) => bucketsOf(each, "*")),
      ...recordZones.map((zone) => bucketsOf(`${account.name}-${zone}`, "*")),
    ]),
    ...(ofAccount
      ? []
      : [
          deny("OwnRole", [...roleChanges, "iam:TagRole", "iam:UntagRole"], roleArn(environment, deployerPurpose)),
          deny("AccountSettings", accountSettings),
          deny(
            "OtherKeys",
            keyActions.filter((action) => !/:(Create|Describe|Get|List)/.test(action)),
            "*",
            { StringEquals: { "aws:ResourceTag/environment": others } },
          ),
          deny(
            "OtherBuckets",
            ["s3:CreateBucket", "s3:Delete*", "s3:Put*"],
            others.map((each) => bucketsOf(each)),
          ),
          deny(
            "OtherStacks",
            ["events:*", "lambda:*", "logs:*", "rds:*", "sns:*", "sqs:*"],
            others.flatMap((each) =>
              [
                ["events", `rule/${project}-${each}-*`],
                ["lambda", `function:${project}-${each}-*`],
                ["logs", `log-group:/${project}/${each}/*`],
                ["rds", `*:${project}-${each}-*`],
                ["sns", `${project}-${each}-*`],
                ["sqs", `${project}-${each}-*`],
              ].map(([service = "", resource = ""]) => arn(environment, { service, region: "*", resource })),
            ),
          ),
        ]),
  ]);
}
