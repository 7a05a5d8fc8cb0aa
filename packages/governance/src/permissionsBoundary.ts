import {
  accountEnvironment,
  ArgsCheck,
  boundaryPurpose,
  childOf,
  physicalName,
  rolePath,
  type Environment,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundaryPolicy } from "./boundaryPolicy.js";

/** Arguments of {@link PermissionsBoundary}. */
export interface PermissionsBoundaryArgs {
  /** Facts of the account stack in its home Region. */
  readonly environment: Environment;
  /** Regions in which roles may work, at least one. */
  readonly allowedRegions: readonly string[];
}

/**
 * The one permissions boundary of every role of both stacks. Serves GOV-40, the boundary's part of INF-06 and of TRN-07.
 *
 * @remarks One per account: make it in the home Region only, and before every role, since IAM refuses a role whose
 * boundary does not exist. Give a component with roles the option `dependsOn` on it. IAM deletes no boundary that a role
 * still carries, so platform stacks are destroyed before the account stack. Roles of deployers and break-glass roles must
 * not carry it: it denies them their work.
 * @see AWS, "Permissions boundaries for IAM entities":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * @example
 * ```ts
 * import { PermissionsBoundary } from "@secure-ml/governance";
 *
 * new PermissionsBoundary("boundary", {
 *   environment,
 *   allowedRegions: ["eu-central-1"],
 * });
 * ```
 */
export class PermissionsBoundary extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:governance:PermissionsBoundary";

  /** ARN of the boundary; equals core's `boundaryArn(environment)`, but its consumers wait for the policy. */
  readonly boundaryArn: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for an empty list */
  constructor(name: string, args: PermissionsBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PermissionsBoundary.__pulumiType, name, args, opts);
    new ArgsCheck(this, `PermissionsBoundary "${name}"`).notEmpty("allowedRegions", args.allowedRegions).done();

    const account = accountEnvironment(args.environment);
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: physicalName(account, "policy", boundaryPurpose),
        path: rolePath(account),
        // IAM cannot change a description: a new one asks for a replacement.
        description: "Ceiling of every role of the platform",
        policy: boundaryPolicy(args),
      },
      // The provider would delete first, since the name is fixed. A boundary may not be away for a moment: a replacement
      // fails on the name that exists.
      childOf(this, "GOV-40", { deleteBeforeReplace: false }),
    );
    this.boundaryArn = policy.arn;
    this.registerOutputs({ boundaryArn: this.boundaryArn });
  }
}
