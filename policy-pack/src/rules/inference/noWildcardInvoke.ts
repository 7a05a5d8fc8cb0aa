import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readElements } from "../../known.js";
import { matchesPattern, readDocument, type DocumentRead, type Statement } from "../../policyDocument.js";

const calls = [
  "sagemaker:InvokeEndpoint",
  "sagemaker:InvokeEndpointAsync",
  "sagemaker:InvokeEndpointWithResponseStream",
];

/** One endpoint, or one component on it, written out. */
const named = /^arn:[^:*?]+:sagemaker:[^:*?]+:\d{12}:(endpoint|inference-component)\/[^*?]+$/;

/**
 * Whoever may invoke endpoints may invoke those that its policy names.
 *
 * @see AWS, "Actions, resources, and condition keys for Amazon SageMaker":
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export const infNoWildcardInvoke = defineResourceRule({
  name: "inf-no-wildcard-invoke",
  types: [awsType.role, awsType.rolePolicy, awsType.managedPolicy],
  check({ type, props }, verdict) {
    const documents: readonly DocumentRead[] =
      type === awsType.role
        ? readElements(props, "inlinePolicies").map((inline) =>
            inline.state === "known" ? readDocument(inline.value, "policy") : inline,
          )
        : [readDocument(props, "policy")];
    for (const document of documents) {
      if (document.state === "unknown") verdict.undecided("policy cannot be known yet");
      if (document.state !== "known") continue;
      for (const statement of document.value.statements) {
        if (!allowsAnyEndpoint(statement)) continue;
        const name = statement.sid ?? "without Sid";
        verdict.violation({
          property: `policy ${name}`,
          found: `an Allow (${name}) of ${statement.actions.filter(invokes).join(", ")} on endpoints that it does not name`,
          expected: "the ARN of each endpoint",
          fix: "list the ARNs of the endpoints in Resource",
        });
      }
    }
  },
});

function allowsAnyEndpoint({ effect, actions, resources, negations }: Statement): boolean {
  return (
    effect === "Allow" &&
    actions.some(invokes) &&
    (negations.includes("NotResource") || resources.some((resource) => !named.test(resource)))
  );
}

/** Whether an action is about invoking. All of SageMaker, or of AWS, at once is trn-role-no-sagemaker-wildcard's. */
function invokes(action: string): boolean {
  return !/^(\*+|sagemaker:\*+)$/i.test(action) && calls.some((call) => matchesPattern(action, call));
}
