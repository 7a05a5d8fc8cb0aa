import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { isDataBucket, readBucketName, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { holdsDeny } from "../../denyStatement.js";
import { readList } from "../../known.js";
import { companionsOf } from "../../links.js";
import { readDocument } from "../../policyDocument.js";
import { scanDenies } from "../../scanDenies.js";
import type { Verdict } from "../../verdict.js";

const path = "protectedResource.s3Bucket.bucketName";

/**
 * What comes in is scanned, and what is scanned is out of reach until it is clean: every bucket of the zone `raw` has a
 * plan, and the policy of every bucket with one refuses below its prefixes what has no clean result. A policy that
 * nobody knows yet is judged in the next run; that it can be known is up to `data-s3-perimeter-linked`.
 *
 * @see AWS, "GuardDuty Malware Protection for S3":
 * https://docs.aws.amazon.com/guardduty/latest/ug/gdu-malware-protection-s3.html
 */
export const dataIntakeScannedLinked = defineStackRule({
  name: "data-intake-scanned-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    const { linked, floating } = companionsOf(stack, bucket, awsType.malwareProtectionPlan, path, ["bucket", "id"]);
    const zone = readZone(bucket);
    if (linked.length === 0) {
      if (zone.state !== "known" || zone.value !== "raw") {
        verdict.notApplicable("Nothing comes into the bucket from outside, and nothing is scanned");
      }
      if (floating.length > 0) {
        const names = floating.map(({ name }) => name).join(", ");
        verdict.undecided(`whether a plan (${names}) scans this bucket cannot be known yet`);
      } else {
        verdict.violation({
          property: "aws.guardduty.MalwareProtectionPlan",
          found: "no malware scan of the bucket into which data comes",
          expected: "an aws.guardduty.MalwareProtectionPlan for this bucket",
          fix: `add one whose ${path} is this bucket`,
        });
      }
      return;
    }
    const prefixes = linked.flatMap((plan) => prefixesOf(plan, verdict));
    for (const policy of companionsOf(stack, bucket, awsType.bucketPolicy, "bucket", ["bucket", "id"]).linked) {
      const document = readDocument(policy.props, "policy");
      if (document.state === "known") {
        const missing = scanDenies(prefixes).filter((deny) => !holdsDeny(document.value, deny, readBucketName(policy)));
        if (missing.length > 0) {
          verdict.violation({
            property: "policy",
            found: `the policy ${policy.name}, which does not wait for the scan below ${prefixes.map((prefix) => `"${prefix}"`).join(", ")}`,
            expected: missing.map(({ actions, when }) => `a Deny of ${actions.join(", ")} ${when}`).join(", and "),
            fix: `put the statements ${missing.map(({ sid }) => sid).join(", ")} into policy, for ${prefixes.map((prefix) => `${prefix}*`).join(", ")}`,
          });
        }
      }
    }
  },
});

/** What a plan scans; without prefixes it is everything. */
function prefixesOf(plan: PolicyResource, verdict: Verdict): readonly string[] {
  const list = readList(plan.props, "protectedResource.s3Bucket.objectPrefixes");
  const elements = list.state === "known" ? list.value : [list];
  if (elements.some(({ state }) => state === "unknown")) {
    verdict.undecided(`objectPrefixes of ${plan.name} cannot be known yet`);
  }
  const prefixes = elements.flatMap((element) => (element.state === "known" ? [String(element.value)] : []));
  return list.state === "unknown" || prefixes.length > 0 ? prefixes : [""];
}
