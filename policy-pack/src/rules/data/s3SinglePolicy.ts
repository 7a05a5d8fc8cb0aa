import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { coversAction, isForEveryone, type PolicyDocument, type Statement } from "../../policyDocument.js";
import { requireDocument } from "../../requireDocument.js";
import type { Verdict } from "../../verdict.js";

/** Actions by which a bucket's protections are undone. */
const managementActions = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

/** S3's limit for a bucket policy, in bytes. */
const maximumBytes = 20 * 1024;

/** A bucket's policy protects its own settings, and shuts out no deployer. */
export const dataS3SinglePolicy = defineResourceRule({
  name: "data-s3-single-policy",
  types: [awsType.bucketPolicy],
  check({ props }, verdict) {
    const document = requireDocument(props, verdict);
    if (document === undefined) return;
    judgeForm(document, verdict);
    const protections = document.statements.filter(
      (statement) => statement.effect === "Deny" && isForEveryone(statement) && !isAboutTransport(statement),
    );
    for (const statement of protections) {
      const actions = managementActions.filter((action) => coversAction(statement, action));
      if (actions.length === 0 || exceptsRoles(statement)) continue;
      verdict.violation({
        property: `policy ${statement.sid ?? actions.join(" ")} exception`,
        found: `statement ${statement.sid ?? "without Sid"} of policy, which denies ${actions[0]} to deployers too`,
        expected: "the deployers' roles excepted, or only the account's root user can mend the bucket",
        fix: "add ArnNotLike aws:PrincipalArn with the ARNs of the deployers",
      });
    }
    const open = managementActions.filter(
      (action) => !protections.some((statement) => coversAction(statement, action) && exceptsRolesOnly(statement)),
    );
    if (open.length > 0) {
      verdict.violation({
        property: "policy DenyTampering",
        found: `a policy that leaves ${open.join(", ")} to everyone whom IAM allows it`,
        expected: "a Deny of these to everyone except deployers and break-glass roles",
        fix: "put the statement DenyTampering into policy",
      });
    }
  },
});

function judgeForm({ statements, bytes }: PolicyDocument, verdict: Verdict): void {
  const sids = statements.map(({ sid }) => sid).filter((sid) => sid !== undefined);
  const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (repeated !== undefined) {
    verdict.violation({
      property: "policy Sid",
      found: `the Sid ${repeated} twice in policy`,
      expected: "a Sid of its own for each statement",
      fix: "rename one of the statements",
    });
  }
  const negation = statements.find(({ negations }) => negations.some((element) => element !== "NotResource"));
  if (negation !== undefined) {
    verdict.violation({
      property: "policy negation",
      found: `${negation.negations.join(" and ")} in statement ${negation.sid ?? "without Sid"} of policy`,
      expected: "named principals and actions, with which log delivery works and which AWS can analyse",
      fix: "name the principals and actions, and except roles by ArnNotLike aws:PrincipalArn",
    });
  }
  if (bytes > maximumBytes) {
    verdict.violation({
      property: "policy size",
      found: `a policy of ${bytes} bytes`,
      expected: `at most ${maximumBytes} bytes`,
      fix: "shorten the lists of roles and prefixes in policy",
    });
  }
}

/** The denials of plain HTTP and old TLS hold for deployers as well. */
function isAboutTransport({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => key === "aws:securetransport" || key === "s3:tlsversion");
}

function exceptsRoles({ conditions }: Statement): boolean {
  return conditions.some(isRoleException);
}

function exceptsRolesOnly({ conditions }: Statement): boolean {
  return conditions.length > 0 && conditions.every(isRoleException);
}

function isRoleException({ operator, key, values }: Statement["conditions"][number]): boolean {
  const negated = /^(arn|string)not(equals|like)(ifexists)?$/.test(operator);
  return negated && key === "aws:principalarn" && values.length > 0 && !values.includes("*");
}
