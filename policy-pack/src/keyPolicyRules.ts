import { coversAction, isFixedMatch, isForEveryone, type Condition, type Statement } from "./policyDocument.js";

/** Actions that use key material, or hand its use on. */
const cryptographicActions = [
  "kms:Decrypt",
  "kms:DeriveSharedSecret",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyPair",
  "kms:GenerateDataKeyPairWithoutPlaintext",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:GenerateMac",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:Sign",
  "kms:Verify",
  "kms:VerifyMac",
  "kms:CreateGrant",
];

/** Actions that turn ciphertext back into data. */
const decryptingActions = ["kms:Decrypt", "kms:ReEncryptFrom"];

/** Services through which decrypting means reading what is stored, not setting something up. */
const dataServices = /^(s3|dynamodb|rds|secretsmanager|glue|athena|sagemaker)\./;

/** Actions that decide who may use a key, or whether it exists. */
const administrativeActions = [
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKeyRotation",
  "kms:ImportKeyMaterial",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:UpdateAlias",
  "kms:UpdatePrimaryRegion",
];

/** Actions that take a key out of use, and with it everything that it encrypts. */
const destructiveActions = ["kms:DisableKey", "kms:ScheduleKeyDeletion"];

/** Condition keys that tie a call to one account. */
const accountKeys = ["kms:CallerAccount", "aws:PrincipalAccount", "aws:SourceAccount"];

/** Condition keys that tie a service's call to a resource or account of ours. */
const sourceKeys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "kms:CallerAccount"];

/** What is wrong with one statement of a key policy. */
export interface StatementProblem {
  /** What is found, as the rest of the sentence "found a statement … that". */
  readonly found: string;
  readonly expected: string;
}

/**
 * Judges the statements of a key policy.
 *
 * @returns the problems of each statement, by its position; statements without one are left out
 */
export function keyPolicyProblems(statements: readonly Statement[]): ReadonlyMap<number, readonly StatementProblem[]> {
  const administrators = new Set(statements.filter(administers).flatMap(identities));
  const problems = statements.map((statement) =>
    statement.effect === "Deny" ? [] : allowProblems(statement, administrators),
  );
  return new Map([...problems.entries()].filter(([, found]) => found.length > 0));
}

function allowProblems(statement: Statement, administrators: ReadonlySet<string>): StatementProblem[] {
  const problems: StatementProblem[] = [];
  const add = (found: string, expected: string): unknown => problems.push({ found, expected });
  if (statement.negations.some((element) => element !== "NotResource")) {
    add(`uses ${statement.negations.join(" and ")}`, "principals and actions that are named");
    return problems;
  }
  if (coversAction(statement, "kms:*")) add("allows kms:*", "named actions");
  if (isForEveryone(statement) && !hasFixed(statement, accountKeys)) {
    add("is for everyone", `a fixed account in ${accountKeys.join(" or ")}`);
  }
  for (const { value } of statement.principals.filter(({ type }) => type === "Service")) {
    const keys = requiredSourceKeys(value);
    if (!hasFixed(statement, keys)) add(`lets ${value} in for anyone`, `a fixed condition on ${keys.join(" or ")}`);
  }
  const forAccount =
    statement.principals.some(isAccountRoot) && !hasFixed(statement, ["aws:PrincipalArn"], isExactRole);
  const destructive = destructiveActions.filter((action) => coversAction(statement, action));
  if (forAccount && destructive.length > 0) {
    add(`gives ${list(destructive)} to the whole account`, "exact role ARNs in aws:PrincipalArn");
  }
  const cryptographic = cryptographicActions.filter((action) => coversAction(statement, action));
  if (cryptographic.length === 0) return problems;
  if (forAccount) {
    add(`gives ${list(cryptographic)} to the whole account`, "exact role ARNs in aws:PrincipalArn");
  }
  if (administers(statement)) add(`both administers the key and allows ${list(cryptographic)}`, "two statements");
  const both = identities(statement).filter((identity) => administrators.has(identity));
  const unsafe = cryptographic.filter((action) => !isForSettingUp(statement, action));
  if (both.length > 0 && unsafe.length > 0) {
    add(`gives ${list(unsafe)} to ${list(both)}, who administers the key`, "administrators who cannot use the key");
  }
  const forRoles = statement.principals.some(({ type }) => type !== "Service");
  if (forRoles && coversAction(statement, "kms:CreateGrant") && !isGrantForService(statement)) {
    add("allows any grant", "Bool kms:GrantIsForAWSResource true");
  }
  return problems;
}

function administers(statement: Statement): boolean {
  return (
    statement.effect === "Allow" &&
    // The account itself keeps the right to mend the policy, so that no key can be orphaned.
    (!statement.principals.some(isAccountRoot) || identities(statement).length > 0) &&
    administrativeActions.some((action) => coversAction(statement, action))
  );
}

/** The roles that a statement speaks of: those it names, or those that its condition on the account's roles names. */
function identities(statement: Statement): readonly string[] {
  const named = statement.principals.filter((principal) => principal.type === "AWS" && !isAccountRoot(principal));
  const cited = statement.conditions.filter(({ key }) => key === "aws:principalarn").filter(isFixedMatch);
  return [...named.map(({ value }) => value), ...cited.flatMap(({ values }) => values)];
}

function isAccountRoot({ type, value }: Statement["principals"][number]): boolean {
  return type === "AWS" && /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(value);
}

/** AWS documents for some services which condition ties a call to us; the others take either. */
function requiredSourceKeys(service: string): readonly string[] {
  if (/^cloudtrail\./.test(service)) return ["aws:SourceArn"];
  if (/^logs\./.test(service)) return ["kms:EncryptionContext:aws:logs:arn"];
  return sourceKeys;
}

function hasFixed(
  { conditions }: Statement,
  keys: readonly string[],
  accepts: (value: string) => boolean = () => true,
): boolean {
  const wanted = keys.map((key) => key.toLowerCase());
  return conditions.some((condition: Condition) => {
    return wanted.includes(condition.key) && isFixedMatch(condition) && condition.values.every(accepts);
  });
}

/**
 * Whether an ARN names one role. Identity Center puts a Region into the path of its roles and a random suffix behind
 * their names, so wildcards are accepted there.
 */
function isExactRole(arn: string): boolean {
  return !/[*?]/.test(arn) || /:role\/aws-reserved\/sso\.amazonaws\.com\/.*AWSReservedSSO_[^*?]+/.test(arn);
}

/**
 * Whether a statement lets its roles use the key only while they set something up: whoever makes a function encrypts
 * its variables, whoever starts a machine unlocks its volume.
 */
function isForSettingUp(statement: Statement, action: string): boolean {
  const isData = (service: string): boolean => dataServices.test(service);
  return decryptingActions.includes(action)
    ? hasFixed(statement, ["kms:ViaService"], (service) => !isData(service)) || isForManagedPasswords(statement)
    : hasFixed(statement, ["kms:ViaService"]);
}

/**
 * Whether a statement is for the passwords alone that RDS keeps with the rights of whoever makes a database, or for the
 * version without a value on which Secrets Manager first tries whether they may use the key.
 *
 * @see AWS, "Password management with Amazon RDS and AWS Secrets Manager":
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html (with a customer managed key: kms:Decrypt,
 * kms:GenerateDataKey and kms:CreateGrant)
 * @see AWS, "Secret encryption and decryption in AWS Secrets Manager":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
function isForManagedPasswords(statement: Statement): boolean {
  return (
    hasFixed(statement, ["kms:ViaService"], (service) => service.startsWith("secretsmanager.")) &&
    (hasFixed(statement, ["kms:EncryptionContext:SecretARN"], (value) =>
      /^arn:[^:]+:secretsmanager:[^:*?]+:\d{12}:secret:rds!|^RequestToValidateKeyAccess$/.test(value),
    ) ||
      hasFixed(statement, ["kms:EncryptionContext:SecretVersionId"], (value) => value === "RequestToValidateKeyAccess"))
  );
}

function isGrantForService({ conditions }: Statement): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator === "bool" && key === "kms:grantisforawsresource" && values.every((value) => value === "true"),
  );
}

function list(values: readonly string[]): string {
  return values.length <= 3 ? values.join(", ") : `${values.slice(0, 3).join(", ")} and ${values.length - 3} more`;
}
