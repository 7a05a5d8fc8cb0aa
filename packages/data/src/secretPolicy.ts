import {
  arn,
  physicalName,
  policyDocument,
  roleArn,
  secretRotationPurpose,
  type Environment,
  type PolicyStatement,
} from "@secure-ml/core";

/** What the policy of a secret is made from. */
export interface SecretPolicyFacts {
  /** Supplies account, deployers and break-glass roles. */
  readonly environment: Environment;
  /** What the secret is for. */
  readonly purpose: string;
  /** Exact ARNs of the roles that read the value, composed from fixed names. */
  readonly readerRoleArns: readonly string[];
  /** Id of the VPC's endpoint for Secrets Manager. */
  readonly vpcEndpointId: string;
}

/** Calls that hand the value out. `BatchGetSecretValue` asks for this one too. */
const reading = ["secretsmanager:GetSecretValue"];

/** Calls that make another value valid. */
const rotating = ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"];

/** Calls that change how the secret is protected; `UpdateSecret` can also write a value. */
const managing = [
  "secretsmanager:CancelRotateSecret",
  "secretsmanager:DeleteResourcePolicy",
  "secretsmanager:DeleteSecret",
  "secretsmanager:PutResourcePolicy",
  "secretsmanager:ReplicateSecretToRegions",
  "secretsmanager:RotateSecret",
  "secretsmanager:UpdateSecret",
];

/**
 * Pattern of a secret's ARN, which ends in a hyphen and six characters that AWS makes up.
 *
 * @see AWS, "AWS Secrets Manager secret" (what is in a secret):
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
export function secretArnPattern(environment: Environment, purpose: string): string {
  return arn(environment, {
    service: "secretsmanager",
    resource: `secret:${physicalName(environment, "secret", purpose)}-${"?".repeat(6)}`,
  });
}

/**
 * The policy of a secret (DATA-19): TLS only; the value for listed roles and the rotation through the VPC's endpoint; a new
 * value by the rotation alone; settings for the deployers. Break-glass roles are excepted everywhere but from TLS.
 *
 * It allows nothing: a role needs a policy of its own as well, and the key. A request that lacks a key is refused, since
 * negated operators match an absent key.
 *
 * @see AWS, "Resource-based policies":
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export function secretPolicy({ environment, purpose, readerRoleArns, vpcEndpointId }: SecretPolicyFacts): string {
  const { breakGlassRoleArns, deployerRoleArns } = environment;
  const rotation = roleArn(environment, secretRotationPurpose);
  const refused = (
    Sid: string,
    Action: readonly string[],
    Condition: PolicyStatement["Condition"],
  ): PolicyStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    // A secret's policy speaks of its secret only.
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
  });
  const butFor = (...roleArns: readonly string[]) => ({ ArnNotEquals: { "aws:PrincipalArn": roleArns } });
  return policyDocument("secretPolicy", `secret "${purpose}"`, [
    refused("DenyPlaintext", ["secretsmanager:*"], { Bool: { "aws:SecureTransport": "false" } }),
    refused("DenyOutsideNetwork", [...reading, ...rotating], {
      StringNotEquals: { "aws:SourceVpce": vpcEndpointId },
      ...butFor(...breakGlassRoleArns),
    }),
    refused("DenyOtherReaders", reading, butFor(...breakGlassRoleArns, rotation, ...readerRoleArns)),
    refused("DenyOtherWriters", rotating, butFor(...breakGlassRoleArns, rotation)),
    refused("DenyTampering", managing, butFor(...breakGlassRoleArns, ...deployerRoleArns)),
  ]);
}
