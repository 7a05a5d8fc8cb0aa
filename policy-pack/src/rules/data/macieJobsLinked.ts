import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { readBucketName, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { read, readElements } from "../../known.js";
import { dependenciesOf } from "../../links.js";
import { readTag } from "../../tags.js";

const definition = "s3JobDefinition";

/**
 * Macie looks into every bucket in which personal data may be; not into `quarantine`, whose copies have been found
 * already.
 *
 * @see AWS, "Running sensitive data discovery jobs": https://docs.aws.amazon.com/macie/latest/user/discovery-jobs.html
 */
export const dataMacieJobsLinked = defineStackRule({
  name: "data-macie-jobs-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    const personal = readTag(bucket, "personal-data");
    const zone = readZone(bucket);
    if (personal.state === "unknown") {
      verdict.undecided("tag personal-data cannot be known yet");
      return;
    }
    if (personal.state === "absent" || personal.value !== "true") verdict.notApplicable("No personal data is in it");
    if (zone.state === "known" && zone.value === "quarantine") verdict.notApplicable("What is in it was found already");
    const answers = stack.ofType(awsType.macieJob).map((job) => looksInto(job, bucket));
    if (answers.includes("yes")) return;
    if (answers.includes("unknown")) {
      verdict.undecided("whether a job of Macie looks into the bucket cannot be known yet");
      return;
    }
    verdict.violation({
      property: "aws.macie2.ClassificationJob",
      found: "no job of Macie that looks into a bucket with personal data",
      expected: "an aws.macie2.ClassificationJob that names the bucket",
      fix: `name it in ${definition}.bucketDefinitions of one`,
    });
  },
});

function looksInto(job: PolicyResource, bucket: PolicyResource): "yes" | "no" | "unknown" {
  const name = readBucketName(bucket);
  const definitions = readElements(job.props, `${definition}.bucketDefinitions`);
  const names = definitions.flatMap((each) => (each.state === "known" ? readElements(each.value, "buckets") : [each]));
  if (names.some((each) => each.state === "known" && name.state === "known" && each.value === name.value)) return "yes";
  const isUnknown = names.some(({ state }) => state === "unknown") || name.state === "unknown";
  if (isUnknown) {
    return dependenciesOf(job, definition).some(({ urn }) => urn === bucket.urn) ? "yes" : "unknown";
  }
  // Criteria are matched by Macie, over buckets that exist.
  return read(job.props, `${definition}.bucketCriteria`).state === "absent" ? "no" : "unknown";
}
