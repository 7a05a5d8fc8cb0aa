import { defineResourceRule } from "../../defineRule.js";
import { identityPolicies, identityPolicyTypes, isCeiling } from "../../identityPolicies.js";
import { coversAction, isFixedMatch } from "../../policyDocument.js";

/**
 * A role is passed only if it is named, at least by its path, and only to a service that is named: who passes any role
 * to any service has every permission of the account.
 *
 * @see AWS, "Grant a user permissions to pass a role to an AWS service":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const trnPassroleScoped = defineResourceRule({
  name: "trn-passrole-scoped",
  types: identityPolicyTypes,
  check({ type, props }, verdict) {
    if (isCeiling(type, props)) verdict.notApplicable("A permissions boundary grants nothing");
    for (const { property, document } of identityPolicies(type, props)) {
      if (document.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
      if (document.state !== "known") continue;
      for (const [index, statement] of document.value.statements.entries()) {
        const { sid, effect, negations, resources, conditions } = statement;
        const passes = coversAction(statement, "iam:PassRole") || negations.includes("NotAction");
        if (effect !== "Allow" || !passes) continue;
        const name = sid ?? `number ${index + 1}`;
        const wide = resources.filter((role) => !/^arn:[^:*?]+:iam::\d{12}:role\/[^*?]+/.test(role));
        if (wide.length > 0 || negations.includes("NotResource")) {
          verdict.violation({
            property: `${property} ${name} Resource`,
            found: `statement ${name} of ${property} that passes ${wide.join(", ") || "all roles but some"}`,
            expected: "ARNs of roles, or of a path of roles",
            fix: "name the roles in Resource",
          });
        }
        const toService = conditions.some((condition) => {
          return condition.key === "iam:passedtoservice" && isFixedMatch(condition);
        });
        if (!toService) {
          verdict.violation({
            property: `${property} ${name} Condition`,
            found: `statement ${name} of ${property} that passes roles to any service`,
            expected: "a condition on iam:PassedToService",
            fix: "add StringEquals iam:PassedToService with the service",
          });
        }
      }
    }
  },
});
