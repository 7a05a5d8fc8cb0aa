import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataNoIamUsers as rule } from "./noIamUsers.js";

const names = [
  "AccessKey",
  "ServiceSpecificCredential",
  "SigningCertificate",
  "SshKey",
  "User",
  "UserGroupMembership",
  "UserLoginProfile",
  "UserPoliciesExclusive",
  "UserPolicy",
  "UserPolicyAttachment",
  "UserPolicyAttachmentsExclusive",
];
const typeOf = (name: string): string => `aws:iam/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const line = (name: string): string =>
  `mandatory ci: found ${name}, which belongs to an IAM user; expected roles with short sessions; ` +
  "fix: remove it; people come through Identity Center, services and pipelines through an aws.iam.Role";

describe("data-no-iam-users", { tags: ["DATA-23"] }, () => {
  it.each(names)("violates with an aws.iam.%s, whatever is known of it", async (name) => {
    expect(
      await reports(rule, [
        resource(typeOf(name), "ci", { user: unknown }),
        resource(typeOf(name), "ci", { user: "ci" }),
        resource(typeOf(name), "ci"),
      ]),
    ).toEqual([line(`aws.iam.${name}`), line(`aws.iam.${name}`), line(`aws.iam.${name}`)]);
  });

  it("does not apply to roles", async () => {
    expect(await reports(rule, [resource(awsType.role, "role")])).toEqual([]);
    expect(await reasons(rule, [resource(awsType.role, "role")])).toHaveLength(1);
  });

  it("violates in dev too", async () => {
    expect(await reports(rule, [resource(typeOf("User"), "ci")], { profile: "dev" })).toEqual([line("aws.iam.User")]);
  });

  itHonoursExemptions(rule, [resource(typeOf("AccessKey"), "ci", { user: "ci" })]);
});
