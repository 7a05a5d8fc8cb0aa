import { awsType } from "../../awsTypes.js";
import { asksForNetwork } from "../../bucketPerimeter.js";
import { readBucketName } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";
import { requireDeny } from "../../denyStatement.js";
import { quarantineDenies } from "../../quarantineDenies.js";
import { requireDocument } from "../../requireDocument.js";

/**
 * The policy of an environment's bucket, which is told by its network part, keeps marked objects out of reach. That no
 * bucket with data goes without is up to `data-quarantine-deny-linked`.
 *
 * @see AWS, "Tagging and access control policies":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
 */
export const dataQuarantineDeny = defineResourceRule({
  name: "data-quarantine-deny",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    if (!asksForNetwork(document)) {
      verdict.notApplicable("The policy has no network part, as that of a bucket of the whole account");
    }
    for (const deny of quarantineDenies) requireDeny(document, deny, verdict, readBucketName({ props }));
  },
});
