import type { PolicyResource } from "@pulumi/policy";
import { awsType, stackReferenceType } from "../../awsTypes.js";
import { requireOneCompanion } from "../../bucketCompanion.js";
import { accessLogZone, isAccountBucketName, isDataBucket, readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { read, readEach } from "../../known.js";
import { companionsOf, dependenciesOf, linkTo } from "../../links.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/** Every bucket logs its requests to a bucket of the zone `access-logs`, which is set up so that S3 delivers to it. */
export const dataS3AccessLoggedLinked = defineStackRule({
  name: "data-s3-access-logged-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    if (!isDataBucket(bucket, verdict)) return;
    const logging = requireOneCompanion(bucket, stack, verdict, awsType.bucketLogging, "log its requests");
    if (logging === undefined) return;
    const target = stack
      .ofType(awsType.bucket)
      .find((candidate) => linkTo(logging, "targetBucket", candidate, ["bucket", "id"]) === "linked");
    if (target === undefined) judgeElsewhere(logging, verdict);
    else judgeTarget(target, stack, verdict);
  },
});

/** The target is in another stack: its name is all there is to go by. */
function judgeElsewhere(logging: PolicyResource, verdict: Verdict): void {
  const name = read(logging.props, "targetBucket");
  if (name.state === "known" && typeof name.value === "string" && isAccountBucketName(name.value, accessLogZone))
    return;
  if (name.state !== "known") {
    const handedOver = dependenciesOf(logging, "targetBucket").some(({ type }) => type === stackReferenceType);
    verdict.undecided(
      `targetBucket of ${logging.name} ${handedOver ? "comes from another stack" : "cannot be known yet"}`,
    );
    return;
  }
  verdict.violation({
    property: "targetBucket",
    found: `access logs that go to ${String(name.value)}`,
    expected: "the access-logs bucket of this or the account stack",
    fix: `set targetBucket of ${logging.name} to <project>-account-access-logs-<account>-<region>`,
  });
}

function judgeTarget(target: PolicyResource, stack: StackView, verdict: Verdict): void {
  verdict.require(readZone(target), {
    property: "tag data-zone of the target",
    accepts: (zone) => zone === accessLogZone,
    expected: `a target with the tag data-zone ${accessLogZone}`,
    fix: `log to the account's access-logs bucket instead of ${target.name}`,
  });
  for (const encryption of companionsOf(stack, target, awsType.bucketEncryption, "bucket", ["bucket", "id"]).linked) {
    for (const algorithm of readEach(encryption.props, "rules[].applyServerSideEncryptionByDefault.sseAlgorithm")) {
      verdict.require(algorithm, {
        property: "sseAlgorithm of the target",
        accepts: (value) => value === "AES256",
        expected: "a target with AES256: under a KMS key S3 drops the logs without an error",
        fix: `set sseAlgorithm of ${encryption.name} to AES256`,
      });
    }
  }
  const locks = companionsOf(stack, target, awsType.bucketObjectLock, "bucket", ["bucket", "id"]).linked;
  const enabled = read(target.props, "objectLockEnabled");
  if (locks.length > 0 || (enabled.state === "known" && enabled.value === true)) {
    verdict.violation({
      property: "target Object Lock",
      found: `access logs that go to ${target.name}, which has Object Lock`,
      expected: "a target without Object Lock, to which S3 does deliver",
      fix: "log to a bucket without Object Lock",
    });
  }
}
