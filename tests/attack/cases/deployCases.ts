import type { AttackCase, RequestContext } from "../attackCase.js";
import type { Estate } from "../estate.js";
import { strangerAccount, type Principals } from "../principals.js";

/** The deployers: which pipeline becomes one, what they need, and what even a deployer cannot do. */
export function deployCases(estate: Estate, who: Principals): readonly AttackCase[] {
  const { accountId, environment, boundaryArn, region } = estate;
  const { accountDeployer, accountDeployerWidened, platformDeployer, platformDeployerWidened } = who;
  const both = [accountDeployer, platformDeployer];
  const widened = [accountDeployerWidened, platformDeployerWidened];
  const host = "token.actions.githubusercontent.com";
  const token = (issuer: string, account = accountId) => ({
    label: `a token of ${issuer}`,
    id: `arn:aws:iam::${account}:oidc-provider/${issuer}`,
    identity: { Version: "2012-10-17", Statement: [] },
  });
  const claims = (sub: string, aud = "sts.amazonaws.com") => ({ [`${host}:aud`]: aud, [`${host}:sub`]: sub });
  const repository = "repo:acme@1234567/ml-platform@123456789";
  const own = environment === "dev" ? `${repository}:ref:refs/heads/main` : `${repository}:environment:prod`;
  const ofAccount = environment === "dev" ? own : `${repository}:environment:account-prod`;
  const iam = (resource: string): string => `arn:aws:iam::${accountId}:${resource}`;
  const role = (name: string, purpose: string) => iam(`role/acmeml/${name}/acmeml-${name}-${purpose}`);
  const training = role(environment, "training");
  const elsewhere = environment === "dev" ? "prod" : "dev";
  const underBoundary = { "iam:PermissionsBoundary": boundaryArn };
  const underDeployerBoundary = (name: string) => ({
    "iam:PermissionsBoundary": boundaryArn.replace(/-boundary$/, `-deployer-${name}-boundary`),
  });
  const assume = "sts:AssumeRoleWithWebIdentity";
  const objects = Object.values(estate.dataBuckets).map((bucket) => `${bucket}/object`);
  const records = ["audit-logs", "evidence", "findings"].map((zone) => `${String(estate.accountBuckets[zone])}/record`);
  const roleChanges = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"];
  const tagged = (name: string) => ({ "aws:ResourceTag/environment": name });
  const via = (service: string): RequestContext => ({
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "aws:ViaAWSService": "true",
  });
  const grant = { "kms:GrantIsForAWSResource": "true" };
  const passed = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
  const state = `arn:aws:s3:::acme-pulumi-state-${accountId}`;
  const stateKey = `arn:aws:kms:${region}:${accountId}:key/5a7e0000-0000-4000-8000-${accountId}`;
  const inVpc = { "sagemaker:VpcSubnets": ["subnet-1"], "sagemaker:VpcSecurityGroupIds": ["sg-1"] };
  const notebook = {
    ...inVpc,
    "sagemaker:DirectInternetAccess": "Disabled",
    "sagemaker:RootAccess": "Disabled",
    "sagemaker:MinimumInstanceMetadataServiceVersion": "2",
  };
  const sageMaker = (resource: string): string => estate.arn("sagemaker", resource);

  const allowed: readonly Omit<AttackCase, "controls" | "expected">[] = [
    {
      name: "the environment's pipeline becomes its deployer",
      principal: token(host),
      action: assume,
      resource: platformDeployer.id,
      context: claims(own),
    },
    {
      name: "the account's pipeline becomes its deployer",
      principal: token(host),
      action: assume,
      resource: accountDeployer.id,
      context: claims(ofAccount),
    },
    {
      name: "the environment's deployer makes a role under the boundary",
      principal: platformDeployer,
      action: roleChanges,
      resource: training,
      context: underBoundary,
    },
    {
      name: "the account's deployer makes a role of its own under the boundary",
      principal: accountDeployer,
      action: roleChanges,
      resource: role("account", "auditor"),
      context: underBoundary,
    },
    {
      name: "the account's deployer makes the deployers under their boundaries",
      principal: accountDeployer,
      action: roleChanges,
      resource: platformDeployer.id,
      context: underDeployerBoundary(environment),
    },
    {
      name: "the account's deployer makes the boundaries",
      principal: accountDeployer,
      action: ["iam:CreatePolicy", "iam:CreatePolicyVersion"],
      resource: [boundaryArn, underDeployerBoundary(environment)["iam:PermissionsBoundary"]],
    },
    {
      name: "the account's deployer makes the pipelines' provider",
      principal: accountDeployer,
      action: ["iam:CreateOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint"],
      resource: iam(`oidc-provider/${host}`),
    },
    {
      name: "a deployer reads roles and policies",
      principal: both,
      action: ["iam:GetRole", "iam:ListRolePolicies"],
      resource: [training, accountDeployer.id, platformDeployer.id],
    },
    {
      name: "the environment's deployer lets a service have its linked role",
      principal: platformDeployer,
      action: "iam:CreateServiceLinkedRole",
      resource: iam("role/aws-service-role/sagemaker.amazonaws.com/AWSServiceRoleForAmazonSageMakerNotebooks"),
    },
    {
      name: "the account's deployer lets Macie have its linked role",
      principal: accountDeployer,
      action: "iam:CreateServiceLinkedRole",
      resource: iam("role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"),
    },
    {
      name: "the environment's deployer passes roles to the services that they are for",
      principal: platformDeployer,
      action: "iam:PassRole",
      resource: [training, role(environment, "flow-logs")],
      context: passed("sagemaker"),
    },
    {
      name: "the account's deployer passes the trail's role to CloudTrail",
      principal: accountDeployer,
      action: "iam:PassRole",
      resource: role("account", "trail-delivery"),
      context: passed("cloudtrail"),
    },
    {
      name: "the environment's deployer changes a key of its own",
      principal: platformDeployer,
      action: ["kms:PutKeyPolicy", "kms:TagResource"],
      resource: String(estate.dataKeys["logs"]),
      context: tagged(environment),
    },
    {
      name: "the account's deployer changes a key of its own",
      principal: accountDeployer,
      action: ["kms:PutKeyPolicy", "kms:TagResource"],
      resource: String(estate.accountKeys["audit"]),
      context: tagged("account"),
    },
    {
      name: "a deployer makes a function with variables under its stack's key",
      principal: platformDeployer,
      action: ["kms:Decrypt", "kms:Encrypt"],
      resource: String(estate.dataKeys["messaging"]),
      context: via("lambda"),
    },
    {
      name: "a function takes the key of its variables from whoever makes it",
      principal: platformDeployer,
      action: "kms:CreateGrant",
      resource: String(estate.dataKeys["messaging"]),
      context: { ...via("lambda"), ...grant },
    },
    {
      name: "the account's deployer makes a function with variables under its key",
      principal: accountDeployer,
      action: ["kms:Decrypt", "kms:Encrypt"],
      resource: String(estate.accountKeys["operations"]),
      context: via("lambda"),
    },
    {
      name: "a function of the account takes the key of its variables from whoever makes it",
      principal: accountDeployer,
      action: "kms:CreateGrant",
      resource: String(estate.accountKeys["operations"]),
      context: { ...via("lambda"), ...grant },
    },
    {
      name: "an image repository takes the account's key from the environment's deployer",
      principal: platformDeployer,
      action: "kms:CreateGrant",
      resource: String(estate.accountKeys["supply-chain"]),
      context: { ...via("ecr"), ...grant, ...tagged("account") },
    },
    {
      name: "the environment's deployer makes and changes its network, functions, logs, topics and queues",
      principal: platformDeployer,
      action: ["lambda:UpdateFunctionCode", "lambda:DeleteFunction"],
      resource: estate.inference.proxyFunctionArn,
    },
    {
      name: "the account's deployer changes the trail",
      principal: accountDeployer,
      action: "cloudtrail:UpdateTrail",
      resource: estate.trailArn,
    },
    {
      name: "the environment's deployer sets its buckets up and lists them",
      principal: platformDeployer,
      action: ["s3:CreateBucket", "s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:ListBucket"],
      resource: Object.values(estate.dataBuckets),
    },
    {
      name: "the account's deployer sets the account's buckets up",
      principal: accountDeployer,
      action: ["s3:CreateBucket", "s3:PutBucketPolicy", "s3:PutBucketObjectLockConfiguration"],
      resource: Object.values(estate.accountBuckets),
    },
    {
      name: "the account's deployer closes the account's buckets to the public",
      principal: accountDeployer,
      action: "s3:PutAccountPublicAccessBlock",
      resource: "*",
    },
    {
      name: "the environment's deployer takes code from the account's bucket",
      principal: platformDeployer,
      action: ["s3:GetObject", "s3:GetObjectVersion"],
      resource: `${String(estate.accountBuckets["code"])}/bundle.zip`,
    },
    {
      name: "a deployer finds its stack's state",
      principal: both,
      action: "s3:ListBucket",
      resource: state,
    },
    {
      name: "the environment's deployer keeps its stack's state, history and lock",
      principal: platformDeployer,
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: [
        `${state}/.pulumi/stacks/secure-ml-platform/${environment}.json`,
        `${state}/.pulumi/history/secure-ml-platform/${environment}/${environment}-1.history.json`,
        `${state}/.pulumi/locks/organization/secure-ml-platform/${environment}/0a1b.json`,
      ],
    },
    {
      name: "the account's deployer keeps its stack's state",
      principal: accountDeployer,
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resource: `${state}/.pulumi/stacks/secure-ml-account/${environment}.json`,
    },
    {
      name: "a deployer reads how the state is laid out",
      principal: both,
      action: "s3:GetObject",
      resource: `${state}/.pulumi/meta.yaml`,
    },
    {
      name: "the environment's deployer reads what the account stack hands out",
      principal: platformDeployer,
      action: "s3:GetObject",
      resource: `${state}/.pulumi/stacks/secure-ml-account/${environment}.json`,
    },
    {
      name: "a deployer makes models in the VPC",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateModel",
      resource: sageMaker("model/m"),
      context: inVpc,
    },
    {
      name: "a deployer makes closed notebooks in the VPC",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateNotebookInstance",
      resource: sageMaker("notebook-instance/n"),
      context: notebook,
    },
    {
      name: "a deployer makes a domain in the VPC",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "VpcOnly" },
    },
    {
      name: "a deployer changes a domain, and leaves its network alone",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:UpdateDomain",
      resource: sageMaker("domain/d-1"),
    },
  ];

  const denied: readonly Omit<AttackCase, "controls" | "expected">[] = [
    ...[
      "repo:acme@1234567/other@987654321:environment:prod",
      "repo:stranger@7/ml-platform@123456789:environment:prod",
      // Whoever takes over a name that was given up has other ids.
      "repo:acme@7654321/ml-platform@123456789:environment:prod",
      "repo:acme/ml-platform:environment:prod",
      `${repository}:pull_request`,
      `${repository}:ref:refs/heads/feature`,
      `${repository}:ref:refs/tags/main`,
      `${repository}:environment:${elsewhere}`,
      `${repository}:environment:prod-2`,
      `${repository}:*`,
      "*",
    ].map((sub) => ({
      name: `${sub} becomes a deployer`,
      principal: token(host),
      action: assume,
      resource: [platformDeployer.id, accountDeployer.id],
      context: claims(sub),
    })),
    {
      name: "a token for another audience becomes a deployer",
      principal: token(host),
      action: assume,
      resource: platformDeployer.id,
      context: claims(own, "https://github.com/acme"),
    },
    {
      name: "a token for another audience becomes the account's deployer",
      principal: token(host),
      action: assume,
      resource: accountDeployer.id,
      context: claims(ofAccount, "https://github.com/acme"),
    },
    {
      name: "a token without subject becomes a deployer",
      principal: token(host),
      action: assume,
      resource: [platformDeployer.id, accountDeployer.id],
      context: { [`${host}:aud`]: "sts.amazonaws.com" },
    },
    {
      name: "a token without audience becomes a deployer",
      principal: token(host),
      action: assume,
      resource: platformDeployer.id,
      context: { [`${host}:sub`]: own },
    },
    {
      name: "a token of another issuer, or of another account's provider, becomes a deployer",
      principal: [token("gitlab.example.com"), token(host, strangerAccount)],
      action: assume,
      resource: [platformDeployer.id, accountDeployer.id],
      context: claims(own),
    },
    {
      name: "a role or a person becomes a deployer without a token",
      principal: [who.administrator, who.workload, who.scientist, who.stranger, who.otherDeployer, accountDeployer],
      action: "sts:AssumeRole",
      resource: [platformDeployer.id, accountDeployer.id],
    },
    {
      name: "a deployer becomes one of the roles that it makes",
      principal: both,
      action: "sts:AssumeRole",
      resource: [training, role("account", "auditor"), role(environment, "approver")],
    },
    // Roles and boundaries.
    {
      name: "the environment's deployer makes a role without a boundary",
      principal: [platformDeployer, platformDeployerWidened],
      action: roleChanges,
      resource: training,
    },
    {
      name: "the environment's deployer makes a role under a deployer's boundary",
      principal: [platformDeployer, platformDeployerWidened],
      action: roleChanges,
      resource: training,
      context: underDeployerBoundary(environment),
    },
    {
      name: "the environment's deployer widens what it may do, or seals itself off",
      principal: platformDeployer,
      action: ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy"],
      resource: ["network", "services"].map((part) =>
        iam(`policy/acmeml/account/acmeml-account-deployer-${environment}-${part}`),
      ),
    },
    {
      name: "a deployer makes a role under a boundary of its own making, or of AWS",
      principal: [...both, ...widened],
      action: [...roleChanges, "iam:PutRolePermissionsBoundary"],
      resource: training,
      context: { "iam:PermissionsBoundary": iam(`policy/acmeml/${environment}/mine`) },
    },
    {
      name: "the account's deployer makes a role without a boundary",
      principal: [accountDeployer, accountDeployerWidened],
      action: roleChanges,
      resource: [training, role("account", "anything"), who.administrator.id],
    },
    {
      name: "a deployer takes a boundary away, its own among them",
      principal: [...both, ...widened],
      action: "iam:DeleteRolePermissionsBoundary",
      resource: [training, accountDeployer.id, platformDeployer.id],
      context: underBoundary,
    },
    {
      name: "the environment's deployer changes itself, or who becomes it",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:AttachRolePolicy"],
      resource: platformDeployer.id,
      context: underDeployerBoundary(environment),
    },
    {
      name: "the environment's deployer tags itself, or comes under another boundary",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["iam:TagRole", "iam:UntagRole"],
      resource: platformDeployer.id,
    },
    {
      name: "the environment's deployer puts itself under another boundary",
      principal: [platformDeployer, platformDeployerWidened],
      action: "iam:PutRolePermissionsBoundary",
      resource: platformDeployer.id,
      context: underBoundary,
    },
    {
      name: "the environment's deployer changes a role of the account stack, of another environment or of nobody's",
      principal: platformDeployer,
      action: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
      resource: [
        role("account", "evidence-export"),
        role(elsewhere, "training"),
        accountDeployer.id,
        who.administrator.id,
      ],
      context: underBoundary,
    },
    {
      name: "the account's deployer changes a role of an environment, or outside of the project",
      principal: accountDeployer,
      action: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
      resource: [training, who.administrator.id],
      context: underBoundary,
    },
    {
      name: "the environment's deployer rewrites the boundaries",
      principal: platformDeployer,
      action: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:SetDefaultPolicyVersion"],
      resource: [boundaryArn, underDeployerBoundary(environment)["iam:PermissionsBoundary"]],
    },
    {
      name: "the environment's deployer lets other issuers in",
      principal: platformDeployer,
      action: ["iam:CreateOpenIDConnectProvider", "iam:AddClientIDToOpenIDConnectProvider"],
      resource: iam(`oidc-provider/${host}`),
    },
    {
      name: "the account's deployer lets another issuer in",
      principal: accountDeployer,
      action: "iam:CreateOpenIDConnectProvider",
      resource: iam("oidc-provider/gitlab.example.com"),
    },
    {
      name: "a deployer makes a user with keys",
      principal: both,
      action: ["iam:CreateUser", "iam:CreateAccessKey"],
      resource: iam("user/ci"),
    },
    {
      name: "a deployer passes a role to a service that its stack has none for",
      principal: both,
      action: "iam:PassRole",
      resource: [training, role("account", "trail-delivery")],
      context: passed("ec2"),
    },
    {
      name: "a deployer passes a role without saying to which service",
      principal: both,
      action: "iam:PassRole",
      resource: [training, role("account", "trail-delivery")],
    },
    {
      name: "a deployer passes a role of another stack, or of nobody's",
      principal: platformDeployer,
      action: "iam:PassRole",
      resource: [role("account", "evidence-export"), role(elsewhere, "training"), who.administrator.id],
      context: passed("lambda"),
    },
    // The audit plane and the account.
    {
      name: "a deployer stops or deletes the trail",
      principal: both,
      action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
      resource: estate.trailArn,
    },
    {
      name: "the environment's deployer changes the trail",
      principal: [platformDeployer],
      action: ["cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
      resource: estate.trailArn,
    },
    {
      name: "the environment's deployer opens or destroys the account's keys",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:TagResource", "kms:UntagResource"],
      resource: Object.values(estate.accountKeys),
      context: tagged("account"),
    },
    {
      name: "a deployer reads, writes or removes records",
      principal: [...both, accountDeployerWidened],
      action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: records,
    },
    {
      name: "a deployer lifts the lock of records",
      principal: [...both, ...widened],
      action: ["s3:BypassGovernanceRetention", "s3:PutObjectRetention", "s3:PutObjectLegalHold"],
      resource: records,
    },
    {
      name: "the environment's deployer changes or deletes the account's buckets",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["s3:PutBucketPolicy", "s3:DeleteBucket", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration"],
      resource: Object.values(estate.accountBuckets),
      openTo: "everybody",
    },
    {
      name: "the account's deployer changes the environment's buckets",
      principal: accountDeployer,
      action: ["s3:PutBucketPolicy", "s3:DeleteBucket"],
      resource: Object.values(estate.dataBuckets),
    },
    {
      name: "the environment's deployer changes the account's topic",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["sns:SetTopicAttributes", "sns:DeleteTopic"],
      resource: estate.accountTopicArn,
      openTo: "everybody",
    },
    {
      name: "the environment's deployer changes or empties the account's queues",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"],
      resource: estate.findingsQueueArn,
      openTo: "everybody",
    },
    {
      name: "the environment's deployer replaces the code that verifies the trail",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["lambda:UpdateFunctionCode", "lambda:DeleteFunction"],
      resource: estate.functionArn,
    },
    {
      name: "the environment's deployer switches the rule over all findings off",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["events:DisableRule", "events:RemoveTargets"],
      resource: estate.findingsRuleArn,
    },
    {
      name: "the environment's deployer opens the account's buckets to the public",
      principal: [platformDeployer, platformDeployerWidened],
      action: "s3:PutAccountPublicAccessBlock",
      resource: "*",
    },
    {
      name: "the environment's deployer switches the encryption of volumes off",
      principal: [platformDeployer, platformDeployerWidened],
      action: ["ec2:DisableEbsEncryptionByDefault", "ec2:DisableSnapshotBlockPublicAccess"],
      resource: "*",
    },
    // Data and models.
    {
      name: "a deployer reads or writes data",
      principal: [...both, ...widened],
      action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      resource: objects,
      openTo: "everybody",
    },
    {
      name: "a deployer decrypts what a key protects by itself",
      principal: both,
      action: ["kms:Decrypt", "kms:Encrypt"],
      resource: [String(estate.dataKeys["messaging"]), String(estate.accountKeys["operations"])],
      openTo: "account",
    },
    {
      name: "a deployer decrypts data through S3",
      principal: both,
      action: "kms:Decrypt",
      resource: [...Object.values(estate.dataKeys), ...Object.values(estate.accountKeys)],
      context: via("s3"),
    },
    {
      name: "a deployer grants a key to somebody",
      principal: both,
      action: "kms:CreateGrant",
      resource: [...Object.values(estate.dataKeys), ...Object.values(estate.accountKeys)],
      context: { "kms:GrantIsForAWSResource": "false" },
    },
    {
      name: "a deployer grants a key to somebody through a service",
      principal: both,
      action: "kms:CreateGrant",
      resource: [String(estate.dataKeys["messaging"]), String(estate.accountKeys["operations"])],
      context: { ...via("lambda"), "kms:GrantIsForAWSResource": "false" },
      openTo: "account",
    },
    {
      name: "a deployer grants a key to a service that its stack does not use",
      principal: both,
      action: "kms:CreateGrant",
      resource: [String(estate.dataKeys["messaging"]), String(estate.accountKeys["operations"])],
      context: { ...via("redshift"), ...grant },
      openTo: "account",
    },
    {
      name: "a deployer calls a model",
      principal: [...both, ...widened],
      action: "sagemaker:InvokeEndpoint",
      resource: sageMaker(`endpoint/acmeml-${environment}-churn`),
    },
    {
      name: "a deployer calls a function, and a model through it",
      principal: [...both, ...widened],
      action: "lambda:InvokeFunction",
      resource: estate.inference.proxyFunctionArn,
    },
    {
      name: "a deployer approves a model version, or registers one as approved",
      principal: [...both, ...widened],
      action: ["sagemaker:UpdateModelPackage", "sagemaker:CreateModelPackage"],
      resource: sageMaker(`model-package/acmeml-${environment}-churn/1`),
      context: { "sagemaker:ModelApprovalStatus": "Approved" },
    },
    {
      name: "a deployer starts a job",
      principal: [...both, ...widened],
      action: "sagemaker:CreateTrainingJob",
      resource: sageMaker("training-job/j"),
      context: inVpc,
    },
    {
      name: "a deployer starts a pipeline",
      principal: [...both, ...widened],
      action: "sagemaker:StartPipelineExecution",
      resource: sageMaker("pipeline/p"),
    },
    {
      name: "a deployer opens Studio or a notebook",
      principal: [...both, ...widened],
      action: "sagemaker:CreatePresignedNotebookInstanceUrl",
      resource: sageMaker("notebook-instance/n"),
    },
    {
      name: "a deployer makes a model without subnets",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateModel",
      resource: sageMaker("model/m"),
      context: { ...inVpc, "sagemaker:VpcSubnets": null },
    },
    {
      name: "a deployer makes a model without security groups",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateModel",
      resource: sageMaker("model/m"),
      context: { ...inVpc, "sagemaker:VpcSecurityGroupIds": null },
    },
    ...(
      [
        ["a notebook with internet access", { "sagemaker:DirectInternetAccess": "Enabled" }],
        ["a notebook that does not say whether it has internet access", { "sagemaker:DirectInternetAccess": null }],
        ["a notebook with root access", { "sagemaker:RootAccess": "Enabled" }],
        ["a notebook with the old metadata service", { "sagemaker:MinimumInstanceMetadataServiceVersion": "1" }],
      ] as const
    ).map(([what, change]) => ({
      name: `a deployer makes ${what}`,
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateNotebookInstance",
      resource: sageMaker("notebook-instance/n"),
      context: { ...notebook, ...change },
    })),
    {
      name: "a deployer makes a domain outside of the VPC",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:CreateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
    },
    {
      name: "a deployer opens a domain to the internet",
      principal: [platformDeployer, ...widened],
      action: "sagemaker:UpdateDomain",
      resource: sageMaker("domain/d-1"),
      context: { "sagemaker:AppNetworkAccessType": "PublicInternetOnly" },
    },
    {
      name: "a deployer starts a machine",
      principal: both,
      action: "ec2:RunInstances",
      resource: estate.arn("ec2", "instance/i-0a1b"),
    },
    {
      name: "a deployer reads logs",
      principal: both,
      action: "logs:FilterLogEvents",
      resource: estate.arn("logs", `log-group:/acmeml/${environment}/inference/proxy`),
    },
    // State.
    {
      name: "the environment's deployer changes the state of another stack",
      principal: platformDeployer,
      action: ["s3:PutObject", "s3:DeleteObject"],
      resource: [
        `${state}/.pulumi/stacks/secure-ml-account/${environment}.json`,
        `${state}/.pulumi/stacks/secure-ml-platform/${environment}2.json`,
        `${state}/.pulumi/locks/organization/secure-ml-account/${environment}/0a1b.json`,
        `${state}/.pulumi/meta.yaml`,
      ],
    },
    {
      name: "the account's deployer reads the state of an environment",
      principal: accountDeployer,
      action: "s3:GetObject",
      resource: `${state}/.pulumi/stacks/secure-ml-platform/${environment}.json`,
    },
    {
      name: "a deployer decrypts with a key that is neither its stack's nor the state's",
      principal: both,
      action: "kms:Decrypt",
      resource: stateKey.replace(/5a7e/, "ffff"),
    },
    {
      name: "a deployer leaves the account, or buys something",
      principal: both,
      action: ["organizations:LeaveOrganization", "route53domains:RegisterDomain"],
      resource: "*",
    },
    {
      name: "the other environment's deployer works here",
      principal: who.otherDeployer,
      action: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"],
      resource: training,
      context: underBoundary,
    },
  ];
  return [
    ...allowed.map((row): AttackCase => ({ ...row, controls: ["GOV-46"], expected: "allowed" })),
    ...denied.map((row): AttackCase => ({ ...row, controls: ["GOV-46"], expected: "denied" })),
    {
      name: "the environment's deployer empties what a destroy deletes",
      controls: ["GOV-46", "DATA-09"],
      principal: platformDeployer,
      action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resource: objects,
      expected: { dev: "allowed", prod: "denied" },
    },
    {
      name: "a deployer opens the secrets of its stack",
      controls: ["GOV-46"],
      principal: both,
      action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      resource: stateKey,
      // The key is no stack's: its owner leaves it to the account.
      openTo: "account",
      expected: "allowed",
    },
  ];
}
