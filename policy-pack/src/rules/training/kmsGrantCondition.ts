import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { readDocument } from "../../policyDocument.js";

/**
 * `kms:GrantIsForAWSResource` stands with `kms:CreateGrant` alone: other calls do not carry it, so that a statement that
 * asks for it there allows nothing, and a job or an app fails when it starts.
 *
 * @see AWS, "AWS KMS condition keys": https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export const trnKmsGrantCondition = defineResourceRule({
  name: "trn-kms-grant-condition",
  types: [awsType.key, awsType.keyPolicy, awsType.managedPolicy, awsType.rolePolicy],
  check({ props }, verdict) {
    const document = readDocument(props, "policy");
    if (document.state === "unknown") verdict.undecided("policy cannot be known yet");
    if (document.state !== "known") return;
    for (const [index, { sid, effect, actions, conditions }] of document.value.statements.entries()) {
      const others = actions.filter((action) => action.toLowerCase() !== "kms:creategrant");
      const asks = conditions.some(({ operator, key }) => key === "kms:grantisforawsresource" && operator === "bool");
      if (effect !== "Allow" || !asks || others.length === 0) continue;
      const name = sid ?? `number ${index + 1}`;
      verdict.violation({
        property: `policy ${name}`,
        found: `statement ${name} of policy that asks for kms:GrantIsForAWSResource on ${others.join(", ")}`,
        expected: "that condition on kms:CreateGrant alone",
        fix: "put kms:CreateGrant into a statement of its own",
      });
    }
  },
});
