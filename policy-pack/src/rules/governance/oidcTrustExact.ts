import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { coversAction, isForEveryone, readDocument, type Condition, type Statement } from "../../policyDocument.js";

/** Longest session of a role that a token opens, in seconds. */
const maximumSeconds = 7_200;

const action = "sts:AssumeRoleWithWebIdentity";

/**
 * A role that tokens of an OpenID Connect provider open, opens for exactly named audiences and subjects of that provider:
 * without a subject, or with a wildcard in it, every repository of the host comes in, and with the subject of pull requests
 * whoever opens one.
 *
 * @see AWS, "Create a role for OpenID Connect federation (console)":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export const govOidcTrustExact = defineResourceRule({
  name: "gov-oidc-trust-exact",
  types: [awsType.role],
  check({ props }, verdict) {
    const document = readDocument(props, "assumeRolePolicy");
    if (document.state === "unknown") {
      verdict.undecided("assumeRolePolicy cannot be known yet");
      return;
    }
    const federated = document.state === "known" ? document.value.statements.filter(opensToTokens) : [];
    if (federated.length === 0) verdict.notApplicable("No token of an OpenID Connect provider opens the role");
    for (const statement of federated) {
      for (const claim of ["aud", "sub"]) {
        if (isExact(statement, claim)) continue;
        const similar = statement.conditions.filter(({ key }) => key.endsWith(`:${claim}`));
        verdict.violation({
          property: `assumeRolePolicy ${statement.sid ?? "without Sid"} ${claim}`,
          found:
            similar.length === 0
              ? `a trust without a condition on ${claim}`
              : similar.map(({ operator, key, values }) => `${operator} ${key} ${values.join(", ")}`).join(" and "),
          expected: `StringEquals on the provider's ${claim} with exact values, without * and ?, and none of pull requests`,
          fix: `compare <issuer>:${claim} by StringEquals with each exact value`,
        });
      }
    }
    verdict.require(read(props, "maxSessionDuration"), {
      property: "maxSessionDuration",
      accepts: (value) => typeof value === "number" && value <= maximumSeconds,
      expected: `at most ${maximumSeconds} seconds`,
      fix: `set maxSessionDuration to ${maximumSeconds} or less`,
      // IAM's own default is an hour.
      absent: "passes",
    });
  },
});

function opensToTokens(statement: Statement): boolean {
  const { effect, negations, principals } = statement;
  const forProviders =
    isForEveryone(statement) ||
    negations.includes("NotPrincipal") ||
    principals.some(({ type, value }) => type === "Federated" && !value.includes(":saml-provider/"));
  return effect === "Allow" && forProviders && (negations.includes("NotAction") || coversAction(statement, action));
}

function isExact({ conditions, negations, principals }: Statement, claim: string): boolean {
  const issuers = principals.flatMap(({ type, value }) => (type === "Federated" ? [issuerOf(value)] : []));
  return (
    negations.length === 0 &&
    issuers.length > 0 &&
    issuers.every((issuer) => conditions.some((condition) => pinsClaim(condition, `${issuer}:${claim}`)))
  );
}

/** Keys are the issuer's own: another issuer's key is in no token of this one, and proves nothing about it. */
function pinsClaim({ operator, key, values }: Condition, wanted: string): boolean {
  return (
    operator === "stringequals" &&
    key === wanted.toLowerCase() &&
    values.length > 0 &&
    values.every((value) => value !== "" && !/[*?]|\$\{|:pull_request$/.test(value))
  );
}

/** Host and path of the issuer; those that IAM knows by itself are named without an ARN. */
function issuerOf(principal: string): string {
  return principal.replace(/^arn:[^:]*:iam::\d{12}:oidc-provider\//, "");
}
