import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { describe, read } from "../../known.js";
import { currentSettings } from "../../settings.js";

const symmetric = "SYMMETRIC_DEFAULT";

/**
 * Symmetric keys rotate at least once a year, and in prod wait the longest time before they are deleted.
 *
 * @see AWS, "Rotate AWS KMS keys": https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const dataKmsRotation = defineResourceRule({
  name: "data-kms-rotation",
  types: [awsType.key],
  check({ props }, verdict) {
    const spec = read(props, "customerMasterKeySpec");
    const usage = read(props, "keyUsage");
    if (spec.state === "known" && spec.value !== symmetric) {
      verdict.notApplicable(`A key of type ${describe(spec.value)} cannot rotate`);
    }
    if (usage.state === "known" && usage.value !== "ENCRYPT_DECRYPT") {
      verdict.notApplicable(`A key for ${describe(usage.value)} cannot rotate`);
    }
    if (read(props, "customKeyStoreId").state !== "absent") {
      verdict.notApplicable("A key in a custom key store cannot rotate");
    }
    if (spec.state === "unknown") verdict.undecided("customerMasterKeySpec cannot be known yet");
    verdict.require(read(props, "enableKeyRotation"), {
      property: "enableKeyRotation",
      accepts: (value) => value === true,
      expected: "yearly rotation",
      fix: "set enableKeyRotation to true",
    });
    verdict.require(read(props, "rotationPeriodInDays"), {
      property: "rotationPeriodInDays",
      accepts: (value) => typeof value === "number" && value <= 365,
      expected: "at most 365 days between rotations",
      fix: "set rotationPeriodInDays to 365 or less, or leave it out",
      // "If you do not specify a value, the default value is 365 days", says the page above.
      absent: "passes",
    });
    verdict.require(read(props, "bypassPolicyLockoutSafetyCheck"), {
      property: "bypassPolicyLockoutSafetyCheck",
      accepts: (value) => value === false,
      expected: "the check that keeps a key manageable",
      fix: "remove bypassPolicyLockoutSafetyCheck",
      absent: "passes",
    });
    if (currentSettings().profile === "prod") {
      verdict.require(read(props, "deletionWindowInDays"), {
        property: "deletionWindowInDays",
        accepts: (value) => value === 30,
        expected: "30 days between request and deletion in prod",
        fix: "set deletionWindowInDays to 30",
        // "If you do not include a value, it defaults to 30": ScheduleKeyDeletion in AWS's KMS API reference.
        absent: "passes",
      });
    }
  },
});
