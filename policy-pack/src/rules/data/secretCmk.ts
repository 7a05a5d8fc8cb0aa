import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { isAwsManagedKey } from "../../encryptionArguments.js";
import { read, readElements, type Read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

/**
 * A secret is encrypted under a key of our own, in every Region that it is copied to, and in prod a deletion can be called
 * back.
 *
 * @see AWS, "Secret encryption and decryption in AWS Secrets Manager":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export const dataSecretCmk = defineResourceRule({
  name: "data-secret-cmk",
  types: [awsType.secret],
  check({ props }, verdict) {
    requireKey(read(props, "kmsKeyId"), "kmsKeyId", verdict);
    for (const replica of readElements(props, "replicas")) {
      if (replica.state === "unknown") verdict.undecided("replicas cannot be known yet");
      if (replica.state === "known") requireKey(read(replica.value, "kmsKeyId"), "replicas[].kmsKeyId", verdict);
    }
    if (currentSettings().profile === "prod") {
      verdict.require(read(props, "recoveryWindowInDays"), {
        property: "recoveryWindowInDays",
        accepts: (value) => typeof value === "number" && value >= 7,
        expected: "days in which a deletion can be called back in prod",
        fix: "set recoveryWindowInDays to 30, or leave it out",
        // "The default value is 30": the provider's declaration of aws.secretsmanager.Secret.
        absent: "passes",
      });
    }
  },
});

function requireKey(value: Read, property: string, verdict: Verdict): void {
  verdict.require(value, {
    property,
    accepts: (key) => typeof key === "string" && !isAwsManagedKey(key),
    expected: "a customer managed key",
    fix: `set ${property} to the ARN of an aws.kms.Key`,
    // A key made in the same update: data-secret-cmk-linked decides by what it depends on.
    unknown: "passes",
  });
}
