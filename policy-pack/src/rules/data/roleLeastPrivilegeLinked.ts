import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";

/** What seals a role, and how messages name it. */
const seals = [
  [awsType.rolePoliciesExclusive, "aws.iam.RolePoliciesExclusive"],
  [awsType.rolePolicyAttachmentsExclusive, "aws.iam.RolePolicyAttachmentsExclusive"],
] as const;

/** Every role is sealed against policies that somebody adds by hand. */
export const dataRoleLeastPrivilegeLinked = defineStackRule({
  name: "data-role-least-privilege-linked",
  types: [awsType.role],
  check(role, stack, verdict) {
    for (const [type, kind] of seals) {
      const { linked, floating } = companionsOf(stack, role, type, "roleName", ["name", "id"]);
      if (linked.length > 0) continue;
      if (floating.length > 0) {
        const names = floating.map(({ name }) => name).join(", ");
        verdict.undecided(`whether an ${kind} (${names}) is for this role cannot be known yet`);
      } else {
        verdict.violation({
          property: kind,
          found: `no ${kind}`,
          expected: `an ${kind} for this role`,
          fix: `add an ${kind} whose roleName is this role's name, with what the role may have`,
        });
      }
    }
  },
});
