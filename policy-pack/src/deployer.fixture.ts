import { resource, type RecordedResource } from "@secure-ml/testing";
import { awsType } from "./awsTypes.js";
import { document, type RawStatement } from "./policies.fixture.js";

/** Settings in which the deployers below are those of the account. */
export const deployerSettings = { project: "acme", environments: ["dev", "prod"] };

const inAccount = { project: "secure-ml-account" };

/** ARN of the boundary of a stack's deployer. */
export function deployerBoundaryArn(environment: string): string {
  return `arn:aws:iam::111111111111:policy/acme/account/acme-account-deployer-${environment}-boundary`;
}

const deny = (Sid: string, Action: string | readonly string[], Condition?: RawStatement): RawStatement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  ...(Condition === undefined ? {} : { Condition }),
});
const placed = ["sagemaker:CreateModel", "sagemaker:CreateNotebookInstance"];

/** Statements of a boundary that refuses what a deployer must never do. */
export const deployerBoundaryStatements: readonly RawStatement[] = [
  { Sid: "Services", Effect: "Allow", Action: ["ec2:*", "sagemaker:*"], Resource: "*" },
  deny("Removal", "iam:DeleteRolePermissionsBoundary"),
  deny(
    "Changes",
    [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ],
    {
      StringNotEquals: {
        "iam:PermissionsBoundary": "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
      },
    },
  ),
  deny("Approval", ["sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"]),
  deny("Jobs", [
    "sagemaker:CreateHyperParameterTuningJob",
    "sagemaker:CreateProcessingJob",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateTransformJob",
  ]),
  deny("Calls", "sagemaker:InvokeEndpoint*"),
  deny("Subnets", placed, { Null: { "sagemaker:VpcSubnets": "true" } }),
  deny("Internet", "sagemaker:CreateNotebookInstance", {
    StringNotEquals: { "sagemaker:DirectInternetAccess": "Disabled" },
  }),
  deny("Domain", "sagemaker:CreateDomain", { StringNotEquals: { "sagemaker:AppNetworkAccessType": "VpcOnly" } }),
];

/**
 * A deployer's role.
 *
 * @param change other inputs
 * @param project Pulumi project of the stack that makes it
 */
export function deployerRole(
  environment: string,
  change: Readonly<Record<string, unknown>> = {},
  project = inAccount.project,
): RecordedResource {
  return resource(
    awsType.role,
    `role-${environment}`,
    {
      name: `acme-${environment}-deployer`,
      path: `/acme/${environment}/`,
      permissionsBoundary: deployerBoundaryArn(environment),
      ...change,
    },
    { project },
  );
}

/** The boundary of a deployer. */
export function deployerBoundary(
  environment: string,
  change: Readonly<Record<string, unknown>> = {},
  project = inAccount.project,
): RecordedResource {
  return resource(
    awsType.managedPolicy,
    `boundary-${environment}`,
    {
      name: `acme-account-deployer-${environment}-boundary`,
      arn: deployerBoundaryArn(environment),
      policy: document(deployerBoundaryStatements),
      ...change,
    },
    { project },
  );
}
