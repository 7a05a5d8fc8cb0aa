import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { readTag } from "../../tags.js";

/** Every secret has a rotation, or is one that RDS rotates by itself, which its tag `managed-by` says. */
export const dataSecretRotatedLinked = defineStackRule({
  name: "data-secret-rotated-linked",
  types: [awsType.secret],
  check(secret, stack, verdict) {
    const manager = readTag(secret, "managed-by");
    if (manager.state === "known" && manager.value === "rds") verdict.notApplicable("RDS rotates the secret");
    const { linked, floating } = companionsOf(stack, secret, awsType.secretRotation, "secretId", ["id", "arn", "name"]);
    if (linked.length === 1) return;
    if (linked.length === 0 && (floating.length > 0 || manager.state === "unknown")) {
      verdict.undecided(
        floating.length > 0
          ? `whether ${floating.map(({ name }) => name).join(", ")} is for it cannot be known yet`
          : "the tag managed-by cannot be known yet",
      );
      return;
    }
    const kind = "aws.secretsmanager.SecretRotation";
    verdict.violation({
      property: kind,
      found: linked.length === 0 ? `no ${kind}` : `${linked.length} of type ${kind}`,
      expected: `exactly one ${kind}`,
      fix: linked.length === 0 ? `add an ${kind} of at most 30 days` : "keep one",
    });
  },
});
