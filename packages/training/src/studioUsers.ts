import {
  ArgsCheck,
  childOf,
  studioPersonas,
  studioProfileName,
  type ServiceRole,
  type StudioPersona,
  type StudioUser,
} from "@secure-ml/core";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StudioSignIn } from "./studioDomain.js";

/** Arguments of {@link StudioUsers}. */
export interface StudioUsersArgs {
  /** The domain, as {@link StudioDomain} hands it over. */
  readonly domain: {
    readonly domainId: pulumi.Input<string>;
    readonly applicationArn: pulumi.Input<string>;
    readonly signIn: StudioSignIn;
  };
  /**
   * Id of the identity store in which the groups are, such as `d-1234567890`. Needed to sign in through IAM Identity
   * Center.
   */
  readonly identityStoreId?: string;
  /** Display names of the groups that may open Studio, by persona. Members of groups inside them may not. */
  readonly groups: Readonly<Partial<Record<StudioPersona, string | undefined>>>;
  /** Who gets a profile. Their group must have them as a direct member, which only IAM Identity Center can know. */
  readonly users: readonly StudioUser[];
  /**
   * The personas' roles, which are those of their apps. None may be the domain's default role. A profile waits for the
   * permissions of its role.
   */
  readonly roles: Readonly<Record<StudioPersona, Pick<ServiceRole, "roleArn" | "ready">>>;
  /** Ids of 1 to 4 security groups of their apps. */
  readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Who may open Studio, and as what: each persona's group of IAM Identity Center is assigned to the domain, and each user
 * has a profile with the role of their persona. Serves TRN-01.
 *
 * @remarks SageMaker's profile alone lets nobody in: a user must be in an assigned group. Whoever is in one without a
 * profile gets a profile with the domain's default role when they first sign in. To take somebody out, remove them from
 * the group first; a profile can only be deleted once its apps and spaces are. Another name makes another profile, whose
 * home directory is empty.
 * @see AWS, "CreateUserProfile": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateUserProfile.html
 * @example
 * ```ts
 * import { StudioUsers } from "@secure-ml/training";
 *
 * new StudioUsers("studio-users", {
 *   domain,
 *   identityStoreId: "d-1234567890",
 *   groups: { ds: "acme-data-scientists", mle: "acme-ml-engineers" },
 *   users: [{ name: "ada@example.com", persona: "ds" }],
 *   roles,
 *   securityGroupIds,
 * });
 * ```
 */
export class StudioUsers extends pulumi.ComponentResource {
  static readonly __pulumiType = "secure-ml:training:StudioUsers";

  /** ARNs of the profiles, by user name. */
  readonly profileArns: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError for users without a group and for users that share a profile, all at once */
  constructor(name: string, args: StudioUsersArgs, opts?: pulumi.ComponentResourceOptions) {
    super(StudioUsers.__pulumiType, name, args, opts);
    const { domain, identityStoreId, groups, users } = args;
    const usesIdentityCenter = domain.signIn === "identity-center";
    this.#check(name, args, usesIdentityCenter);

    const assignments = new Map<StudioPersona, pulumi.Resource>();
    for (const persona of usesIdentityCenter ? studioPersonas : []) {
      const displayName = groups[persona];
      if (displayName === undefined || identityStoreId === undefined) continue;
      const { groupId } = aws.identitystore.getGroupOutput(
        {
          identityStoreId,
          alternateIdentifier: {
            uniqueAttribute: { attributePath: "DisplayName", attributeValue: displayName },
          },
        },
        { parent: this },
      );
      assignments.set(
        persona,
        new aws.ssoadmin.ApplicationAssignment(
          `${name}-assignment-${persona}`,
          { applicationArn: domain.applicationArn, principalId: groupId, principalType: "GROUP" },
          childOf(this, "TRN-01"),
        ),
      );
    }

    this.profileArns = Object.fromEntries(
      users.map((user) => {
        const profileName = studioProfileName(user.name);
        const assignment = assignments.get(user.persona);
        const role = args.roles[user.persona];
        const profile = new aws.sagemaker.UserProfile(
          `${name}-profile-${profileName}`,
          {
            domainId: domain.domainId,
            userProfileName: profileName,
            ...(usesIdentityCenter ? { singleSignOnUserIdentifier: "UserName", singleSignOnUserValue: user.name } : {}),
            userSettings: { executionRole: role.roleArn, securityGroups: args.securityGroupIds },
            tags: { persona: user.persona },
          },
          childOf(this, "TRN-01", {
            // SageMaker refuses a second profile of one name.
            deleteBeforeReplace: true,
            // A first sign-in before the profile is made would make one with the default role.
            dependsOn: [role.ready, ...(assignment === undefined ? [] : [assignment])],
          }),
        );
        return [user.name, profile.arn] as const;
      }),
    );
    this.registerOutputs({ profileArns: this.profileArns });
  }

  #check(name: string, { identityStoreId, groups, users }: StudioUsersArgs, usesIdentityCenter: boolean): void {
    const check = new ArgsCheck(this, `StudioUsers "${name}"`);
    if (usesIdentityCenter) {
      const personas = studioPersonas.filter((persona) => users.some((user) => user.persona === persona));
      for (const persona of personas) {
        check.that(groups[persona] !== undefined, `groups.${persona}`, "must name a group, since there are such users");
      }
      check
        .that(groups.ds === undefined || groups.ds !== groups.mle, "groups", "must name a group once", groups)
        .that(
          identityStoreId !== undefined || studioPersonas.every((persona) => groups[persona] === undefined),
          "identityStoreId",
          "must be given with groups",
        );
    }
    const profiles = users.map((user) => studioProfileName(user.name).toLowerCase());
    const repeated = users.filter((_, index) => profiles.indexOf(profiles[index] ?? "") !== index);
    check
      .that(
        repeated.length === 0,
        "users",
        "must each have a profile name of their own",
        repeated.map((user) => user.name),
      )
      .done();
  }
}
