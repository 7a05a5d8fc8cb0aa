import { defineResourceRule } from "../../defineRule.js";
import { identityPolicies, identityPolicyTypes } from "../../identityPolicies.js";

/**
 * No Deny asks for all values of a list: one approved value would carry a foreign one through, and a request without
 * the key would be denied.
 *
 * @see AWS, "Set operators for multivalued context keys":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const trnPolicyForallvaluesDeny = defineResourceRule({
  name: "trn-policy-forallvalues-deny",
  types: identityPolicyTypes,
  check({ type, props }, verdict) {
    for (const { property, document } of identityPolicies(type, props)) {
      if (document.state === "unknown") verdict.undecided(`${property} cannot be known yet`);
      if (document.state !== "known") continue;
      for (const [index, { sid, effect, conditions }] of document.value.statements.entries()) {
        if (effect !== "Deny") continue;
        for (const { operator, key } of conditions.filter(({ operator }) => operator.startsWith("forallvalues:"))) {
          verdict.violation({
            property: `${property} ${sid ?? index} ${key}`,
            found: `a Deny on ${operator} ${key} in statement ${sid ?? `number ${index + 1}`} of ${property}`,
            expected: "ForAnyValue, which fires on any value that is wrong",
            fix: "use ForAnyValue, and a Null condition in a statement of its own where the key must be there",
          });
        }
      }
    }
  },
});
