import type { PolicyResource } from "@pulumi/policy";
import { awsType } from "../../awsTypes.js";
import { readZone } from "../../dataZones.js";
import { defineStackRule } from "../../defineRule.js";
import { coversAction, isForEveryone, readDocument, type Statement } from "../../policyDocument.js";
import { read } from "../../known.js";
import { companionsOf } from "../../links.js";
import { currentSettings } from "../../settings.js";
import type { StackView } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/**
 * In prod, versions of artifacts are deleted for good with a second factor only, or a lock keeps them; and a bucket with
 * S3's own MFA delete has no lifecycle, which S3 refuses beside it, and is not emptied by a destroy, which would fail.
 */
export const dataS3DeleteGuardLinked = defineStackRule({
  name: "data-s3-delete-guard-linked",
  types: [awsType.bucket],
  check(bucket, stack, verdict) {
    const companions = (type: string) => companionsOf(stack, bucket, type, "bucket", ["bucket", "id"]);
    for (const versioning of companions(awsType.bucketVersioning).linked) {
      const mfaDelete = read(versioning.props, "versioningConfiguration.mfaDelete");
      if (mfaDelete.state === "unknown") verdict.undecided(`mfaDelete of ${versioning.name} cannot be known yet`);
      if (mfaDelete.state === "known" && mfaDelete.value === "Enabled") judgeMfaDelete(bucket, stack, verdict);
    }
    const zone = readZone(bucket);
    if (currentSettings().profile !== "prod" || zone.state === "absent") return;
    if (zone.state === "unknown") {
      verdict.undecided("tag data-zone cannot be known yet");
      return;
    }
    if (zone.value !== "artifacts" || companions(awsType.bucketObjectLock).linked.length > 0) return;
    const policies = companions(awsType.bucketPolicy).linked.map(({ props }) => readDocument(props, "policy"));
    if (policies.some((document) => document.state === "known" && isGuarded(document.value.statements))) return;
    if (policies.some(({ state }) => state === "unknown")) {
      verdict.undecided("whether policy guards deletions cannot be known yet");
      return;
    }
    verdict.violation({
      property: "policy",
      found: "artifacts whose versions are deleted for good without a second factor",
      expected:
        "a Deny of s3:DeleteObjectVersion with BoolIfExists aws:MultiFactorAuthPresent false, and one with NumericGreaterThan aws:MultiFactorAuthAge 900, or an Object Lock",
      fix: "put the statements DenyDeletionWithoutMfa and DenyDeletionWithOldMfa into policy",
    });
  },
});

function judgeMfaDelete(bucket: PolicyResource, stack: StackView, verdict: Verdict): void {
  const { linked } = companionsOf(stack, bucket, awsType.bucketLifecycle, "bucket", ["bucket", "id"]);
  if (linked.length > 0) {
    verdict.violation({
      property: "mfaDelete",
      found: `mfaDelete Enabled beside the lifecycle ${linked.map(({ name }) => name).join(", ")}`,
      expected: "one of both: S3 takes no lifecycle for a bucket with MFA delete",
      fix: "remove the aws.s3.BucketLifecycleConfiguration or mfaDelete",
    });
  }
  const forceDestroy = read(bucket.props, "forceDestroy");
  if (forceDestroy.state === "unknown") verdict.undecided("forceDestroy cannot be known yet");
  if (forceDestroy.state === "known" && forceDestroy.value === true) {
    verdict.violation({
      property: "forceDestroy",
      found: "forceDestroy true on a bucket with MFA delete",
      expected: "a bucket that nobody empties: only the root user could delete its versions",
      fix: "set forceDestroy to false",
    });
  }
}

/** Both Denies, each to everyone but exact roles. */
function isGuarded(statements: readonly Statement[]): boolean {
  const refuses = (holds: (operator: string, key: string, values: readonly string[]) => boolean): boolean =>
    statements.some(
      (statement) =>
        statement.effect === "Deny" &&
        statement.negations.length === 0 &&
        isForEveryone(statement) &&
        coversAction(statement, "s3:DeleteObjectVersion") &&
        statement.conditions.some(({ operator, key, values }) => holds(operator, key, values)) &&
        statement.conditions.every(
          ({ operator, key, values }) => holds(operator, key, values) || isExceptionOfRoles(operator, key, values),
        ),
    );
  return (
    refuses(
      (operator, key, values) =>
        operator === "boolifexists" &&
        key === "aws:multifactorauthpresent" &&
        values.every((value) => value === "false"),
    ) &&
    refuses(
      (operator, key, values) =>
        operator.startsWith("numericgreaterthan") &&
        key === "aws:multifactorauthage" &&
        values.length === 1 &&
        Number(values[0]) <= 900,
    )
  );
}

function isExceptionOfRoles(operator: string, key: string, values: readonly string[]): boolean {
  return (
    /^arnnot(equals|like)(ifexists)?$/.test(operator) &&
    key === "aws:principalarn" &&
    values.length > 0 &&
    values.every((value) => /:role\/[^*?]+$/.test(value))
  );
}
