import { awsType, stackReferenceType } from "../../awsTypes.js";
import { readBucketPolicies } from "../../bucketPolicies.js";
import { accountZones, isDataBucket, readBucketName, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { holdsDeny } from "../../denyStatement.js";
import { quarantineDenies } from "../../quarantineDenies.js";

/** What an unknown policy can be waiting for; the network, as a rule. */
const sources: readonly string[] = [awsType.vpcEndpoint, awsType.vpc, awsType.key, stackReferenceType];

/** Every bucket with an environment's data has a policy that keeps marked objects out of reach. */
export const dataQuarantineDenyLinked = defineStackRule({
  name: "data-quarantine-deny-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    const zone = readZone(bucket);
    if (zone.state === "known" && (accountZones as readonly unknown[]).includes(zone.value)) {
      verdict.notApplicable("The bucket holds records of the account, and no data");
    }
    const policies = readBucketPolicies(bucket, stack, verdict, sources, "VPC, VPC endpoint or key");
    for (const { policy, document } of policies) {
      const missing = quarantineDenies.filter((deny) => !holdsDeny(document, deny, readBucketName(policy)));
      if (missing.length > 0) {
        verdict.violation({
          property: "policy",
          found: `the policy ${policy.name}, which leaves objects within reach that a finding has marked`,
          expected: missing.map(({ actions, when }) => `a Deny of ${actions.join(", ")} ${when}`).join(", and "),
          fix: `put the statements ${missing.map(({ sid }) => sid).join(", ")} into policy`,
        });
      }
    }
  },
});
