import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { deployerName } from "../../deployerRole.js";
import { read, readEach, readList, type Read } from "../../known.js";
import { coversAction, isFixedMatch, parseDocument, type Statement } from "../../policyDocument.js";
import type { Verdict } from "../../verdict.js";

/** Where policies of roles stand, by type. */
const policyProperties: Readonly<Record<string, readonly string[]>> = {
  [awsType.role]: ["inlinePolicies[].policy"],
  [awsType.rolePolicy]: ["policy"],
  [awsType.managedPolicy]: ["policy"],
};

/** Where ARNs of attached policies stand, by type. */
const attachments: Readonly<Record<string, readonly string[]>> = {
  [awsType.role]: ["managedPolicyArns"],
  [awsType.rolePolicyAttachment]: ["policyArn"],
  [awsType.rolePolicyAttachmentsExclusive]: ["policyArns"],
};

/** Policies of AWS that give a service whole, or everything. */
const broadPolicy =
  /^arn:[^:]+:iam::aws:policy\/(.*\/)?(AdministratorAccess|PowerUserAccess|IAMFullAccess|\w*FullAccess)/;

/** A permissions boundary lists services whole, and grants nothing: attached as a policy, it would grant them. */
const ceiling = /[-/]boundary$/i;

/** Actions of S3 on the account itself: they know no bucket. */
const accountActions = /^s3:(Get|Put)AccountPublicAccessBlock$/i;

/** Actions with key material, which are for named keys. */
const keyActions = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:Sign",
];

/**
 * A role's policies name actions, buckets and keys; nothing that AWS manages gives it a service whole; and it has a
 * path, below which nobody but the deployers makes roles. A deployer of the account stack uses the keys that it makes, which
 * it cannot name, through named services.
 *
 * @see AWS, "Security best practices in IAM": https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
 */
export const dataRoleLeastPrivilege = defineResourceRule({
  name: "data-role-least-privilege",
  types: [
    awsType.role,
    awsType.rolePolicy,
    awsType.managedPolicy,
    awsType.rolePolicyAttachment,
    awsType.rolePolicyAttachmentsExclusive,
  ],
  check({ type, urn, props }, verdict) {
    const managedName = type === awsType.managedPolicy ? read(props, "name") : undefined;
    if (managedName?.state === "known" && ceiling.test(String(managedName.value))) {
      verdict.notApplicable("A permissions boundary grants nothing");
    }
    // Whoever makes the keys cannot name them before.
    const makesKeys = type === awsType.rolePolicy && deployerName(urn, read(props, "role")) !== undefined;
    if (type === awsType.role) {
      verdict.require(read(props, "path"), {
        property: "path",
        accepts: (value) => typeof value === "string" && /^\/.+\/$/.test(value),
        expected: "a path such as /<project>/<environment>/",
        fix: "set path, so that policies can tell the platform's roles from others",
      });
    }
    for (const path of policyProperties[type] ?? []) {
      for (const value of readEach(props, path)) {
        if (value.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
        if (value.state === "known") judge(value.value, path, makesKeys, verdict);
      }
    }
    for (const path of attachments[type] ?? []) {
      for (const value of oneOrEach(props, path)) {
        if (value.state === "unknown") verdict.undecided(`${path} cannot be known yet`);
        if (value.state === "known" && (broadPolicy.test(String(value.value)) || ceiling.test(String(value.value)))) {
          verdict.violation({
            property: `${path} ${String(value.value)}`,
            found: `the policy ${String(value.value)}`,
            expected: "policies that name what the role needs",
            fix: "detach it and write the role's own statements",
          });
        }
      }
    }
  },
});

/** A property's value, or the elements of its list. */
function oneOrEach(props: unknown, path: string): readonly Read[] {
  if (path === "policyArn") return [read(props, path)];
  const list = readList(props, path);
  return list.state === "known" ? list.value : [list];
}

function judge(policy: unknown, path: string, makesKeys: boolean, verdict: Verdict): void {
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
  for (const [index, statement] of document.value.statements.entries()) {
    const name = statement.sid ?? `number ${index + 1}`;
    for (const [found, expected] of problems(statement, makesKeys)) {
      verdict.violation({
        property: `${path} ${name} ${found}`,
        found: `the statement ${name} with ${found}`,
        expected,
        fix: "name the actions, buckets and keys that the role needs",
      });
    }
  }
}

function problems(statement: Statement, makesKeys: boolean): readonly (readonly [found: string, expected: string])[] {
  if (statement.effect === "Deny") return [];
  const { actions, conditions, negations, resources } = statement;
  const onBuckets = actions.some((action) => /^s3:/i.test(action) && !accountActions.test(action));
  const throughService = conditions.some(
    (condition) => condition.key === "kms:viaservice" && isFixedMatch(condition) && isNamed(condition.values),
  );
  const whole = actions.filter((action) => /^(\*|(s3|kms):\**)$/i.test(action));
  const anyBucket = resources.filter((resource) => resource === "*" || /^arn:[^:]*:s3:::[^/]*[*?]/.test(resource));
  const anyKey = resources.filter((resource) => resource === "*" || /^arn:[^:]*:kms:.*[*?]/.test(resource));
  return [
    ...negations.map((element) => [element, "what is allowed, by name"] as const),
    ...whole.map((action) => [`the action ${action}`, "actions by name"] as const),
    ...(onBuckets ? anyBucket.map((resource) => [`the bucket ${resource}`, "buckets by name"] as const) : []),
    ...(keyActions.some((action) => coversAction(statement, action)) && !(makesKeys && throughService)
      ? anyKey.map((resource) => [`the key ${resource}`, "keys by ARN"] as const)
      : []),
  ];
}

/** Whether services are written out. */
function isNamed(values: readonly string[]): boolean {
  return values.every((value) => !/[*?]/.test(value));
}
