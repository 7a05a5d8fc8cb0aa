import { awsType, keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";
import { requireOnly } from "../../onlyCompanion.js";

/** Every secret has one policy of its own, and a key that is not known yet at least comes from one of ours. */
export const dataSecretCmkLinked = defineStackRule({
  name: "data-secret-cmk-linked",
  types: [awsType.secret],
  check(secret, stack, verdict) {
    const key = read(secret.props, "kmsKeyId");
    if (key.state === "unknown" && !dependenciesOf(secret, "kmsKeyId").some(({ type }) => keySources.includes(type))) {
      verdict.undecided("kmsKeyId cannot be known yet and depends on no aws.kms.Key");
    }
    const policies = companionsOf(stack, secret, awsType.secretPolicy, "secretArn", ["arn", "id"]);
    requireOnly(policies, "aws.secretsmanager.SecretPolicy", verdict, "that lists who reads the secret");
  },
});
