import type { ControlId } from "@secure-ml/controls";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsCheck } from "./argsCheck.js";
import { policyArn } from "./arn.js";
import { childOf } from "./childOf.js";
import { accountEnvironment, type Environment } from "./environment.js";
import { policyDocument, type PolicyStatement } from "./iam/policyDocument.js";
import { roleTrustPolicy, type RoleTrust } from "./iam/trustPolicy.js";
import { physicalName, rolePath } from "./names.js";

/** Purpose of the permissions boundary that every role carries; its name is fixed, since both stacks cite it (GOV-40). */
export const boundaryPurpose = "boundary";

/** ARN of the account's permissions boundary, composed from its fixed name. */
export function boundaryArn(environment: Environment): string {
  return policyArn(accountEnvironment(environment), boundaryPurpose);
}

/** Arguments of {@link ServiceRole}. */
export interface ServiceRoleArgs {
  readonly environment: Environment;
  /** What the role is for, such as `flow-logs`; its name is `<project>-<environment>-<purpose>`. */
  readonly purpose: string;
  /** One sentence for people who meet the role in the console. */
  readonly description: string;
  /** The service that assumes the role, or the people who do. */
  readonly trust: RoleTrust;
  /** What the role may do, in one inline policy. */
  readonly statements: pulumi.Input<readonly PolicyStatement[]>;
  /**
   * ARNs of customer managed policies that are attached to the role, by a short name; at most 10, IAM's limit.
   * @defaultValue none
   */
  readonly managedPolicyArns?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Tags of the role, such as `persona`. Policies read a role's tags as `aws:PrincipalTag`.
   * @defaultValue none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /** Controls that the role serves besides GOV-40. */
  readonly controls: readonly ControlId[];
}

/**
 * A role for one job: fixed path and name, so that policies can cite it; the account's permissions boundary; one inline
 * policy, the managed policies that are named, and nothing else, which the two exclusive resources enforce against
 * additions made by hand. Serves GOV-40.
 *
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * @example
 * ```ts
 * import { ServiceRole } from "@secure-ml/core";
 *
 * new ServiceRole("report-mail", {
 *   environment,
 *   purpose: "report-mail",
 *   description: "Reads reports and mails them",
 *   trust: { service: "lambda" },
 *   statements: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-reports/*" }],
 *   controls: ["GOV-40"],
 * });
 * ```
 */
export class ServiceRole extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:core:ServiceRole";

  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /** Resolves when the role has its permissions: what uses the role must wait for this, not for the role alone. */
  readonly ready: pulumi.Resource;

  /** @throws pulumi.ResourceError for more managed policies than IAM attaches */
  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ServiceRole.__pulumiType, name, args, opts);
    const { environment, purpose, managedPolicyArns = {} } = args;
    const attached = Object.entries(managedPolicyArns);
    new ArgsCheck(this, `ServiceRole "${name}"`)
      .that(attached.length <= 10, "managedPolicyArns", "must hold at most 10 policies", attached.length)
      .done();
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: physicalName(environment, "role", purpose),
        path: rolePath(environment),
        description: args.description,
        assumeRolePolicy: roleTrustPolicy(environment, `role "${purpose}"`, args.trust),
        permissionsBoundary: boundaryArn(environment),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      childOf(this, ["GOV-40", ...args.controls], { deleteBeforeReplace: true }),
    );
    const attachments = attached.map(
      ([key, policyArn]) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-attachment-${key}`,
          { role: role.name, policyArn },
          childOf(this, args.controls),
        ),
    );
    const policyName = purpose;
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      {
        name: policyName,
        role: role.name,
        policy: pulumi
          .output(args.statements)
          .apply((statements) => policyDocument("rolePolicy", `role "${purpose}"`, statements)),
      },
      // What is attached may refuse: the role has no permissions for a moment without it.
      childOf(this, args.controls, { dependsOn: attachments }),
    );
    new aws.iam.RolePoliciesExclusive(
      `${name}-policies-exclusive`,
      { roleName: role.name, policyNames: [policyName] },
      childOf(this, [], { dependsOn: policy }),
    );
    new aws.iam.RolePolicyAttachmentsExclusive(
      `${name}-attachments-exclusive`,
      { roleName: role.name, policyArns: Object.values(managedPolicyArns) },
      childOf(this, [], { dependsOn: attachments }),
    );
    this.roleArn = role.arn;
    this.ready = policy;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
