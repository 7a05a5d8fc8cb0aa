import { awsType } from "../../awsTypes.js";
import { isAccountBucketName, type DataZone } from "../../dataZones.js";
import { defineResourceRule } from "../../defineRule.js";
import { readEach } from "../../known.js";
import { coversAction, matchesPattern, parseDocument, type Statement } from "../../policyDocument.js";
import { currentSettings } from "../../settings.js";
import { urnPlace } from "../../stackView.js";
import type { Verdict } from "../../verdict.js";

/** Where an identity's policies stand, by type. */
const policyProperties: Readonly<Record<string, readonly string[]>> = {
  [awsType.managedPolicy]: ["policy"],
  [awsType.role]: ["inlinePolicies[].policy"],
  [awsType.rolePolicy]: ["policy"],
};

/** What would read, overwrite or remove a record, or open its bucket. */
const touching = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:PutBucketPolicy",
  "s3:PutObject",
  "s3:PutObjectRetention",
];

/** Buckets of the account stack, but for `code`, which workloads read. */
const zones: readonly DataZone[] = ["audit-logs", "evidence", "findings", "access-logs"];

/**
 * No workload's policy reaches the account's buckets: not by name and not by a wildcard. A workload writes evidence below
 * a prefix of its own, and takes code.
 */
export const govNoWorkloadReadOnArchive = defineResourceRule({
  name: "gov-no-workload-read-on-archive",
  types: Object.keys(policyProperties),
  check({ type, props, urn }, verdict) {
    if (urnPlace(urn).project === currentSettings().accountProject) {
      verdict.notApplicable("The account stack's own roles keep the records");
    }
    for (const path of policyProperties[type] ?? []) {
      for (const value of readEach(props, path)) {
        if (value.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
        if (value.state === "known") judge(value.value, path, verdict);
      }
    }
  },
});

function judge(policy: unknown, path: string, verdict: Verdict): void {
  const document = parseDocument(typeof policy === "string" ? policy : JSON.stringify(policy));
  if (document.state === "invalid") {
    verdict.violation({
      property: path,
      found: `a policy of ${document.reason}`,
      expected: "a policy document",
      fix: `set ${path} to the JSON text of a policy document`,
    });
    return;
  }
  for (const statement of document.value.statements) {
    const actions = statement.effect === "Allow" ? touching.filter((action) => mayDo(statement, action)) : [];
    const reached = zones.filter((zone) => actions.length > 0 && reaches(statement, zone, actions));
    if (reached.length === 0) continue;
    verdict.violation({
      property: `${path} ${statement.sid ?? "without Sid"}`,
      found: `statement ${statement.sid ?? "without Sid"} of ${path}, which allows ${actions.join(", ")} on ${reached.join(", ")}`,
      expected: "no access to the account's buckets but s3:PutObject below a prefix of evidence",
      fix: "name the buckets of the environment in Resource, each by its own ARN",
    });
  }
}

function mayDo(statement: Statement, action: string): boolean {
  return statement.negations.includes("NotAction") || coversAction(statement, action);
}

function reaches(statement: Statement, zone: DataZone, actions: readonly string[]): boolean {
  if (statement.negations.includes("NotResource")) return true;
  return statement.resources.some((pattern) => {
    if (!mayMean(pattern, zone)) return false;
    const onlyWrites = actions.every((action) => action === "s3:PutObject");
    return !(onlyWrites && zone === "evidence" && isBelowPrefix(pattern));
  });
}

/** Whether a pattern can match a bucket of the zone or an object in it. What follows a wildcard can be anything. */
function mayMean(pattern: string, zone: DataZone): boolean {
  const bucket = /^arn:[^:]*:s3:::([^/]*)/.exec(pattern)?.[1];
  if (bucket === undefined) return matchesPattern(pattern, `arn:aws:s3:::acme-account-${zone}-111111111111/record`);
  const fixed = /^[^*?]*/.exec(bucket)?.[0] ?? "";
  if (isAccountBucketName(fixed, zone)) return true;
  if (fixed === bucket) return false;
  const { project } = currentSettings();
  return project === undefined
    ? fixed === "" || /-account-[a-z-]*$/.test(fixed)
    : `${project}-account-${zone}-`.startsWith(fixed);
}

/** Whether an ARN names objects below a prefix, and not all of a bucket. */
function isBelowPrefix(pattern: string): boolean {
  return /^arn:[^:]*:s3:::[^/*?]+\/[^*?]+/.test(pattern);
}
