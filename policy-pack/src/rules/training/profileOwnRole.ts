import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { describe, read, type Read } from "../../known.js";
import { dependenciesOf } from "../../links.js";
import { domainsOf } from "../../studioDomains.js";

const property = "userSettings.executionRole";
const defaults = ["defaultUserSettings", "defaultSpaceSettings"];

/**
 * Each user of Studio works with the role of their persona, never with the domain's default role: that one belongs to
 * whoever has no profile yet, and would make all of them the same to IAM.
 *
 * @see AWS, "CreateUserProfile": https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateUserProfile.html
 */
export const trnProfileOwnRole = defineStackRule({
  name: "trn-profile-own-role",
  types: [awsType.userProfile],
  check(profile, stack, verdict) {
    const role = read(profile.props, property);
    const expected = "the role of a persona, other than the domain's default role";
    const fix = `set ${property} to the ARN of an aws.iam.Role of the user's persona`;
    if (role.state === "absent") {
      verdict.violation({
        property,
        found: `no ${property}, so that the domain's default role is used`,
        expected,
        fix,
      });
      return;
    }
    const { linked, floating } = domainsOf(profile, stack);
    if (linked.length + floating.length === 0) {
      verdict.undecided("its domain is not in this program, so that its default role cannot be known");
    }
    for (const domain of [...linked, ...floating]) {
      const same = defaults.map((settings) => isSameRole(profile, role, domain, settings));
      if (same.includes("unknown") || (same.includes("same") && floating.includes(domain))) {
        verdict.undecided(`whether ${property} is the default role of ${domain.name} cannot be known yet`);
      } else if (same.includes("same")) {
        const value = role.state === "known" ? ` ${describe(role.value)}` : "";
        verdict.violation({
          property,
          found: `${property}${value}, the default role of ${domain.name}`,
          expected,
          fix,
        });
      }
    }
  },
});

/** By value where both are known, by the roles that both settings depend on while they are not. */
function isSameRole(
  profile: PolicyResource,
  role: Read,
  domain: PolicyResource,
  settings: string,
): "same" | "other" | "unknown" {
  const theirs = read(domain.props, `${settings}.executionRole`);
  if (theirs.state === "absent") return "other";
  if (role.state === "known" && theirs.state === "known") return role.value === theirs.value ? "same" : "other";
  const [mine, others] = [rolesBehind(profile, property), rolesBehind(domain, settings)];
  if (mine.length === 0 || others.length === 0) return "unknown";
  return mine.some((urn) => others.includes(urn)) ? "same" : "other";
}

function rolesBehind(resource: PolicyResource, path: string): readonly string[] {
  return dependenciesOf(resource, path)
    .filter(({ type }) => type === awsType.role)
    .map(({ urn }) => urn);
}
