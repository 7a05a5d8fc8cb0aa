import type { DemandedCondition, DemandedDeny } from "./denyStatement.js";
import { coversAction, type PolicyDocument, type Statement } from "./policyDocument.js";

/**
 * Both parts must hold for a request that lacks the key: a negated operator matches an absent key by itself, `Bool` does
 * only as `BoolIfExists`, without which anonymous requests would pass.
 *
 * @see AWS, "AWS global condition context keys":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const roles: DemandedCondition = {
  operators: ["arnnotlike", "arnnotequals", "arnnotlikeifexists", "arnnotequalsifexists"],
  key: "aws:principalarn",
  accepts: (values) => values.length > 0 && values.every((value) => /:role\/[^*?]+$/.test(value)),
};

const notForServices = (key: string): DemandedCondition => ({
  operators: ["boolifexists"],
  key,
  accepts: (values) => values.length === 1 && values[0] === "false",
});

const network = (key: string): DemandedCondition => ({
  operators: ["stringnotequals", "stringnotequalsifexists"],
  key,
  accepts: (values) => values.length > 0 && values.every((value) => !/[*?]/.test(value)),
});

const dataPlane = {
  actions: [
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:ListBucket",
  ],
  resources: "bucket and objects",
} as const;

/** The Deny that leaves objects to listed roles. */
export const denyOtherRoles: DemandedDeny = {
  sid: "DenyOtherRoles",
  ...dataPlane,
  conditions: [roles, notForServices("aws:principalisawsservice")],
  when: "with ArnNotLike aws:PrincipalArn (exact roles) and BoolIfExists aws:PrincipalIsAWSService false",
};

/** Conditions that tie a request to a network, by the key that AWS sends. */
export const networkKeys = ["aws:sourcevpce", "aws:sourcevpc"] as const;

/** The Deny that leaves objects to whoever comes from the network; either key will do. */
export const denyOutsideNetwork: readonly DemandedDeny[] = networkKeys.map((key) => ({
  sid: "DenyOutsideNetwork",
  ...dataPlane,
  conditions: [network(key), roles, notForServices("aws:principalisawsservice"), notForServices("aws:viaawsservice")],
  when:
    "with StringNotEquals aws:SourceVpce, ArnNotLike aws:PrincipalArn (exact roles), BoolIfExists aws:PrincipalIsAWSService false " +
    "and BoolIfExists aws:ViaAWSService false",
}));

/** Whether a policy ties anybody to a network, as that of an environment's bucket must. */
export function asksForNetwork(document: PolicyDocument): boolean {
  return document.statements.some(
    ({ effect, conditions }) =>
      effect === "Deny" && conditions.some(({ key }) => (networkKeys as readonly string[]).includes(key)),
  );
}

/** Actions without which a bucket whose perimeter is wrong can not be mended any more. */
const mending = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:GetBucketPolicy",
  "s3:PutBucketPolicy",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
];

/** The actions of a perimeter's statement that would lock out whoever has to mend it. */
export function lockedOut(statement: Statement): readonly string[] {
  const isPerimeter =
    statement.effect === "Deny" &&
    statement.conditions.some(
      ({ key }) => key === "aws:principalisawsservice" || (networkKeys as readonly string[]).includes(key),
    );
  return isPerimeter ? mending.filter((action) => coversAction(statement, action)) : [];
}
