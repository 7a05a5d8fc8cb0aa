import { all, identities, one, runProgram, type RunOptions } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { readyRole } from "./role.fixture.js";
import { StudioUsers, type StudioUsersArgs } from "./studioUsers.js";

const profileType = "aws:sagemaker/userProfile:UserProfile";
const assignmentType = "aws:ssoadmin/applicationAssignment:ApplicationAssignment";
const applicationArn = "arn:aws:sso::111111111111:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
const roleArns = {
  ds: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-ds",
  mle: "arn:aws:iam::111111111111:role/acme/dev/acme-dev-mle",
};
const args: Omit<StudioUsersArgs, "roles"> = {
  domain: { domainId: "d-0123456789ab", applicationArn, signIn: "identity-center" },
  identityStoreId: "d-9967012345",
  groups: { ds: "ml-scientists", mle: "ml-engineers" },
  users: [
    { name: "ada@example.org", persona: "ds" },
    { name: "grace", persona: "mle" },
  ],
  securityGroupIds: ["sg-1"],
};
const roles = () => ({ ds: readyRole("ds"), mle: readyRole("mle") });
const sandbox = { ...args.domain, applicationArn: "", signIn: "iam-without-single-sign-on" } as const;
const run = (changes: Partial<StudioUsersArgs> = {}, options: RunOptions = {}) =>
  runProgram(() => ({ profileArns: new StudioUsers("users", { ...args, roles: roles(), ...changes }).profileArns }), {
    aws: { region: "eu-central-1" },
    ...options,
  });

describe("StudioUsers", { tags: ["TRN-01"] }, () => {
  it("assigns each persona's group to the domain", async () => {
    const result = await run();
    const groupId = (persona: string) =>
      one(result, assignmentType, `users-assignment-${persona}`).inputs["principalId"];
    expect(one(result, assignmentType, "users-assignment-ds").inputs).toEqual({
      applicationArn,
      principalId: groupId("ds"),
      principalType: "GROUP",
    });
    expect(groupId("ds")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(groupId("mle")).not.toBe(groupId("ds"));
  });

  it("gives each user a profile with the role of their persona, once their group is assigned", async () => {
    const result = await run();
    const profile = one(result, profileType, "users-profile-ada-example-org");
    expect(profile.inputs).toEqual({
      domainId: "d-0123456789ab",
      userProfileName: "ada-example-org",
      singleSignOnUserIdentifier: "UserName",
      singleSignOnUserValue: "ada@example.org",
      userSettings: { executionRole: roleArns.ds, securityGroups: ["sg-1"] },
      tags: { persona: "ds" },
    });
    expect(profile.dependencies).toContain(one(result, assignmentType, "users-assignment-ds").urn);
    expect(profile.dependencies).not.toContain(one(result, assignmentType, "users-assignment-mle").urn);
    expect(profile.options.deleteBeforeReplace).toBe(true);
    expect(result.controls.get(profile.urn)).toEqual(["TRN-01"]);
    expect(one(result, profileType, "users-profile-grace").inputs["userSettings"]).toEqual({
      executionRole: roleArns.mle,
      securityGroups: ["sg-1"],
    });
  });

  it("makes a profile after the permissions of its persona's role, and no other's", async () => {
    const result = await run();
    const { dependencies } = one(result, profileType, "users-profile-ada-example-org");
    expect(dependencies).toContain(one(result, "aws:iam/rolePolicy:RolePolicy", "ds-ready").urn);
    expect(dependencies).not.toContain(one(result, "aws:iam/rolePolicy:RolePolicy", "mle-ready").urn);
  });

  it("hands over the profiles by user", async () => {
    const arn = "arn:aws:sagemaker:eu-central-1:111111111111:user-profile/d-0123456789ab";
    expect((await run()).outputs["profileArns"]).toEqual({
      "ada@example.org": `${arn}/ada-example-org`,
      grace: `${arn}/grace`,
    });
  });

  it("takes groups without users, so that people can already be invited, and nobody at all", async () => {
    const invited = await run({ users: [] });
    expect(all(invited, assignmentType)).toHaveLength(2);
    expect(all(invited, profileType)).toEqual([]);
    expect(all(await run({ users: [], groups: {} }), assignmentType)).toEqual([]);
  });

  it("names nobody of Identity Center in a sandbox that has none", async () => {
    const result = await run({ domain: sandbox, groups: {} });
    expect(all(result, assignmentType)).toEqual([]);
    expect(Object.keys(one(result, profileType, "users-profile-grace").inputs).sort()).toEqual([
      "domainId",
      "tags",
      "userProfileName",
      "userSettings",
    ]);
  });

  it("refuses users without a group, shared groups and shared profiles, all at once", async () => {
    const users = [...args.users, { name: "Ada.example-org", persona: "ds" as const }];
    await expect(run({ groups: { ds: "ml-scientists" }, users })).rejects.toThrow(
      'StudioUsers "users": groups.mle must name a group, since there are such users; ' +
        'users must each have a profile name of their own, but is ["Ada.example-org"].',
    );
    await expect(run({ groups: { ds: "ml", mle: "ml" }, domain: { ...args.domain } })).rejects.toThrow(
      'groups must name a group once, but is {"ds":"ml","mle":"ml"}.',
    );
    const { domain, groups, securityGroupIds } = args;
    const withoutStore = { domain, groups, users, securityGroupIds };
    await expect(runProgram(() => new StudioUsers("users", { ...withoutStore, roles: roles() }))).rejects.toThrow(
      "identityStoreId must be given with groups",
    );
  });

  it("keeps its identities", async () => {
    expect(identities(await run()).filter((line) => /^aws:s(agemaker|soadmin)\//.test(line))).toEqual([
      `${profileType} :: users-profile-ada-example-org :: users`,
      `${profileType} :: users-profile-grace :: users`,
      `${assignmentType} :: users-assignment-ds :: users`,
      `${assignmentType} :: users-assignment-mle :: users`,
    ]);
  });
});
