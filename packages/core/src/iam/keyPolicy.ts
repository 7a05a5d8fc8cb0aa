import { accountRootArn } from "../arn.js";
import type { Environment } from "../environment.js";
import { policyDocument, type PolicyCondition, type PolicyStatement } from "./policyDocument.js";

/** Roles that may use a key, always through named AWS services. */
export interface KeyRoleUse {
  /** Statement id, unique in the policy. */
  readonly sid: string;
  /** Exact role ARNs, composed from fixed names: no wildcards. */
  readonly roleArns: readonly string[];
  /**
   * Cryptographic actions.
   * @defaultValue `Encrypt`, `Decrypt`, `ReEncrypt*`, `GenerateDataKey*`, `DescribeKey`
   */
  readonly actions?: readonly string[];
  /** Services that must make the call for them, such as `s3` or `lambda`. */
  readonly viaServices: readonly string[];
  /**
   * What the service must say that it encrypts: patterns by the key of the encryption context, such as `SecretARN`.
   * @defaultValue anything
   */
  readonly encryptionContext?: Readonly<Record<string, readonly string[]>>;
}

/** An AWS service that uses a key on its own, for our resources only. */
export interface KeyServiceUse {
  /** Statement id, unique in the policy. */
  readonly sid: string;
  /** Service principal, such as `cloudtrail.amazonaws.com`. */
  readonly principal: string;
  readonly actions: readonly string[];
  /** Ties the call to our account, resource or encryption context; never empty. */
  readonly condition: PolicyCondition;
}

/**
 * Roles that may let an AWS service use a key for as long as a resource of theirs needs it, as SageMaker uses one for
 * the volumes of jobs, endpoints and notebooks. It lets them encrypt and decrypt nothing themselves. `kms:DescribeKey`,
 * which SageMaker calls first, is open to the whole account: a role's own policy decides.
 *
 * @see AWS, "AWS KMS condition keys": https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export interface KeyGrantUse {
  /** Statement id, unique in the policy. */
  readonly sid: string;
  /** Exact role ARNs, composed from fixed names: no wildcards. */
  readonly roleArns: readonly string[];
  /**
   * Services that must make the call for them, such as `sagemaker`.
   * @defaultValue any service: AWS does not say through which one SageMaker makes the grants of a job
   */
  readonly viaServices?: readonly string[];
}

/**
 * A service-linked role, whose policy is AWS's and names no key of ours: the key's policy lets it in by itself, which it
 * does under the principal of everybody, narrowed to that role of this account. An ARN in `Principal` would have to exist
 * already, and would turn into an opaque id when the role is made anew.
 */
export interface KeyServiceLinkedRoleUse {
  /** Statement id, unique in the policy. */
  readonly sid: string;
  /** Exact ARN of the role, composed from AWS's fixed name. */
  readonly roleArn: string;
  readonly actions: readonly string[];
  /** Services that must make the call for it, such as `s3`. */
  readonly viaServices: readonly string[];
}

/** Who may use a key. */
export interface KeyUses {
  readonly roles?: readonly KeyRoleUse[];
  readonly grants?: readonly KeyGrantUse[];
  readonly services?: readonly KeyServiceUse[];
  readonly serviceLinkedRoles?: readonly KeyServiceLinkedRoleUse[];
}

const useActions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

const administrationActions = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/**
 * Policy of a customer managed key (DATA-02): the account can see and recover it, administrators administer without
 * using it, users use it only through named services, services only for our resources.
 *
 * Roles are cited by `aws:PrincipalArn` under the account's principal: a role ARN in `Principal` must exist already and
 * turns into an opaque id when the role is made anew. Each role therefore also needs its own identity policy.
 *
 * @param environment supplies account, Region and the administrators
 * @param name the key's name, for error messages
 * @param uses who may use it
 * @param deployersMayDelete whether deployers, besides the break-glass roles, may schedule the key's deletion
 * @see AWS, "Key policies in AWS KMS": https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function keyPolicy(environment: Environment, name: string, uses: KeyUses, deployersMayDelete: boolean): string {
  const account = { AWS: accountRootArn(environment) };
  const administrators = [...environment.deployerRoleArns, ...environment.breakGlassRoleArns];
  const deleters = deployersMayDelete ? administrators : environment.breakGlassRoleArns;
  const statements: PolicyStatement[] = [
    {
      Sid: "AccountSeesAndRecovers",
      Effect: "Allow",
      Principal: account,
      Action: [
        "kms:CancelKeyDeletion",
        "kms:DescribeKey",
        "kms:EnableKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
      ],
      Resource: "*",
    },
    {
      Sid: "KeyAdministrators",
      Effect: "Allow",
      Principal: account,
      Action: administrationActions,
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": administrators } },
    },
    {
      Sid: "KeyDeletion",
      Effect: "Allow",
      Principal: account,
      Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": deleters } },
    },
  ];
  const calledBy = (roleArns: readonly string[], viaServices?: readonly string[]): PolicyCondition => ({
    ArnEquals: { "aws:PrincipalArn": roleArns },
    StringEquals: {
      "kms:CallerAccount": environment.accountId,
      ...(viaServices === undefined
        ? {}
        : {
            "kms:ViaService": viaServices.map((service) => `${service}.${environment.region}.${environment.dnsSuffix}`),
          }),
    },
  });
  const grant = (sid: string, condition: PolicyCondition): PolicyStatement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: account,
    Action: "kms:CreateGrant",
    Resource: "*",
    Condition: { ...condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
  for (const use of uses.roles ?? []) {
    const context = Object.entries(use.encryptionContext ?? {});
    const condition: PolicyCondition = {
      ...calledBy(use.roleArns, use.viaServices),
      ...(context.length === 0
        ? {}
        : {
            StringLike: Object.fromEntries(
              context.map(([key, patterns]) => [`kms:EncryptionContext:${key}`, patterns]),
            ),
          }),
    };
    const actions = use.actions ?? useActions;
    const others = actions.filter((action) => action !== "kms:CreateGrant");
    if (others.length > 0) {
      statements.push({
        Sid: use.sid,
        Effect: "Allow",
        Principal: account,
        Action: others,
        Resource: "*",
        Condition: condition,
      });
    }
    if (actions.includes("kms:CreateGrant")) {
      statements.push(grant(`${use.sid}Grants`, condition));
    }
  }
  for (const use of uses.grants ?? []) {
    statements.push(grant(`${use.sid}Grants`, calledBy(use.roleArns, use.viaServices)));
  }
  for (const use of uses.serviceLinkedRoles ?? []) {
    statements.push({
      Sid: use.sid,
      Effect: "Allow",
      Principal: "*",
      Action: use.actions,
      Resource: "*",
      Condition: calledBy([use.roleArn], use.viaServices),
    });
  }
  for (const use of uses.services ?? []) {
    statements.push({
      Sid: use.sid,
      Effect: "Allow",
      Principal: { Service: use.principal },
      Action: use.actions,
      Resource: "*",
      Condition: use.condition,
    });
  }
  return policyDocument("keyPolicy", name, statements);
}
