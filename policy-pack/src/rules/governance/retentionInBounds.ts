import { retentionClasses, type RetentionBounds, type RetentionClassName } from "@secure-ml/controls";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read, readEach, type Read } from "../../known.js";
import { currentSettings } from "../../settings.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

/**
 * What is kept is kept for as long as its class in the one retention table says, and no longer. Whether a log group has a
 * period at all, gov-log-group-cmk-retention says; how long superseded versions of a zone live,
 * data-s3-lifecycle-linked.
 *
 * @see AWS, "PutRetentionPolicy":
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const govRetentionInBounds = defineResourceRule({
  name: "gov-retention-in-bounds",
  types: [awsType.logGroup, awsType.bucketLifecycle, awsType.bucketObjectLock],
  check(resource, verdict) {
    if (resource.type === awsType.logGroup) judgeLogGroup(resource, verdict);
    if (resource.type === awsType.bucketLifecycle) judgeLifecycle(resource, verdict);
    if (resource.type === awsType.bucketObjectLock) judgeLock(resource, verdict);
  },
});

function judgeLogGroup(group: ResourceValidationArgs, verdict: Verdict): void {
  const named = readTag(group, "retention-class");
  if (named.state === "unknown") {
    verdict.undecided("tag retention-class cannot be known yet");
    return;
  }
  const period = read(group.props, "retentionInDays");
  if (period.state === "absent" || (period.state === "known" && period.value === 0)) {
    verdict.notApplicable("The log group has no period; gov-log-group-cmk-retention reports that");
  }
  const isAudit = named.state === "known" && named.value === "audit";
  require(verdict, period, "retentionInDays", bounds(isAudit ? "auditLogGroup" : "logGroup"), {
    what: isAudit ? "a log group of audit records" : "a log group",
  });
}

/** Which class a bucket's objects are of, its zone says; no class of the table is kept for longer than an archive. */
function judgeLifecycle({ props }: ResourceValidationArgs, verdict: Verdict): void {
  const { most } = currentSettings().profile === "dev" ? bounds("accessLog") : bounds("archive");
  for (const path of ["rules[].expiration.days", "rules[].noncurrentVersionExpiration.noncurrentDays"]) {
    for (const period of readEach(props, path)) {
      if (period.state !== "absent") require(verdict, period, path, { least: 1, most }, { what: "objects" });
    }
  }
}

/** Only what nobody can lift must be long: GOVERNANCE is for what must stay erasable, and for whoever tries things out. */
function judgeLock({ props }: ResourceValidationArgs, verdict: Verdict): void {
  const retention = "rule.defaultRetention";
  const mode = read(props, `${retention}.mode`);
  if (mode.state === "unknown") verdict.undecided(`${retention}.mode cannot be known yet`);
  const { least, most } = bounds("archive");
  const isFinal = mode.state === "known" && mode.value === "COMPLIANCE";
  const days = read(props, `${retention}.days`);
  const period = days.state === "absent" ? inDays(read(props, `${retention}.years`)) : days;
  // A lock without a period locks nothing, which gov-archive-immutable reports.
  if (period.state === "absent") return;
  require(verdict, period, `${retention}.days`, { least: isFinal ? least : 1, most }, { what: "an Object Lock" });
}

function require(
  verdict: Verdict,
  period: Read,
  property: string,
  { least, most }: Pick<RetentionBounds, "least" | "most">,
  { what }: { readonly what: string },
): void {
  verdict.require(period, {
    property,
    accepts: (days) => typeof days === "number" && days >= least && days <= most,
    expected: `${what} kept for ${String(least)} to ${String(most)} days`,
    fix: `set ${property} to ${String(least)} at least and ${String(most)} at most`,
  });
}

function bounds(name: RetentionClassName): RetentionBounds {
  return retentionClasses[name][currentSettings().profile];
}

function inDays(years: Read): Read {
  return years.state === "known" && typeof years.value === "number"
    ? { state: "known", value: years.value * 365 }
    : years;
}
