import { noRetention } from "@secure-ml/controls";
import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { defineStackRule } from "../../defineRule.js";
import { companionsOf } from "../../links.js";
import { isForWholeBucket } from "../../lifecycleRules.js";
import { describe, read, readElements, type Read } from "../../known.js";
import type { StackView } from "../../stackView.js";
import { readTag } from "../../tags.js";
import type { Verdict } from "../../verdict.js";

const tag = "tag retention-days";

/**
 * What a store says of how long it keeps things is what happens: a bucket's lifecycle leaves nothing after these days,
 * superseded versions included, no Object Lock keeps anything longer, and a table has the attribute that ends its items.
 * Whether the tag is there, and well-formed, gov-required-tags says.
 *
 * @see AWS, "Lifecycle configuration elements":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export const dataRetentionMatches = defineStackRule({
  name: "data-retention-matches",
  types: [awsType.bucket, awsType.table],
  check(store, stack, verdict) {
    const stated = readTag(store, "retention-days");
    const personal = readTag(store, "personal-data");
    if (stated.state === "unknown" || personal.state === "unknown") {
      verdict.undecided("tags retention-days and personal-data cannot be known yet");
      return;
    }
    if (stated.state === "absent") {
      return verdict.notApplicable("The store has no tag retention-days, which gov-required-tags wants");
    }
    if (stated.value === noRetention && personal.state === "known" && personal.value === "true") {
      verdict.violation({
        property: tag,
        found: `${tag} "${noRetention}" with personal data`,
        expected: "a number of days after which no personal data is left",
        fix: "give the store an end, and the tag its days",
      });
    }
    if (store.type === awsType.table) judgeTable(store, stated.value, verdict);
    else judgeBucket(store, stack, stated.value, verdict);
  },
});

function judgeTable({ props }: PolicyResource, stated: unknown, verdict: Verdict): void {
  if (stated === noRetention) return;
  verdict.require(read(props, "ttl.enabled"), {
    property: "ttl.enabled",
    accepts: (enabled) => enabled === true,
    expected: `ttl.enabled true, since ${tag} is ${describe(stated)} and nothing else ends an item`,
    fix: "set ttl to the attribute that holds an item's end",
  });
}

function judgeBucket(bucket: PolicyResource, stack: StackView, stated: unknown, verdict: Verdict): void {
  judgeLock(bucket, stack, stated, verdict);
  const { linked, floating } = companionsOf(stack, bucket, awsType.bucketLifecycle, "bucket", ["bucket", "id"]);
  const [lifecycle] = linked;
  if (lifecycle === undefined && floating.length > 0) {
    verdict.undecided("whether a lifecycle is for this bucket cannot be known yet");
    return;
  }
  // That there is none, or a second one, data-s3-lifecycle-linked reports.
  const lifetime = lifecycle === undefined ? endless : lifetimeOf(lifecycle);
  if (lifetime.state === "unknown") {
    verdict.undecided(`${lifetime.path} of the lifecycle cannot be known yet`);
    return;
  }
  const days = lifetime.state === "known" ? lifetime.value : Infinity;
  if (String(stated) === (days === Infinity ? noRetention : String(days))) return;
  verdict.violation({
    property: tag,
    found: `${tag} ${describe(stated)} and a lifecycle that leaves nothing after ${days === Infinity ? "no time at all: it has no end" : `${days} days`}`,
    expected: "the sum of expiration.days and noncurrentDays of the rule for the whole bucket",
    fix: `make the lifecycle's days and the tag retention-days agree, or set the tag to ${noRetention} without an end`,
  });
}

const endless: Read<number> = { state: "known", value: Infinity };

/** Days after which nothing is left of an object, by the rules that speak of the whole bucket. */
function lifetimeOf({ props }: PolicyResource): Read<number> {
  const rules = readElements(props, "rules");
  const whole = rules.flatMap((rule): readonly Read[] => {
    const scope = isForWholeBucket(rule);
    if (scope.state === "unknown") return [scope];
    return rule.state === "known" && scope.state === "known" && scope.value ? [rule] : [];
  });
  const days = (path: string): readonly Read[] =>
    whole.map((rule) => (rule.state === "known" ? read(rule.value, path) : rule));
  const expiration = shortest(days("expiration.days"));
  const superseded = shortest(days("noncurrentVersionExpiration.noncurrentDays"));
  const newest = days("noncurrentVersionExpiration.newerNoncurrentVersions");
  const unknown = [expiration, superseded, ...newest].find(({ state }) => state === "unknown");
  if (unknown?.state === "unknown") return unknown;
  // Without an end of superseded versions there are none to end, or data-s3-lifecycle-linked reports it.
  if (expiration.state !== "known" || newest.some(({ state }) => state === "known")) return endless;
  return { state: "known", value: expiration.value + (superseded.state === "known" ? superseded.value : 0) };
}

function shortest(reads: readonly Read[]): Read<number> {
  const unknown = reads.find((one) => one.state === "unknown");
  if (unknown !== undefined) return unknown;
  const known = reads.flatMap((one) => (one.state === "known" && typeof one.value === "number" ? [one.value] : []));
  return known.length === 0 ? { state: "absent" } : { state: "known", value: Math.min(...known) };
}

/** What is locked for longer than it may be kept can never be erased in time. */
function judgeLock(bucket: PolicyResource, stack: StackView, stated: unknown, verdict: Verdict): void {
  const [lock] = companionsOf(stack, bucket, awsType.bucketObjectLock, "bucket", ["bucket", "id"]).linked;
  if (lock === undefined || stated === noRetention) return;
  const retention = "rule.defaultRetention";
  const days = read(lock.props, `${retention}.days`);
  const years = read(lock.props, `${retention}.years`);
  for (const [property, period, factor] of [
    [`${retention}.days`, days, 1],
    [`${retention}.years`, years, 365],
  ] as const) {
    verdict.require(period, {
      property,
      accepts: (value) => typeof value === "number" && value * factor <= Number(stated),
      expected: `an Object Lock of at most the ${String(stated)} days of ${tag}`,
      fix: `shorten ${property}, or keep the bucket's objects for longer and say so in the tag`,
      absent: "passes",
    });
  }
}
