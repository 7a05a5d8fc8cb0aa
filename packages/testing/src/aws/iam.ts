import { matches, policyDocument } from "./commonChecks.js";
import type { ResourceContext, ResourceModel } from "./resourceModel.js";

/** `AROA...` and the like: a prefix for the kind of thing, then capitals and digits. */
function uniqueId(prefix: string, resource: ResourceContext): string {
  return `${prefix}${resource.hex(17, "unique id").toUpperCase()}`;
}

/** IAM names a provider by its URL without the scheme. */
function oidcProvider(provider: ResourceContext): string {
  return `oidc-provider/${provider.text("url").replace(/^https:\/\//, "")}`;
}

const nameText = /^[0-9A-Za-z=,.@+_-]*$/;
const nameReason = "must match [\\w+=,.@-]";

/** Identity and Access Management. */
export const iam: Readonly<Record<string, ResourceModel>> = {
  "aws:iam/role:Role": {
    global: true,
    taggable: true,
    autoName: { property: "name", maximumLength: 64 },
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    check: (role) => [
      ...matches(role, "name", nameText, nameReason),
      ...matches(role, "name", /^.{1,64}$/, "expected length of name to be in the range (1 - 64)"),
      ...policyDocument(role, "assumeRolePolicy"),
    ],
    id: "name",
    computed: {
      arn: (role) => role.arn("iam", `role${role.text("path")}${role.text("name")}`, "global"),
      createDate: () => "2026-01-01T00:00:00Z",
      uniqueId: (role) => uniqueId("AROA", role),
      inlinePolicies: () => [],
      managedPolicyArns: () => [],
    },
    forceNew: ["name", "namePrefix", "path"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    global: true,
    autoName: { property: "name", maximumLength: 128 },
    check: (policy) => [...matches(policy, "name", nameText, nameReason), ...policyDocument(policy, "policy")],
    id: (policy) => `${policy.text("role")}:${policy.text("name")}`,
    forceNew: ["name", "namePrefix", "role"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    global: true,
    id: (attachment) => `${attachment.text("role")}/${attachment.text("policyArn")}`,
    forceNew: ["policyArn", "role"],
  },
  "aws:iam/policy:Policy": {
    global: true,
    taggable: true,
    autoName: { property: "name", maximumLength: 128 },
    defaults: { path: "/" },
    check: (policy) => [
      ...matches(policy, "name", nameText, nameReason),
      ...matches(policy, "name", /^.{1,128}$/, "expected length of name to be in the range (1 - 128)"),
      ...policyDocument(policy, "policy"),
    ],
    id: (policy) => policy.arn("iam", `policy${policy.text("path")}${policy.text("name")}`, "global"),
    computed: {
      arn: (policy) => policy.arn("iam", `policy${policy.text("path")}${policy.text("name")}`, "global"),
      attachmentCount: () => 0,
      policyId: (policy) => uniqueId("ANPA", policy),
    },
    forceNew: ["description", "name", "namePrefix", "path"],
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    global: true,
    taggable: true,
    check: (provider) => matches(provider, "url", /^https:\/\//, "expected url to have a scheme of: https"),
    id: (provider) => provider.arn("iam", oidcProvider(provider), "global"),
    computed: {
      arn: (provider) => provider.arn("iam", oidcProvider(provider), "global"),
      thumbprintLists: (provider) => [provider.hex(40, "thumbprint")],
    },
    forceNew: ["url"],
  },
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": { global: true, id: "roleName", forceNew: ["roleName"] },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    global: true,
    id: "roleName",
    forceNew: ["roleName"],
  },
};
