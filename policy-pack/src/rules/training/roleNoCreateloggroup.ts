import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { coversAction, readDocument } from "../../policyDocument.js";

/**
 * No role that SageMaker assumes makes log groups: one that SageMaker makes has no key of ours and keeps its events for
 * ever.
 *
 * @see AWS, "How to use SageMaker AI execution roles": https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export const trnRoleNoCreateloggroup = defineStackRule({
  name: "trn-role-no-createloggroup",
  types: [awsType.role],
  check(role, stack, verdict) {
    const trust = readDocument(role.props, "assumeRolePolicy");
    if (trust.state === "unknown") {
      verdict.undecided("assumeRolePolicy cannot be known yet");
      return;
    }
    const services =
      trust.state === "known"
        ? trust.value.statements.flatMap(({ effect, principals }) => (effect === "Allow" ? principals : []))
        : [];
    if (!services.some(({ value }) => value.startsWith("sagemaker."))) {
      verdict.notApplicable("SageMaker does not assume the role");
    }
    const { linked } = companionsOf(stack, role, awsType.rolePolicy, "role", ["name", "id", "arn"]);
    for (const policy of linked) {
      const document = readDocument(policy.props, "policy");
      if (document.state === "unknown") verdict.undecided(`what ${policy.name} allows cannot be known yet`);
      if (document.state !== "known") continue;
      const makes = document.value.statements.find(
        (statement) =>
          statement.effect === "Allow" &&
          (coversAction(statement, "logs:CreateLogGroup") || statement.negations.includes("NotAction")),
      );
      if (makes !== undefined) verdict.violation(problem(policy, makes.sid));
    }
  },
});

function problem(policy: PolicyResource, sid: string | undefined) {
  return {
    property: `policy ${policy.name}`,
    found: `a role of SageMaker's that may make log groups${sid === undefined ? "" : ` by statement ${sid}`}`,
    expected: "log groups that are there before, with a key and a retention",
    fix: "take logs:CreateLogGroup away, and make the group as aws.cloudwatch.LogGroup",
  };
}
