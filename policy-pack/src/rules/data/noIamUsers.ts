import { defineResourceRule } from "../../defineRule.js";

/** Users, and whatever gives one a secret, a permission or a group. Only the type counts, so nothing is ever unknown. */
const userTypes = [
  "aws:iam/accessKey:AccessKey",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/signingCertificate:SigningCertificate",
  "aws:iam/sshKey:SshKey",
  "aws:iam/user:User",
  "aws:iam/userGroupMembership:UserGroupMembership",
  "aws:iam/userLoginProfile:UserLoginProfile",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
];

/**
 * There are no IAM users: their secrets never expire by themselves, and an access key's stays in the stack's state.
 *
 * @see AWS, "Programmatic access with AWS security credentials":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html
 */
export const dataNoIamUsers = defineResourceRule({
  name: "data-no-iam-users",
  types: userTypes,
  check({ type }, verdict) {
    verdict.violation({
      property: "type",
      found: `aws.iam.${type.slice(type.lastIndexOf(":") + 1)}, which belongs to an IAM user`,
      expected: "roles with short sessions",
      fix: "remove it; people come through Identity Center, services and pipelines through an aws.iam.Role",
    });
  },
});
