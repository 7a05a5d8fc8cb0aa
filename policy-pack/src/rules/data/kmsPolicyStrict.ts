import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { keyPolicyProblems } from "../../keyPolicyRules.js";
import { read } from "../../known.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * A key's policy names exactly who administers and who uses it, and for whom a service may.
 *
 * @see AWS, "Default key policy": https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * (what a key without a policy gets: the whole account may do everything)
 */
export const dataKmsPolicyStrict = defineResourceRule({
  name: "data-kms-policy-strict",
  types: [awsType.key, awsType.replicaKey, awsType.externalKey, awsType.replicaExternalKey, awsType.keyPolicy],
  check({ props }, verdict) {
    verdict.require(read(props, "bypassPolicyLockoutSafetyCheck"), {
      property: "bypassPolicyLockoutSafetyCheck",
      accepts: (value) => value === false,
      expected: "the check that keeps a key manageable",
      fix: "remove bypassPolicyLockoutSafetyCheck",
      absent: "passes",
    });
    const document = requireDocument(props, verdict);
    for (const [index, problems] of keyPolicyProblems(document?.statements ?? [])) {
      const name = document?.statements[index]?.sid ?? `number ${index + 1}`;
      for (const { found, expected } of problems) {
        verdict.violation({
          property: `policy ${name} ${found}`,
          found: `statement ${name} of policy that ${found}`,
          expected,
          fix: "narrow the statement's principals, actions or conditions",
        });
      }
    }
  },
});
