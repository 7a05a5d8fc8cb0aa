import { awsType, keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, dependenciesOf } from "../../links.js";

/** Every secret has one policy of its own, and a key that is not known yet at least comes from one of ours. */
export const dataSecretCmkLinked = defineStackRule({
  name: "data-secret-cmk-linked",
  types: [awsType.secret],
  check(secret, stack, verdict) {
    const key = read(secret.props, "kmsKeyId");
    if (key.state === "unknown" && !dependenciesOf(secret, "kmsKeyId").some(({ type }) => keySources.includes(type))) {
      verdict.undecided("kmsKeyId cannot be known yet and depends on no aws.kms.Key");
    }
    const kind = "aws.secretsmanager.SecretPolicy";
    const { linked, floating } = companionsOf(stack, secret, awsType.secretPolicy, "secretArn", ["arn", "id"]);
    if (linked.length === 1) return;
    if (linked.length === 0 && floating.length > 0) {
      verdict.undecided(`whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`);
      return;
    }
    verdict.violation({
      property: kind,
      found: linked.length === 0 ? `no ${kind}` : `${linked.length} of type ${kind}`,
      expected: `exactly one ${kind}`,
      fix: linked.length === 0 ? `add an ${kind} that lists who reads the secret` : "merge them into one",
    });
  },
});
