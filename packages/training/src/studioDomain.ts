import {
  ArgsCheck,
  childOf,
  dataProtectionOptions,
  type DataProtection,
  type Environment,
  type ServiceRole,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * How people sign in to Studio.
 *
 * - `identity-center`: through IAM Identity Center, each as the person they are there
 * - `iam-without-single-sign-on`: with a link that an IAM role asks for; whoever may ask for one becomes any profile. For
 *   a sandbox without Identity Center; the policy pack reports it
 */
export type StudioSignIn = "identity-center" | "iam-without-single-sign-on";

/** Arguments of {@link StudioDomain}. */
export interface StudioDomainArgs {
  readonly environment: Environment;
  /** Id of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of 1 to 16 private subnets, two to four free addresses for each user. Another list makes another domain. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the groups of apps and spaces: NFS out to the file system, TCP 8192 to 65535 among themselves. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** ARN of the key of home directories and volumes. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * The role of whoever has no profile of their own and of shared spaces: everybody who is assigned to Studio can get it,
   * so it must be the weakest. It must let SageMaker assume it with `sts:SetSourceIdentity` as well. The domain waits for
   * its permissions.
   */
  readonly defaultRole: Pick<ServiceRole, "roleArn" | "ready">;
  /**
   * How people sign in.
   * @defaultValue "identity-center"
   */
  readonly signIn?: StudioSignIn;
  /**
   * What a destroy does to the domain and to the home directories.
   * @defaultValue "retain"
   */
  readonly dataProtection?: DataProtection;
}

/**
 * The environment's SageMaker Studio domain: people sign in through IAM Identity Center, all traffic goes through our
 * VPC, file system and volumes are under our key, Docker is off, and the trail names the person behind each call. Serves
 * TRN-01.
 *
 * @remarks Free of charge until an app runs. A change of `vpcId`, `subnetIds`, `keyArn` or `signIn` replaces the domain,
 * and every profile with it; `retain` refuses that. Apps and spaces, which people make, must be gone before a domain or a
 * profile can be deleted. With `retain`, the file system, its mount targets and the security groups that SageMaker made
 * for them outlive the domain, and hold the VPC.
 * @see AWS, "Connect Amazon SageMaker Studio in a VPC to External Resources":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export class StudioDomain extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:StudioDomain";

  /** Id of the domain, such as `d-0123456789ab`. */
  readonly domainId: pulumi.Output<string>;
  /** ARN of the domain as an application of IAM Identity Center: what groups are assigned to. Empty without it. */
  readonly applicationArn: pulumi.Output<string>;
  /** How people sign in. */
  readonly signIn: StudioSignIn;
  /** Address at which people find it, once they may open it. */
  readonly url: pulumi.Output<string>;

  /** @throws pulumi.ResourceError for lists that AWS would refuse, all at once */
  constructor(name: string, args: StudioDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super(StudioDomain.__pulumiType, name, args, opts);
    const { environment, subnetIds, securityGroupIds, defaultRole } = args;
    const signIn = args.signIn ?? "identity-center";
    const dataProtection = args.dataProtection ?? "retain";
    new ArgsCheck(this, `StudioDomain "${name}"`)
      .that(hasBetween(subnetIds, 1, 16), "subnetIds", "must name 1 to 16 subnets")
      // AWS takes five, and adds one for NFS itself.
      .that(hasBetween(securityGroupIds, 1, 4), "securityGroupIds", "must name 1 to 4 security groups")
      .done();

    const placement = { executionRole: defaultRole.roleArn, securityGroups: securityGroupIds };
    const domain = new aws.sagemaker.Domain(
      `${name}-domain`,
      {
        domainName: `${environment.project}-${environment.name}`,
        authMode: signIn === "identity-center" ? "SSO" : "IAM",
        appNetworkAccessType: "VpcOnly",
        vpcId: args.vpcId,
        subnetIds,
        kmsKeyId: args.keyArn,
        domainSettings: {
          // Each call of an app then carries the profile's name, although people of one persona share a role.
          executionRoleIdentityConfig: "USER_PROFILE_NAME",
          dockerSettings: { enableDockerAccess: "DISABLED" },
        },
        defaultUserSettings: placement,
        // AWS applies the user settings to private spaces only.
        defaultSpaceSettings: placement,
        retentionPolicy: { homeEfsFileSystem: dataProtection === "retain" ? "Retain" : "Delete" },
        tagPropagation: "ENABLED",
      },
      childOf(this, "TRN-01", {
        ...dataProtectionOptions(dataProtection),
        deleteBeforeReplace: true,
        // Who signs in first must not meet a role without its Denies.
        dependsOn: defaultRole.ready,
      }),
    );

    this.domainId = domain.id;
    this.applicationArn = domain.singleSignOnApplicationArn;
    this.signIn = signIn;
    this.url = domain.url;
    this.registerOutputs({ domainId: this.domainId, applicationArn: this.applicationArn, url: this.url });
  }
}

/** A list that is not known yet is left to AWS. */
function hasBetween(list: pulumi.Input<unknown[]>, minimum: number, maximum: number): boolean {
  return !Array.isArray(list) || (list.length >= minimum && list.length <= maximum);
}
