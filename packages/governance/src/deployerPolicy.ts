import {
  accountEnvironment,
  arn,
  bucketArn,
  physicalName,
  policyDocument,
  programPrefix,
  roleArn,
  rolePath,
  secretRotationPurpose,
  servicePrincipal,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";
import {
  bucketActions,
  deployerActionParts,
  identityChanges,
  keyActions,
  keyUse,
  serviceLinkedRoles,
  passedToServices,
  providerChanges,
  roleChanges,
} from "./deployerActions.js";
import { allow } from "./statements.js";

/** Purpose of a deployer role: its name is fixed, because every protective Deny excepts it. */
export const deployerPurpose = "deployer";

/** Where Pulumi keeps what it knows of the stacks. */
export interface DeploymentState {
  /** Name of the bucket of Pulumi's state, outside both stacks. */
  readonly bucketName: string;
  /** ARNs of the keys of that bucket and of the stacks' secrets, outside both stacks; at least one. */
  readonly keyArns: readonly string[];
}

/** A Pulumi stack, by which its state is found. */
export interface StackName {
  /** Name of the Pulumi project, such as `secure-ml-platform`. */
  readonly project: string;
  /** Name of the stack, such as `prod`. */
  readonly stack: string;
}

/** What a deployer role may do depends on. */
export interface DeployerFacts {
  /** Facts of the deployer's stack. */
  readonly environment: Environment;
  /** All environments of the account: the account's deployer makes their deployer roles, the others leave them alone. */
  readonly environmentNames: readonly string[];
  /** Regions in which the stack makes something, at least one. */
  readonly regions: readonly string[];
  /** Names of the stack's buckets. */
  readonly bucketNames: readonly string[];
  /** Host and path of the issuer, which is what IAM calls its provider. */
  readonly issuerHost: string;
  /** Whether a destroy empties the buckets. */
  readonly emptiesBuckets: boolean;
  /** Where the state is, and under which names; absent where neither bucket nor key is in this account. */
  readonly state: (DeploymentState & { readonly own: StackName; readonly account: StackName }) | undefined;
}

/** Purpose of one of the {@link deployerServicePolicies} of a stack's deployer, which lie in the account's path. */
export function deployerServicePurpose(environmentName: string, part: string): string {
  return `${deployerPurpose}-${environmentName}-${part}`;
}

/**
 * Managed policies of a deployer role (GOV-46): what its stack is made of, service by service, apart from buckets, keys and
 * identities. By part of the name; a role's own policies would not hold them together with {@link deployerPolicy}.
 *
 * @throws PolicyDocumentError when one is too long
 */
export function deployerServicePolicies(environmentName: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(deployerActionParts(environmentName)).map(([part, actions]) => [
      part,
      policyDocument("managedPolicy", `the policy "${deployerServicePurpose(environmentName, part)}"`, [
        allow(part === "network" ? "Network" : "Services", actions),
      ]),
    ]),
  );
}

/**
 * Own policy of a deployer role (GOV-46): what `pulumi up` and `pulumi destroy` of its stack call beside the
 * {@link deployerServicePolicies}, and no more. It manages buckets that it names, roles below the stack's own path, and
 * keys, which it uses through services alone; it reads no object, calls no model, approves none and starts no job.
 *
 * @throws PolicyDocumentError when the lists make it too long
 * @see AWS, "Grant a user permissions to pass a role to an AWS service":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function deployerPolicy(facts: DeployerFacts): string {
  const { environment, regions, bucketNames, emptiesBuckets, state } = facts;
  const { name } = environment;
  const ofAccount = isAccount(environment);
  const iam = (resource: string): string => arn(environment, { service: "iam", region: "", resource });
  const use = keyUse(name);
  const viaServices = regions.flatMap((region) =>
    use.services.map((service) => `${service}.${region}.${environment.dnsSuffix}`),
  );
  const throughServices = { StringEquals: { "kms:ViaService": viaServices } };
  return policyDocument("rolePolicy", `role "${deployerPurpose}" of ${name}`, [
    allow(
      "Buckets",
      bucketActions,
      bucketNames.map((bucket) => bucketArn(environment, bucket)),
    ),
    ...(ofAccount
      ? [allow("PublicAccessBlock", ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"])]
      : []),
    ...(emptiesBuckets && !ofAccount
      ? [
          allow(
            "EmptyBuckets",
            ["s3:DeleteObject", "s3:DeleteObjectVersion"],
            bucketNames.map((bucket) => bucketArn(environment, bucket, "*")),
          ),
        ]
      : []),
    ...(ofAccount
      ? []
      : [
          // Code that a stack deploys lies there before the stack does.
          allow(
            "Code",
            ["s3:GetObject", "s3:GetObjectVersion"],
            bucketArn(environment, physicalName(accountEnvironment(environment), "bucket", "code"), "*"),
          ),
        ]),
    ...(ofAccount ? programStatements(facts) : []),
    allow("Keys", keyActions),
    // The key's own policy says to whom, and for which service.
    allow("KeyGrants", ["kms:CreateGrant"], "*", { ...throughServices, Bool: { "kms:GrantIsForAWSResource": "true" } }),
    allow("KeyUse", use.actions, "*", throughServices),
    allow("IdentityReads", ["iam:Get*", "iam:List*"]),
    allow("Identities", [...roleChanges, ...identityChanges], ownIdentities(facts)),
    ...(ofAccount ? [allow("Provider", providerChanges, iam(`oidc-provider/${facts.issuerHost}`))] : []),
    allow("PassRoles", ["iam:PassRole"], iam(`role${rolePath(environment)}*`), {
      StringEquals: { "iam:PassedToService": passedToServices(name).map(servicePrincipal) },
    }),
    // Whoever sets up a rotation must be allowed to call its function.
    ...(ofAccount ? [] : [allow("RotationFunction", ["lambda:InvokeFunction"], rotationFunctionArn(environment))]),
    allow("ServiceLinkedRoles", ["iam:CreateServiceLinkedRole"], iam(serviceLinkedRoles(name))),
    ...(state === undefined ? [] : stateStatements(environment, state)),
  ]);
}

/** ARN of the environment's function that rotates secrets, in any Region. */
export function rotationFunctionArn(environment: Environment): string {
  return arn(environment, {
    service: "lambda",
    region: "*",
    resource: `function:${physicalName(environment, "function", secretRotationPurpose)}`,
  });
}

/** Roles and policies below the stack's path; of another stack's path only the deployer that the account stack makes. */
function ownIdentities({ environment, environmentNames }: DeployerFacts): readonly string[] {
  const below = (kind: "role" | "policy"): string =>
    arn(environment, { service: "iam", region: "", resource: `${kind}${rolePath(environment)}*` });
  return [
    below("role"),
    below("policy"),
    ...(isAccount(environment)
      ? environmentNames.map((name) => roleArn({ ...environment, name }, deployerPurpose))
      : []),
  ];
}

/**
 * Pulumi keeps a stack's state, history, backups, journal and lock below `.pulumi/<what>/…/<project>/<stack>`, as a folder
 * or as files of that name with an extension. A platform stack reads what the account stack hands out.
 *
 * @see Pulumi, "Using a DIY Backend": https://www.pulumi.com/docs/iac/operations/stack-management/using-a-diy-backend/
 */
function stateStatements(
  environment: Environment,
  { bucketName, keyArns, own, account }: NonNullable<DeployerFacts["state"]>,
): readonly PolicyStatement[] {
  const key = (path: string): string => bucketArn(environment, bucketName, `.pulumi/${path}`);
  return [
    allow("StateList", ["s3:ListBucket"], bucketArn(environment, bucketName)),
    allow(
      "State",
      ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      [key(`*/${own.project}/${own.stack}/*`), key(`*/${own.project}/${own.stack}.*`)],
    ),
    allow(
      "StateReads",
      ["s3:GetObject"],
      [key("meta.yaml"), ...(isAccount(environment) ? [] : [key(`stacks/${account.project}/${account.stack}.*`)])],
    ),
    allow("StateKeys", ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], keyArns),
  ];
}

/** What data is taken in with lies in the bucket `code` of the home Region, where nobody else writes. */
function programStatements({ environment }: DeployerFacts): readonly PolicyStatement[] {
  return [
    allow(
      "Programs",
      [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectTagging",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      bucketArn(environment, physicalName(environment, "bucket", "code"), `${programPrefix}*`),
    ),
    allow("ProgramKey", ["kms:GenerateDataKey"], "*", {
      StringEquals: { "kms:ViaService": `s3.${environment.region}.${environment.dnsSuffix}` },
    }),
  ];
}

function isAccount(environment: Environment): boolean {
  return environment.name === accountEnvironment(environment).name;
}
