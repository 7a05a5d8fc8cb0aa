import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

/** Services whose ARNs, or whose calls, do not name the account. */
const needAccount = /^(s3|secretsmanager)\.amazonaws\./;

/**
 * A function admits an AWS service for one resource of ours only, and nobody for everybody.
 *
 * @see AWS, "Granting Lambda function access to AWS services":
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html ("If you don't limit the permission to a
 * specific resource, any resource of the service could invoke your function")
 */
export const govLambdaPermissionScoped = defineResourceRule({
  name: "gov-lambda-permission-scoped",
  types: [awsType.permission],
  check({ props }, verdict) {
    const principal = read(props, "principal");
    verdict.require(principal, {
      property: "principal",
      accepts: (value) => value !== "*",
      expected: "one service, account or role",
      fix: "set principal to whom you mean",
    });
    if (principal.state !== "known") return;
    const service = /\.amazonaws\.|\.amazonaws$|\.amazon\.com$/.test(String(principal.value));
    if (!service) {
      if (principal.value !== "*") verdict.notApplicable("The principal is no service");
      return;
    }
    const sourceArn = read(props, "sourceArn");
    verdict.require(sourceArn, {
      property: "sourceArn",
      accepts: (value) => namesOneResource(String(value)),
      expected: "the ARN of what may call: an account's own resource, and of an API one stage and method",
      fix: "set sourceArn to the ARN of the rule, bucket, secret or API method",
      // It is there, whatever its value will be; it is judged again before the permission is made.
    });
    if (needAccount.test(String(principal.value))) {
      verdict.require(read(props, "sourceAccount"), {
        property: "sourceAccount",
        accepts: (value) => /^\d{12}$/.test(String(value)),
        expected: "the account's id, which the ARN does not bind",
        fix: "set sourceAccount to the account's id",
      });
    }
  },
});

function namesOneResource(arn: string): boolean {
  const [, , service, , account = "", ...resource] = arn.split(":");
  if (service === undefined || resource.length === 0) return false;
  if (service === "execute-api" && /^[^/]*\/\*(\/\*)?(\/\*)?$|^\*/.test(resource.join(":"))) return false;
  return (service === "s3" || /^\d{12}$/.test(account)) && !/^\*/.test(resource.join(":"));
}
