import { describe, expect, it } from "vitest";
import { environment } from "../environment.fixture.js";
import { keyPolicy, type KeyUses } from "./keyPolicy.js";
import type { PolicyStatement } from "./policyDocument.js";

const root = { AWS: "arn:aws:iam::111111111111:root" };
const deployer = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-deployer";
const breakGlass = "arn:aws:iam::111111111111:role/acme/account/acme-account-break-glass";

function statements(uses: KeyUses = {}, deployersMayDelete = false): PolicyStatement[] {
  const text = keyPolicy(environment, 'key "lake"', uses, deployersMayDelete);
  return (JSON.parse(text) as { Statement: PolicyStatement[] }).Statement;
}

const bySid = (sid: string, uses?: KeyUses, deployersMayDelete?: boolean) =>
  statements(uses, deployersMayDelete).find(({ Sid }) => Sid === sid);

describe("keyPolicy", { tags: ["DATA-02"] }, () => {
  it("lets the account see and recover the key, and nothing more", () => {
    expect(bySid("AccountSeesAndRecovers")).toEqual({
      Sid: "AccountSeesAndRecovers",
      Effect: "Allow",
      Principal: root,
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
    });
  });

  it("holds a role to what it says that it encrypts, for grants too", () => {
    const uses = {
      roles: [
        {
          sid: "Readers",
          roleArns: [deployer],
          actions: ["kms:Decrypt", "kms:CreateGrant"],
          viaServices: ["secretsmanager"],
          encryptionContext: { SecretARN: ["arn:b", "arn:a"] },
        },
      ],
    };
    const StringLike = { "kms:EncryptionContext:SecretARN": ["arn:a", "arn:b"] };
    expect(bySid("Readers", uses)?.Condition).toMatchObject({ StringLike });
    expect(bySid("ReadersGrants", uses)?.Condition).toMatchObject({ StringLike });
  });

  it("lets deployers and break-glass roles administer the key without using it", () => {
    expect(bySid("KeyAdministrators")).toEqual({
      Sid: "KeyAdministrators",
      Effect: "Allow",
      Principal: root,
      Action: [
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
      ],
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": [breakGlass, deployer] } },
    });
  });

  it.each([
    [false, breakGlass],
    [true, [breakGlass, deployer]],
  ])("lets deployers delete the key: %s", (deployersMayDelete, roles) => {
    expect(bySid("KeyDeletion", {}, deployersMayDelete)).toEqual({
      Sid: "KeyDeletion",
      Effect: "Allow",
      Principal: root,
      Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": roles } },
    });
  });

  it("lets roles use the key through the named services of this Region only", () => {
    const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
    expect(statements({ roles: [{ sid: "Training", roleArns: [role], viaServices: ["s3", "sagemaker"] }] })[3]).toEqual(
      {
        Sid: "Training",
        Effect: "Allow",
        Principal: root,
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role },
          StringEquals: {
            "kms:CallerAccount": "111111111111",
            "kms:ViaService": ["s3.eu-central-1.amazonaws.com", "sagemaker.eu-central-1.amazonaws.com"],
          },
        },
      },
    );
  });

  it("lets grants be made for AWS services only, in a statement of their own", () => {
    const use = {
      sid: "Jobs",
      roleArns: ["arn:aws:iam::111111111111:role/acme/dev/acme-dev-training"],
      actions: ["kms:CreateGrant", "kms:DescribeKey"],
      viaServices: ["sagemaker"],
    };
    const [jobs, grants] = statements({ roles: [use] }).slice(3);
    expect([jobs?.Sid, jobs?.Action, jobs?.Condition?.["Bool"]]).toEqual(["Jobs", "kms:DescribeKey", undefined]);
    expect([grants?.Sid, grants?.Action]).toEqual(["JobsGrants", "kms:CreateGrant"]);
    expect(grants?.Condition).toEqual({ ...jobs?.Condition, Bool: { "kms:GrantIsForAWSResource": "true" } });
    expect(statements({ roles: [{ ...use, actions: ["kms:CreateGrant"] }] }).map(({ Sid }) => Sid)).toEqual([
      "AccountSeesAndRecovers",
      "KeyAdministrators",
      "KeyDeletion",
      "JobsGrants",
    ]);
  });

  it("lets roles make grants for AWS services and use nothing themselves", () => {
    const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-training";
    const condition = {
      ArnEquals: { "aws:PrincipalArn": role },
      Bool: { "kms:GrantIsForAWSResource": "true" },
      StringEquals: { "kms:CallerAccount": "111111111111" },
    };
    const statement = { Effect: "Allow", Principal: root, Action: "kms:CreateGrant", Resource: "*" };
    expect(
      statements({
        grants: [
          { sid: "Jobs", roleArns: [role] },
          { sid: "Notebooks", roleArns: [role], viaServices: ["sagemaker"] },
        ],
      }).slice(3),
    ).toEqual([
      { Sid: "JobsGrants", ...statement, Condition: condition },
      {
        Sid: "NotebooksGrants",
        ...statement,
        Condition: {
          ...condition,
          StringEquals: { ...condition.StringEquals, "kms:ViaService": "sagemaker.eu-central-1.amazonaws.com" },
        },
      },
    ]);
  });

  it("lets services use the key under their condition", () => {
    const condition = { StringEquals: { "aws:SourceAccount": "111111111111" } };
    const use = { sid: "Sns", principal: "sns.amazonaws.com", actions: ["kms:Decrypt"], condition };
    expect(statements({ services: [use] })[3]).toEqual({
      Sid: "Sns",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: condition,
    });
  });

  it("lets a service-linked role in by itself, since its own policy names no key", () => {
    const roleArn = "arn:aws:iam::111111111111:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie";
    const use = { sid: "Macie", roleArn, actions: ["kms:Decrypt"], viaServices: ["s3"] };
    expect(statements({ serviceLinkedRoles: [use] })[3]).toEqual({
      Sid: "Macie",
      Effect: "Allow",
      Principal: "*",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": roleArn },
        StringEquals: {
          "kms:CallerAccount": "111111111111",
          "kms:ViaService": "s3.eu-central-1.amazonaws.com",
        },
      },
    });
  });

  it("gives nobody all actions, and cryptographic ones to nobody by default", () => {
    const actions = statements({}, true).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /\*|Encrypt|Decrypt|GenerateDataKey|Grant$/.test(action))).toEqual([
      "kms:RevokeGrant",
    ]);
  });

  it("refuses a use that lists no role", () => {
    expect(() => statements({ roles: [{ sid: "Nobody", roleArns: [], viaServices: ["s3"] }] })).toThrow(
      'keyPolicy of key "lake": Condition ArnEquals aws:PrincipalArn of statement "Nobody" lists nothing.',
    );
  });
});
