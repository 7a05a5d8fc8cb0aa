import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isFixedMatch, isForEveryone, readDocument, type Statement } from "../../policyDocument.js";

/** Conditions that tie a service's call to resources or accounts of ours. */
const sourceKeys = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"];

/**
 * A resource policy of CloudWatch Logs lets named services write for resources of ours: otherwise anybody's resource
 * fills our logs.
 *
 * @see AWS, "PutResourcePolicy":
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
export const govLogResourcePolicyScoped = defineResourceRule({
  name: "gov-log-resource-policy-scoped",
  types: [awsType.logResourcePolicy],
  check({ props }, verdict) {
    const document = readDocument(props, "policyDocument");
    if (document.state === "unknown") {
      verdict.undecided("policyDocument cannot be known yet");
      return;
    }
    if (document.state !== "known") {
      verdict.violation({
        property: "policyDocument",
        found: document.state === "absent" ? "no policyDocument" : `a policyDocument of ${document.reason}`,
        expected: "a policy document",
        fix: "set policyDocument to the JSON text of a policy document",
      });
      return;
    }
    for (const [index, statement] of document.value.statements.entries()) {
      if (statement.effect !== "Allow") continue;
      const name = statement.sid ?? `number ${index + 1}`;
      if (isForEveryone(statement) || statement.negations.includes("NotPrincipal")) {
        verdict.violation({
          property: `policyDocument ${name}`,
          found: `statement ${name} of policyDocument that allows everyone`,
          expected: "named services in every Allow",
          fix: "name the services in the statement's Principal",
        });
      } else if (!isTied(statement)) {
        verdict.violation({
          property: `policyDocument ${name}`,
          found: `statement ${name} of policyDocument that lets a service write for anybody's resources`,
          expected: "a condition on aws:SourceAccount or aws:SourceArn",
          fix: "add StringEquals aws:SourceAccount with the account's id",
        });
      }
    }
  },
});

function isTied({ conditions }: Statement): boolean {
  return conditions.some((condition) => sourceKeys.includes(condition.key) && isFixedMatch(condition));
}
