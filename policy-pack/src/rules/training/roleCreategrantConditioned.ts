import { defineResourceRule } from "../../defineRule.js";
import { identityPolicies, identityPolicyTypes, isCeiling } from "../../identityPolicies.js";
import { coversAction } from "../../policyDocument.js";

/**
 * A role grants the use of a key to AWS services only, for a resource of ours: never to another role or account.
 *
 * @see AWS, "AWS KMS condition keys": https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export const trnRoleCreategrantConditioned = defineResourceRule({
  name: "trn-role-creategrant-conditioned",
  types: identityPolicyTypes,
  check({ type, props }, verdict) {
    if (isCeiling(type, props)) verdict.notApplicable("A permissions boundary grants nothing");
    for (const { property, document } of identityPolicies(type, props)) {
      if (document.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
      if (document.state !== "known") continue;
      for (const [index, statement] of document.value.statements.entries()) {
        const grants = coversAction(statement, "kms:CreateGrant") || statement.negations.includes("NotAction");
        const forService = statement.conditions.some(
          ({ operator, key, values }) =>
            operator === "bool" && key === "kms:grantisforawsresource" && values.every((value) => value === "true"),
        );
        if (statement.effect !== "Allow" || !grants || forService) continue;
        const name = statement.sid ?? `number ${index + 1}`;
        verdict.violation({
          property: `${property} ${name}`,
          found: `statement ${name} of ${property} that allows any grant`,
          expected: "grants for AWS resources only",
          fix: "put kms:CreateGrant into a statement with Bool kms:GrantIsForAWSResource true",
        });
      }
    }
  },
});
