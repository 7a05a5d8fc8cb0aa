import { retentionClasses } from "@secure-ml/controls";
import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { archiveZones, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { read, readEach, type Read } from "../../known.js";
import { linkTo } from "../../links.js";
import { isFixedMatch, readDocument } from "../../policyDocument.js";
import { currentSettings } from "../../settings.js";
import type { Verdict } from "../../verdict.js";

const leastDays = retentionClasses.archive.prod.least;

/**
 * The bucket that a trail writes to, and every bucket of the zones `audit-logs` and `evidence`, cannot be altered by
 * anyone: locked, versioned, closed, encrypted and itself logged.
 */
export const govArchiveImmutableLinked = defineStackRule({
  name: "gov-archive-immutable-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    const zone = readZone(bucket);
    const takesTrail = stack
      .ofType(awsType.trail)
      .some((trail) => linkTo(trail, "s3BucketName", bucket, ["bucket", "id"]) === "linked");
    if (!takesTrail && zone.state === "unknown") {
      verdict.undecided("tag data-zone cannot be known yet");
      return;
    }
    const isArchive = zone.state === "known" && archiveZones.some((archive) => archive === zone.value);
    if (!takesTrail && !isArchive) verdict.notApplicable("The bucket is no archive");
    const lock = requireOneCompanion(bucket, stack, verdict, awsType.bucketObjectLock, "lock what is written to it");
    if (lock !== undefined) judgeLock(lock, verdict);
    requireOneCompanion(bucket, stack, verdict, awsType.bucketVersioning, "keep superseded versions");
    requireOneCompanion(bucket, stack, verdict, awsType.bucketPublicAccessBlock, "block public access");
    requireOneCompanion(bucket, stack, verdict, awsType.bucketLogging, "log its requests");
    const encryption = requireOneCompanion(bucket, stack, verdict, awsType.bucketEncryption, "encrypt it by default");
    if (encryption !== undefined) judgeKey(encryption, verdict);
    const policy = requireOneCompanion(bucket, stack, verdict, awsType.bucketPolicy, "admit its writers");
    if (policy !== undefined) judgeWriters(policy, verdict);
  },
});

function judgeLock(lock: PolicyResource, verdict: Verdict): void {
  if (currentSettings().profile !== "prod") return;
  verdict.require(read(lock.props, "rule.defaultRetention.mode"), {
    property: "rule.defaultRetention.mode",
    accepts: (mode) => mode === "COMPLIANCE",
    expected: "COMPLIANCE, the only mode that holds against an administrator",
    fix: `set rule.defaultRetention.mode of ${lock.name} to COMPLIANCE`,
  });
  verdict.require(daysOf(lock), {
    property: "rule.defaultRetention.days",
    accepts: (days) => typeof days === "number" && days >= leastDays,
    expected: `at least ${leastDays} days`,
    fix: `set rule.defaultRetention.days of ${lock.name}`,
  });
}

function daysOf({ props }: PolicyResource): Read {
  const years = read(props, "rule.defaultRetention.years");
  if (years.state === "known" && typeof years.value === "number") return { state: "known", value: years.value * 365 };
  return read(props, "rule.defaultRetention.days");
}

function judgeKey(encryption: PolicyResource, verdict: Verdict): void {
  for (const key of readEach(encryption.props, "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId")) {
    const accepts = (value: unknown): boolean => value !== "";
    const fix = `set kmsMasterKeyId of ${encryption.name}`;
    verdict.require(key, { property: "kmsMasterKeyId", accepts, expected: "a key of our own", fix, unknown: "passes" });
  }
}

/** A service writes for whoever asks it to, unless a condition ties it to our own trail or logs. */
function judgeWriters(policy: PolicyResource, verdict: Verdict): void {
  const document = readDocument(policy.props, "policy");
  if (document.state === "unknown") verdict.undecided(`policy of ${policy.name} cannot be known yet`);
  if (document.state !== "known") return;
  for (const { sid = "without Sid", effect, principals, conditions } of document.value.statements) {
    const services = principals.filter(({ type }) => type === "Service");
    const isTied = conditions.some((condition) => condition.key === "aws:sourcearn" && isFixedMatch(condition));
    if (effect === "Deny" || services.length === 0 || isTied) continue;
    verdict.violation({
      property: `policy ${sid}`,
      found: `statement ${sid} of policy, which admits ${services.map(({ value }) => value).join(", ")} for anyone`,
      expected: "a condition on aws:SourceArn",
      fix: `add aws:SourceArn to the statement in ${policy.name}`,
    });
  }
}
