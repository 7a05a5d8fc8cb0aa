import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/**
 * Every method authenticates its caller. An API key is none: the stage or the plan asks for it, and it names nobody.
 *
 * @see AWS, "Control and manage access to REST APIs in API Gateway":
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export const infMethodAuth = defineResourceRule({
  name: "inf-method-auth",
  types: [awsType.apiMethod],
  check({ props }, verdict) {
    const authorization = read(props, "authorization");
    const method = read(props, "httpMethod");
    if (authorization.state === "known" && authorization.value === "NONE" && method.state !== "absent") {
      if (method.state === "unknown") {
        verdict.undecided("httpMethod cannot be known yet");
        return;
      }
      // Browsers ask without credentials; that nothing but a fixed answer is behind it is for inf-method-auth-linked.
      if (method.value === "OPTIONS") verdict.notApplicable("OPTIONS may be open, if a fixed answer is behind it");
    }
    verdict.require(authorization, {
      property: "authorization",
      accepts: (value) => ["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM"].includes(String(value)),
      expected: "AWS_IAM, COGNITO_USER_POOLS or CUSTOM",
      fix: "set authorization to AWS_IAM",
    });
    if (authorization.state === "known" && ["COGNITO_USER_POOLS", "CUSTOM"].includes(String(authorization.value))) {
      verdict.require(read(props, "authorizerId"), {
        property: "authorizerId",
        accepts: (value) => typeof value === "string" && value !== "",
        expected: `an authorizer, which ${String(authorization.value)} needs`,
        fix: "set authorizerId to the id of an aws.apigateway.Authorizer",
        // It is there, whatever its value will be.
        unknown: "passes",
      });
    }
  },
});
