import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { archiveZones, isAccountBucketName, readBucketName } from "../../dataZones.js";
import { defineWholeStackRule } from "../../defineRule.js";
import { read } from "../../known.js";
import { companionsOf, linkTo } from "../../links.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

const destination = "s3Destination.bucketName";

/**
 * The account stack has Macie on, and keeps its results in a bucket without Object Lock, since Macie does not write into a
 * locked one. A session that somebody else keeps is an exemption.
 *
 * @see AWS, "Storing and retaining sensitive data discovery results":
 * https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
export const govMacieOn = defineWholeStackRule({
  name: "gov-macie-on",
  stack: "account",
  check(stack, verdict) {
    const sessions = stack.ofType(awsType.macieAccount);
    if (sessions.length === 0) {
      verdict.violation({
        property: "aws.macie2.Account",
        found: "no aws.macie2.Account",
        expected: "a session of Macie",
        fix: "add an aws.macie2.Account with status ENABLED",
      });
    }
    for (const { name, props } of sessions) {
      const status = read(props, "status");
      if (status.state === "unknown") verdict.undecided(`status of ${name} cannot be known yet`);
      else if (status.state === "known" && status.value !== "ENABLED") {
        verdict.violation({
          property: `status of ${name}`,
          found: `${name} with status ${String(status.value)}`,
          expected: "ENABLED",
          fix: "set status to ENABLED",
        });
      }
    }
    const exports = stack.ofType(awsType.macieExport);
    if (exports.length === 0) {
      verdict.violation({
        property: "aws.macie2.ClassificationExportConfiguration",
        found: "no aws.macie2.ClassificationExportConfiguration",
        expected: "results that are kept longer than Macie's 90 days",
        fix: "add an aws.macie2.ClassificationExportConfiguration to the findings bucket",
      });
    }
    for (const each of exports) judgeDestination(each, stack, verdict);
  },
});

function judgeDestination(each: PolicyResource, stack: StackView, verdict: Verdict): void {
  const locked = (what: string): void => {
    verdict.violation({
      property: `${destination} of ${each.name}`,
      found: `${each.name}, which exports to ${what}`,
      expected: "a bucket without Object Lock",
      fix: "export to the findings bucket",
    });
  };
  const name = read(each.props, destination);
  const buckets = stack.ofType(awsType.bucket);
  const bucket =
    name.state === "known"
      ? buckets.find((candidate) => {
          const theirs = readBucketName(candidate);
          return theirs.state === "known" && theirs.value === name.value;
        })
      : buckets.find((candidate) => linkTo(each, destination, candidate, ["bucket", "id"]) === "linked");
  if (bucket === undefined) {
    if (name.state === "unknown") verdict.undecided(`${destination} of ${each.name} cannot be known yet`);
    else if (name.state === "known" && archiveZones.some((zone) => isAccountBucketName(String(name.value), zone))) {
      locked(`the archive ${String(name.value)}`);
    }
    return;
  }
  const { linked, floating } = companionsOf(stack, bucket, awsType.bucketObjectLock, "bucket", ["bucket", "id"]);
  const enabled = read(bucket.props, "objectLockEnabled");
  if (linked.length > 0 || (enabled.state === "known" && enabled.value === true)) {
    locked(`${bucket.name}, which is locked`);
  } else if (floating.length > 0 || enabled.state === "unknown") {
    verdict.undecided(`whether ${bucket.name} is locked cannot be known yet`);
  }
}
