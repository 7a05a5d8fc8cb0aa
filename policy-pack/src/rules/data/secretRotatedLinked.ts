import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { requireOnly } from "../../onlyCompanion.js";
import { readTag } from "../../tags.js";

/** Every secret has a rotation, or is one that RDS rotates by itself, which its tag `managed-by` says. */
export const dataSecretRotatedLinked = defineStackRule({
  name: "data-secret-rotated-linked",
  types: [awsType.secret],
  check(secret, stack, verdict) {
    const manager = readTag(secret, "managed-by");
    if (manager.state === "known" && manager.value === "rds") verdict.notApplicable("RDS rotates the secret");
    const rotations = companionsOf(stack, secret, awsType.secretRotation, "secretId", ["id", "arn", "name"]);
    if (manager.state === "unknown" && rotations.linked.length === 0 && rotations.floating.length === 0) {
      verdict.undecided("the tag managed-by cannot be known yet");
      return;
    }
    requireOnly(rotations, "aws.secretsmanager.SecretRotation", verdict, "of at most 30 days", "keep one");
  },
});
