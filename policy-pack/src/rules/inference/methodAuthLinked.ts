import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { linkTo } from "../../links.js";

/** An open OPTIONS method has nothing behind it but a fixed answer of API Gateway. */
export const infMethodAuthLinked = defineStackRule({
  name: "inf-method-auth-linked",
  types: [awsType.apiMethod],
  check(method, stack, verdict) {
    const authorization = read(method.props, "authorization");
    const verb = read(method.props, "httpMethod");
    if (authorization.state === "unknown" || verb.state === "unknown") {
      verdict.undecided("authorization or httpMethod cannot be known yet");
      return;
    }
    if (
      authorization.state === "absent" ||
      authorization.value !== "NONE" ||
      verb.state === "absent" ||
      verb.value !== "OPTIONS"
    ) {
      verdict.notApplicable("The method is no open OPTIONS");
    }
    const resourceId = read(method.props, "resourceId");
    const behind = stack.ofType(awsType.apiIntegration).filter((integration) => {
      const theirVerb = read(integration.props, "httpMethod");
      const theirResource = read(integration.props, "resourceId");
      const sameVerb = theirVerb.state === "unknown" || (theirVerb.state === "known" && theirVerb.value === "OPTIONS");
      const sameResource =
        resourceId.state === "known" && theirResource.state === "known"
          ? resourceId.value === theirResource.value
          : linkTo(integration, "httpMethod", method, []) !== "apart" || theirResource.state === "unknown";
      return sameVerb && sameResource;
    });
    for (const integration of behind) {
      verdict.require(read(integration.props, "type"), {
        property: `type of ${integration.name}`,
        accepts: (value) => value === "MOCK",
        expected: "a MOCK integration behind a method that anybody may call",
        fix: `set authorization to AWS_IAM, or type of ${integration.name} to MOCK`,
      });
    }
    if (behind.length === 0) {
      verdict.violation({
        property: "aws.apigateway.Integration",
        found: "an open OPTIONS without an integration in this program",
        expected: "a MOCK integration behind a method that anybody may call",
        fix: "set authorization to AWS_IAM, or add an aws.apigateway.Integration of type MOCK",
      });
    }
  },
});
