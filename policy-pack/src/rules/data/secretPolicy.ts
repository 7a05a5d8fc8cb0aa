import { awsType } from "../../awsTypes.js";
import { requireDeny } from "../../denyStatement.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { requireDocument } from "../../requireDocument.js";
import { secretDenies } from "../../storePolicy.js";

/**
 * The policy of a secret refuses plain HTTP and every reader that it does not list, and Secrets Manager refuses one that
 * would open the secret to everybody.
 *
 * @see AWS, "Resource-based policies":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export const dataSecretPolicy = defineResourceRule({
  name: "data-secret-policy",
  types: [awsType.secretPolicy],
  check({ props }, verdict) {
    verdict.require(read(props, "blockPublicPolicy"), {
      property: "blockPublicPolicy",
      accepts: (value) => value === true,
      expected: "a policy that Secrets Manager checks for everybody",
      fix: "set blockPublicPolicy to true",
    });
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    for (const deny of secretDenies) requireDeny(document, deny, verdict);
  },
});
