import {
  accountEnvironment,
  adoptionOptions,
  ArgsCheck,
  arn,
  childOf,
  physicalName,
  policyArn,
  policyDocument,
  rolePath,
  type DataProtection,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deployerBoundary, deployerBoundaryPurpose } from "./deployerBoundary.js";
import {
  deployerPolicy,
  deployerPurpose,
  deployerServicePolicies,
  deployerServicePurpose,
  type DeploymentState,
  type StackName,
} from "./deployerPolicy.js";

/** Longest session, in seconds: firewalls and private domains take long. */
const maxSessionSeconds = 7_200;

/** One stack that pipelines deploy. */
export interface DeployedStack extends StackName {
  /**
   * Exact subjects of the tokens that may deploy it, at least one and no wildcard, such as
   * `repo:acme@123456/ml@456789:environment:prod`.
   */
  readonly subjects: readonly string[];
  /** Names of its buckets, at least one. */
  readonly bucketNames: readonly string[];
}

/** Arguments of {@link DeploymentPath}. */
export interface DeploymentPathArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /**
   * Issuer of the tokens with which a pipeline says which it is, such as `https://token.actions.githubusercontent.com`.
   */
  readonly issuer: string;
  /** Audience of the tokens, such as `sts.amazonaws.com`. */
  readonly audience: string;
  /** The stacks, by environment; `account` for the account stack, which must be there. */
  readonly stacks: Readonly<Record<string, DeployedStack>>;
  /** Regions in which the stacks make something, at least one. */
  readonly regions: readonly string[];
  /**
   * Bucket and keys of Pulumi's state.
   * @defaultValue none: the state is not kept in this account
   */
  readonly state?: DeploymentState;
  /**
   * Whether the account's provider for the issuer is made here.
   *
   * - `create`: it is made
   * - `external`: it exists, and somebody else keeps it; an account has only one for each issuer
   * - `import:<ARN>`: it exists; one run takes it over, after which the setting goes back to `create`
   * @defaultValue "create"
   */
  readonly adopt?: string;
  /**
   * `disposable` lets the deployers of environments empty the buckets that a destroy deletes.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * The way in for pipelines: sessions of at most two hours, for exactly named subjects, of one deployer role for the
 * account stack and one for each environment, each under a boundary of its own. Serves GOV-46.
 *
 * @remarks A deployer role exists only once its account stack does, so an administrator runs the first `up`; and whoever
 * destroys the account stack does it as one, since the deployer's role goes with it, and no deployer deletes the trail or
 * records.
 * @see AWS, "Create a role for OpenID Connect federation (console)":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export class DeploymentPath extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:DeploymentPath";

  /** ARN of each deployer role, by environment. */
  readonly roleArns: Readonly<Record<string, pulumi.Output<string>>>;

  /**
   * @throws pulumi.ResourceError for an issuer without TLS, a stack without subjects or buckets, a subject with a wildcard
   * or of pull requests, and a bucket of state that is one of the stacks' own
   * @throws PolicyDocumentError for more environments, Regions or buckets than IAM's policies hold
   */
  constructor(name: string, args: DeploymentPathArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DeploymentPath.__pulumiType, name, args, opts);
    checkArgs(this, name, args);
    const { audience, dataProtection = "retain", issuer, regions, state } = args;
    const account = accountEnvironment(args.environment);
    const adopt = args.adopt ?? "create";
    const issuerHost = issuer.replace(/^https:\/\//, "");
    const providerArn = arn(account, { service: "iam", region: "", resource: `oidc-provider/${issuerHost}` });
    const provider =
      adopt === "external"
        ? undefined
        : new aws.iam.OpenIdConnectProvider(
            `${name}-provider`,
            { url: issuer, clientIdLists: [audience] },
            childOf(this, "GOV-46", adoptionOptions(adopt)),
          );
    const environmentNames = Object.keys(args.stacks).filter((each) => each !== account.name);
    const accountStack = args.stacks[account.name];

    this.roleArns = Object.fromEntries(
      Object.entries(args.stacks).map(([environmentName, stack]) => {
        const environment = { ...account, name: environmentName };
        const boundaryPurpose = deployerBoundaryPurpose(environmentName);
        const boundary = new aws.iam.Policy(
          `${name}-${environmentName}-boundary`,
          {
            name: physicalName(account, "policy", boundaryPurpose),
            path: rolePath(account),
            description: `Ceiling of the deployer role of ${environmentName}`,
            policy: deployerBoundary(environment, environmentNames),
          },
          childOf(this, "GOV-46", { deleteBeforeReplace: false }),
        );
        const role = new aws.iam.Role(
          `${name}-${environmentName}-role`,
          {
            name: physicalName(environment, "role", deployerPurpose),
            path: rolePath(environment),
            description: `Deploys the stack of ${environmentName}`,
            assumeRolePolicy: trustPolicy(environmentName, providerArn, issuerHost, audience, stack.subjects),
            // By its name: rules tell a deployer by its boundary, also before that exists.
            permissionsBoundary: policyArn(account, boundaryPurpose),
            maxSessionDuration: maxSessionSeconds,
          },
          childOf(this, "GOV-46", { dependsOn: [boundary, ...(provider === undefined ? [] : [provider])] }),
        );
        const policy = new aws.iam.RolePolicy(
          `${name}-${environmentName}-policy`,
          {
            name: deployerPurpose,
            role: role.name,
            policy: deployerPolicy({
              environment,
              environmentNames,
              regions,
              bucketNames: stack.bucketNames,
              issuerHost,
              emptiesBuckets: dataProtection === "disposable",
              state: state === undefined ? undefined : { ...state, own: stack, account: accountStack ?? stack },
            }),
          },
          childOf(this, "GOV-46"),
        );
        new aws.iam.RolePoliciesExclusive(
          `${name}-${environmentName}-policies-exclusive`,
          { roleName: role.name, policyNames: [deployerPurpose] },
          childOf(this, "GOV-46", { dependsOn: policy }),
        );
        const services = Object.entries(deployerServicePolicies(environmentName)).map(([part, document]) =>
          this.#servicePolicy(`${name}-${environmentName}-${part}`, account, environmentName, part, document, role),
        );
        new aws.iam.RolePolicyAttachmentsExclusive(
          `${name}-${environmentName}-attachments-exclusive`,
          { roleName: role.name, policyArns: services.map(({ policyArn: attached }) => attached) },
          childOf(this, "GOV-46", { dependsOn: services }),
        );
        return [environmentName, role.arn];
      }),
    );
    this.registerOutputs({ roleArns: this.roleArns });
  }

  #servicePolicy(
    name: string,
    account: Environment,
    environmentName: string,
    part: string,
    document: string,
    role: aws.iam.Role,
  ): aws.iam.RolePolicyAttachment {
    const purpose = deployerServicePurpose(environmentName, part);
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: physicalName(account, "policy", purpose),
        path: rolePath(account),
        description: `What the deployer role of ${environmentName} makes: ${part}`,
        policy: document,
      },
      childOf(this, "GOV-46"),
    );
    return new aws.iam.RolePolicyAttachment(
      `${name}-attachment`,
      // By its name, so that a first preview knows it.
      { role: role.name, policyArn: policyArn(account, purpose) },
      childOf(this, "GOV-46", { dependsOn: policy }),
    );
  }
}

function checkArgs(component: DeploymentPath, name: string, args: DeploymentPathArgs): void {
  const account = accountEnvironment(args.environment);
  const check = new ArgsCheck(component, `DeploymentPath "${name}"`)
    .that(/^https:\/\/[^/?#]+(\/[^?#]*[^/?#])?$/.test(args.issuer), "issuer", "must be an https URL", args.issuer)
    .that(args.audience !== "" && !/[*?]/.test(args.audience), "audience", "must be exact", args.audience)
    .that(account.name in args.stacks, "stacks", `must name that of "${account.name}"`)
    .notEmpty("regions", args.regions);
  for (const [environmentName, { subjects, bucketNames }] of Object.entries(args.stacks)) {
    const place = `stacks.${environmentName}`;
    check
      .notEmpty(`${place}.subjects`, subjects)
      .that(
        subjects.every((subject) => !/[*?]|\$\{|:pull_request$/.test(subject)),
        `${place}.subjects`,
        "must be exact, without * and ?, and none of pull requests",
        subjects,
      )
      .notEmpty(`${place}.bucketNames`, bucketNames);
  }
  if (args.state !== undefined) {
    const { bucketName, keyArns } = args.state;
    check
      .that(
        Object.keys(args.stacks).every((each) => !bucketName.startsWith(`${account.project}-${each}-`)),
        "state.bucketName",
        "must not begin like the stacks' own buckets, whose objects no deployer reads",
        bucketName,
      )
      .notEmpty("state.keyArns", keyArns);
  }
  check.done();
}

/**
 * Tokens of the issuer open the role if audience and subject are exactly these. Both keys belong to the issuer, and one
 * that a token lacks matches nothing.
 */
function trustPolicy(
  environmentName: string,
  providerArn: string,
  issuerHost: string,
  audience: string,
  subjects: readonly string[],
): string {
  return policyDocument("trustPolicy", `role "${deployerPurpose}" of ${environmentName}`, [
    {
      Sid: "PipelineDeploys",
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${issuerHost}:aud`]: audience, [`${issuerHost}:sub`]: subjects } },
    },
  ]);
}
