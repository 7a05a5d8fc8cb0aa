import { retentionClasses } from "@secure-ml/controls";
import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { accessLogZone, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { isForWholeBucket } from "../../lifecycleRules.js";
import { read, readList, type Read } from "../../known.js";
import { readTag } from "../../tags.js";

const path = "noncurrentVersionExpiration.noncurrentDays";
const personalZones: readonly unknown[] = ["capture", "labels", "scratch"];
const accountZones: readonly unknown[] = ["audit-logs", "evidence", "findings", "code"];

/** Every bucket has one lifecycle, under which superseded versions go: within 30 days where personal data may be. */
export const dataS3LifecycleLinked = defineStackRule({
  name: "data-s3-lifecycle-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    const lifecycle = requireOneCompanion(bucket, stack, verdict, awsType.bucketLifecycle, "delete old versions");
    if (lifecycle === undefined) return;
    const zone = readZone(bucket);
    const personal = readTag(bucket, "personal-data");
    if (zone.state === "known" && zone.value === accessLogZone) return;
    const limit = mostDays(zone, personal);
    if (limit.state === "unknown") verdict.undecided("tags data-zone and personal-data cannot be known yet");
    if (limit.state !== "known") return;
    const ages = supersededAges(readList(lifecycle.props, "rules"));
    if (ages.some((age) => age.state === "known" && typeof age.value === "number" && age.value <= limit.value)) return;
    const unknown = ages.find(({ state }) => state === "unknown");
    if (unknown?.state === "unknown") {
      verdict.undecided(`${unknown.path} of ${lifecycle.name} cannot be known yet`);
      return;
    }
    const found = ages.flatMap((age) => (age.state === "known" ? [String(age.value)] : []));
    verdict.violation({
      property: "rules noncurrentVersionExpiration",
      found: found.length === 0 ? `no ${path} for the whole bucket` : `${path} ${found.join(", ")}`,
      expected: Number.isFinite(limit.value)
        ? `superseded versions that go after at most ${limit.value} days`
        : "superseded versions that go some day",
      fix: `set ${path} of ${lifecycle.name} in a rule with status Enabled and an empty filter`,
    });
  },
});

function mostDays(zone: Read, personal: Read): Read<number> {
  if (zone.state === "unknown") return zone;
  const name = zone.state === "known" ? zone.value : undefined;
  const { supersededVersion, supersededArtifact } = retentionClasses;
  if (personalZones.includes(name)) return { state: "known", value: supersededVersion.prod.most };
  if (personal.state === "unknown") return personal;
  if (personal.state === "known" && personal.value === "true")
    return { state: "known", value: supersededVersion.prod.most };
  // Archives keep versions as long as their lock lasts, and longer is no violation.
  return { state: "known", value: accountZones.includes(name) ? Infinity : supersededArtifact.prod.most };
}

function supersededAges(rules: Read<readonly Read[]>): readonly Read[] {
  if (rules.state !== "known") return [rules];
  return rules.value.flatMap((rule) => {
    const whole = isForWholeBucket(rule);
    if (whole.state === "unknown") return [whole];
    return rule.state === "known" && whole.state === "known" && whole.value ? [read(rule.value, path)] : [];
  });
}
