import {
  accountEnvironment,
  arn,
  namedArn,
  physicalName,
  policyDocument,
  roleArn,
  rolePath,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";

/** Purpose of the role that builds images and pushes them. */
const buildPurpose = "build";

const pushActions = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];
const pullActions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Calls that make a repository that nobody declared, change one, or take an image away that a model was made with. */
const administrationActions = [
  "ecr:BatchDeleteImage",
  "ecr:BatchImportUpstreamImage",
  "ecr:CreateRepository",
  "ecr:DeleteLifecyclePolicy",
  "ecr:DeleteRepository",
  "ecr:DeleteRepositoryPolicy",
  "ecr:PutImageScanningConfiguration",
  "ecr:PutImageTagMutability",
  "ecr:PutLifecyclePolicy",
  "ecr:ReplicateImage",
  "ecr:SetRepositoryPolicy",
  "ecr:TagResource",
  "ecr:UntagResource",
];

/** Physical name of a repository of the environment. */
export function imageRepositoryName(environment: Environment, name: string): string {
  return physicalName(environment, "repository", name);
}

/** ARN of a repository of the environment, composed from its fixed name. */
export function imageRepositoryArn(environment: Environment, name: string): string {
  return namedArn(environment, "ecr", "repository", name, "repository/");
}

/** Host name of the account's registry in the environment's Region. */
export function imageRegistry({ accountId, region, dnsSuffix }: Environment): string {
  return `${accountId}.dkr.ecr.${region}.${dnsSuffix}`;
}

/**
 * Policy of a repository: whatever their own policies say, only the role `build` and the deployers push, and only roles of
 * the environment and of the account stack pull. It grants nothing: in one account a role's own policy does.
 *
 * A repository's policy speaks of that repository alone, so its statements have no `Resource`.
 *
 * @returns the policy document
 * @see AWS, "Private repository policies in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function imageRepositoryPolicy(environment: Environment, name: string): string {
  const administrators = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
  const roles = (path: string) => arn(environment, { service: "iam", region: "", resource: `role${path}*` });
  return policyDocument("repositoryPolicy", `repository "${name}"`, [
    {
      Sid: "DenyPush",
      Effect: "Deny",
      Principal: "*",
      Action: pushActions,
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": [roleArn(environment, buildPurpose), ...administrators] },
      },
    },
    {
      Sid: "DenyPull",
      Effect: "Deny",
      Principal: "*",
      Action: pullActions,
      Condition: {
        ArnNotLike: {
          "aws:PrincipalArn": [
            roles(rolePath(environment)),
            roles(rolePath(accountEnvironment(environment))),
            // Inspector reads images with its service-linked role.
            roles("/aws-service-role/"),
            ...administrators,
          ],
        },
      },
    },
  ]);
}

/**
 * Policy of the account's registry in one Region, for every repository whose name starts with the project's: nobody from
 * another account, and nobody but deployers makes, changes or empties a repository. Replication and pull-through caches
 * make repositories as well, with settings of their own, and are refused with the rest.
 *
 * @param environment facts of the account stack in the Region
 * @param environmentNames environments whose deployers, by their fixed names, make repositories
 * @returns the policy document
 * @see AWS, "Private registry permissions in Amazon ECR":
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
export function imageRegistryPolicy(environment: Environment, environmentNames: readonly string[]): string {
  const everyRepository = arn(environment, { service: "ecr", resource: `repository/${environment.project}-*` });
  const deny = (sid: string, action: string | readonly string[], Condition: PolicyStatement["Condition"]) =>
    ({
      Sid: sid,
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: everyRepository,
      ...(Condition === undefined ? {} : { Condition }),
    }) as const;
  return policyDocument("registryPolicy", "the image registry", [
    deny("DenyOtherAccounts", "ecr:*", {
      StringNotEquals: { "aws:PrincipalAccount": environment.accountId },
      // AWS's own services carry no account.
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    }),
    deny("DenyAdministration", administrationActions, {
      ArnNotLike: {
        "aws:PrincipalArn": [
          ...environment.deployerRoleArns,
          ...environment.breakGlassRoleArns,
          ...environmentNames.map((name) => roleArn({ ...environment, name }, "deployer")),
        ],
      },
    }),
  ]);
}
