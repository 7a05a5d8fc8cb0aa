import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFixedMatch, isForEveryone } from "../../policyDocument.js";
import { read } from "../../known.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * The resource policy of an API lets nobody in without a condition. Whether an API has one at all is for
 * `inf-api-resource-policy-linked`.
 *
 * @see AWS, "API Gateway resource policy examples":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export const infApiResourcePolicy = defineResourceRule({
  name: "inf-api-resource-policy",
  types: [awsType.restApi, awsType.restApiPolicy],
  check({ type, props }, verdict) {
    const policy = read(props, "policy");
    const none = policy.state === "absent" || (policy.state === "known" && policy.value === "");
    if (type === awsType.restApi && none) {
      verdict.notApplicable("The API has no policy of its own; a resource beside it may hold one");
    }
    for (const statement of requireDocument(props, verdict)?.statements ?? []) {
      if (statement.effect === "Deny") continue;
      const name = statement.sid ?? "without Sid";
      if (statement.negations.length > 0) {
        verdict.violation({
          property: `policy ${name} negation`,
          found: `an Allow (${name}) that says what it does not mean`,
          expected: "Principal, Action and Resource",
          fix: "replace NotPrincipal, NotAction and NotResource by what is meant",
        });
      }
      if (isForEveryone(statement) && !statement.conditions.some(isFixedMatch)) {
        verdict.violation({
          property: `policy ${name}`,
          found: `an Allow (${name}) to everyone without a condition that narrows it`,
          expected: "a condition with fixed values, such as aws:SourceVpce or aws:PrincipalArn",
          fix: "add StringEquals aws:SourceVpce with the ids of the callers' endpoints",
        });
      }
    }
  },
});
