import { defineResourceRule } from "../../defineRule.js";
import { readEach } from "../../known.js";
import { encryptionArguments, isAwsManagedKey } from "../../encryptionArguments.js";

/** What AWS encrypts on our behalf uses a key of our own, never one that AWS manages. */
export const dataKmsCustomerManaged = defineResourceRule({
  name: "data-kms-customer-managed",
  types: Object.keys(encryptionArguments),
  check({ type, props }, verdict) {
    for (const path of encryptionArguments[type] ?? []) {
      for (const key of readEach(props, path)) {
        verdict.require(key, {
          property: path,
          accepts: (value) => typeof value === "string" && !isAwsManagedKey(value),
          expected: "a customer managed key",
          fix: `set ${path} to the ARN of an aws.kms.Key`,
          // A key made in the same update: data-kms-customer-managed-linked decides by what it depends on.
          unknown: "passes",
        });
      }
    }
  },
});
