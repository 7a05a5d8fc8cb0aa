import { keySources } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { encryptionArguments } from "../../encryptionArguments.js";
import { readEach } from "../../known.js";
import { dependenciesOf } from "../../links.js";

/** A key that is not known yet is at least computed from one of our keys, or from what another stack hands over. */
export const dataKmsCustomerManagedLinked = defineStackRule({
  name: "data-kms-customer-managed-linked",
  types: Object.keys(encryptionArguments),
  check(resource, _stack, verdict) {
    for (const path of encryptionArguments[resource.type] ?? []) {
      const isUnknown = readEach(resource.props, path).some(({ state }) => state === "unknown");
      const comesFromKey = dependenciesOf(resource, path).some(({ type }) => keySources.includes(type));
      if (isUnknown && !comesFromKey) {
        verdict.undecided(`${path} cannot be known yet and depends on no aws.kms.Key`);
      }
    }
  },
});
