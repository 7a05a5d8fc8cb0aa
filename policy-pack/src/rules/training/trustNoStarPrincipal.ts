import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFixedMatch, readDocument, type Statement } from "../../policyDocument.js";

/**
 * A trust policy says who may assume the role. The whole of an account counts as nobody in particular, unless a
 * condition names its roles.
 *
 * @see AWS, "AWS JSON policy elements: Principal":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const trnTrustNoStarPrincipal = defineResourceRule({
  name: "trn-trust-no-star-principal",
  types: [awsType.role],
  check({ props }, verdict) {
    const document = readDocument(props, "assumeRolePolicy");
    if (document.state === "unknown") verdict.undecided("assumeRolePolicy cannot be known yet");
    if (document.state !== "known") return;
    for (const statement of document.value.statements.filter(({ effect }) => effect === "Allow")) {
      for (const who of broadPrincipals(statement)) {
        verdict.violation({
          property: `assumeRolePolicy ${who}`,
          found: `a trust policy that lets in ${who}`,
          expected: "a service, named roles, or an account with a condition on aws:PrincipalArn",
          fix: "name in Principal who assumes the role",
        });
      }
    }
  },
});

function broadPrincipals({ principals, negations, conditions }: Statement): readonly string[] {
  if (negations.includes("NotPrincipal")) return ["everybody but some"];
  const named = conditions.some((condition) => condition.key === "aws:principalarn" && isFixedMatch(condition));
  return principals.flatMap(({ type, value }) => {
    if (type === "*" || /[*?]/.test(value)) return [`everybody (${value})`];
    const isAccount = type === "AWS" && /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(value);
    return isAccount && !named ? [`the whole account ${value}`] : [];
  });
}
