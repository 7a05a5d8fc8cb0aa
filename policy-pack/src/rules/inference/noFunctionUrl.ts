import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";

/**
 * No function has an address of its own, past API, policy and firewall.
 *
 * @see AWS, "Creating and managing Lambda function URLs": https://docs.aws.amazon.com/lambda/latest/dg/lambda-urls.html
 */
export const infNoFunctionUrl = defineResourceRule({
  name: "inf-no-function-url",
  types: [awsType.functionUrl],
  check(_, verdict) {
    verdict.violation({
      property: "aws.lambda.FunctionUrl",
      found: "an address of the function's own",
      expected: "calls through the API only",
      fix: "remove the aws.lambda.FunctionUrl",
    });
  },
});
