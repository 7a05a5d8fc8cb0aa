import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataKmsPolicyStrict as rule } from "./kmsPolicyStrict.js";

const root = { AWS: "arn:aws:iam::111111111111:root" };
const role = (name: string): string => `arn:aws:iam::111111111111:role/acme/dev/${name}`;
const viaS3 = { "kms:CallerAccount": "111111111111", "kms:ViaService": "s3.eu-central-1.amazonaws.com" };

/** The four blocks of a strict policy. */
const statements: readonly RawStatement[] = [
  {
    Sid: "Account",
    Effect: "Allow",
    Principal: root,
    Action: [
      "kms:CancelKeyDeletion",
      "kms:DescribeKey",
      "kms:EnableKey",
      "kms:GetKeyPolicy",
      "kms:ListGrants",
      "kms:PutKeyPolicy",
    ],
    Resource: "*",
  },
  {
    Sid: "Admins",
    Effect: "Allow",
    Principal: root,
    Action: ["kms:CreateAlias", "kms:EnableKeyRotation", "kms:PutKeyPolicy", "kms:TagResource"],
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": [role("deployer"), role("break-glass")] } },
  },
  {
    Sid: "Deletion",
    Effect: "Allow",
    Principal: root,
    Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": role("break-glass") } },
  },
  {
    Sid: "Users",
    Effect: "Allow",
    Principal: root,
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": role("training") }, StringEquals: viaS3 },
  },
  {
    Sid: "Grants",
    Effect: "Allow",
    Principal: root,
    Action: "kms:CreateGrant",
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": role("training") }, Bool: { "kms:GrantIsForAWSResource": "true" } },
  },
  {
    Sid: "Trail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/acme" } },
  },
  {
    Sid: "Logs",
    Effect: "Allow",
    Principal: { Service: "logs.eu-central-1.amazonaws.com" },
    Action: ["kms:Encrypt", "kms:Decrypt"],
    Resource: "*",
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111111111111:log-group:/acme/*" },
    },
  },
  {
    Sid: "Delivery",
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
  },
];

const key = (policy: unknown, changes: object = {}, type: string = awsType.key) =>
  resource(type, "key", { policy, ...changes });
const withChange = (sid: string, change: RawStatement) => key(document(changed(statements, sid, change)));
const line = (sid: string, found: string, expected: string): string =>
  `mandatory key: found statement ${sid} of policy that ${found}; expected ${expected}; ` +
  "fix: narrow the statement's principals, actions or conditions";
const rolesOnly = "exact role ARNs in aws:PrincipalArn";

describe("data-kms-policy-strict", { tags: ["DATA-02", "GOV-03"] }, () => {
  it.each([awsType.key, awsType.replicaKey, awsType.externalKey, awsType.replicaExternalKey, awsType.keyPolicy])(
    "passes a strict policy in %s",
    async (type) => {
      const inputs = { policy: document(statements) } satisfies aws.kms.KeyArgs;
      expect(await reports(rule, [resource(type, "key", inputs)])).toEqual([]);
    },
  );

  it.each<[string, string, RawStatement]>([
    ["roles as principals", "Users", { Principal: { AWS: role("training") }, Condition: { StringEquals: viaS3 } }],
    ["everyone of one account", "Users", { Principal: "*", Condition: { StringEquals: viaS3 } }],
    [
      "roles of Identity Center, by their fixed part",
      "Users",
      {
        Condition: {
          ArnLike: {
            "aws:PrincipalArn":
              "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Scientist_*",
          },
          StringEquals: viaS3,
        },
      },
    ],
    [
      "administrators who encrypt while they set something up",
      "Users",
      {
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role("deployer") },
          StringEquals: { "kms:ViaService": "lambda.eu-central-1.amazonaws.com" },
        },
      },
    ],
    [
      "administrators who open what RDS keeps with their right, and nothing else",
      "Users",
      {
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role("deployer") },
          StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" },
          StringLike: {
            "kms:EncryptionContext:SecretARN": [
              "arn:aws:secretsmanager:eu-central-1:111111111111:secret:rds!*",
              "RequestToValidateKeyAccess",
            ],
          },
        },
      },
    ],
    [
      "administrators whose use of the key Secrets Manager tries",
      "Users",
      {
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role("deployer") },
          StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" },
          StringLike: { "kms:EncryptionContext:SecretVersionId": "RequestToValidateKeyAccess" },
        },
      },
    ],
    [
      "a service tied by its source",
      "Delivery",
      { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:*:111111111111:*" } } },
    ],
    ["a Deny of anything to anyone", "Users", { Effect: "Deny", Principal: "*", Action: "kms:*", Condition: {} }],
  ])("passes %s", async (_case, sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toEqual([]);
  });

  it.each<[string, string, RawStatement, string, string]>([
    [
      "every action",
      "Account",
      {
        Action: "kms:*",
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role("x") },
          StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
          Bool: { "kms:GrantIsForAWSResource": "true" },
        },
      },
      "allows kms:*",
      "named actions",
    ],
    [
      "destruction by the account",
      "Deletion",
      { Condition: {} },
      "gives kms:DisableKey, kms:ScheduleKeyDeletion to the whole account",
      rolesOnly,
    ],
    [
      "use by the account",
      "Users",
      { Action: "kms:Decrypt", Condition: { StringEquals: viaS3 } },
      "gives kms:Decrypt to the whole account",
      rolesOnly,
    ],
    [
      "use by the account's number",
      "Users",
      { Principal: { AWS: "111111111111" }, Action: "kms:Decrypt", Condition: {} },
      "gives kms:Decrypt to the whole account",
      rolesOnly,
    ],
    [
      "use by all roles",
      "Users",
      { Action: "kms:Decrypt", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } },
      "gives kms:Decrypt to the whole account",
      rolesOnly,
    ],
    [
      "use by roles, if any",
      "Users",
      { Action: "kms:Decrypt", Condition: { ArnEqualsIfExists: { "aws:PrincipalArn": role("training") } } },
      "gives kms:Decrypt to the whole account",
      rolesOnly,
    ],
    [
      "everyone",
      "Users",
      { Principal: "*", Condition: {} },
      "is for everyone",
      "a fixed account in kms:CallerAccount or aws:PrincipalAccount or aws:SourceAccount",
    ],
    [
      "everyone of any account",
      "Users",
      { Principal: { AWS: "*" }, Condition: { StringLike: { "kms:CallerAccount": "*" } } },
      "is for everyone",
      "a fixed account in kms:CallerAccount or aws:PrincipalAccount or aws:SourceAccount",
    ],
    [
      "everyone of a variable",
      "Users",
      { Principal: "*", Condition: { StringEquals: { "kms:CallerAccount": "${aws:PrincipalAccount}" } } },
      "is for everyone",
      "a fixed account in kms:CallerAccount or aws:PrincipalAccount or aws:SourceAccount",
    ],
    [
      "any trail",
      "Trail",
      { Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } },
      "lets cloudtrail.amazonaws.com in for anyone",
      "a fixed condition on aws:SourceArn",
    ],
    [
      "any log group",
      "Logs",
      { Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } },
      "lets logs.eu-central-1.amazonaws.com in for anyone",
      "a fixed condition on kms:EncryptionContext:aws:logs:arn",
    ],
    [
      "any source",
      "Delivery",
      { Condition: {} },
      "lets delivery.logs.amazonaws.com in for anyone",
      "a fixed condition on aws:SourceArn or aws:SourceAccount or aws:SourceOrgID or kms:CallerAccount",
    ],
    [
      "any source, if any",
      "Delivery",
      { Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111111111111" } } },
      "lets delivery.logs.amazonaws.com in for anyone",
      "a fixed condition on aws:SourceArn or aws:SourceAccount or aws:SourceOrgID or kms:CallerAccount",
    ],
    [
      "a source that is anything",
      "Delivery",
      { Condition: { ArnLike: { "aws:SourceArn": "*" } } },
      "lets delivery.logs.amazonaws.com in for anyone",
      "a fixed condition on aws:SourceArn or aws:SourceAccount or aws:SourceOrgID or kms:CallerAccount",
    ],
    [
      "any grant",
      "Grants",
      { Condition: { ArnEquals: { "aws:PrincipalArn": role("training") } } },
      "allows any grant",
      "Bool kms:GrantIsForAWSResource true",
    ],
    [
      "grants for others",
      "Grants",
      {
        Condition: {
          ArnEquals: { "aws:PrincipalArn": role("training") },
          Bool: { "kms:GrantIsForAWSResource": "false" },
        },
      },
      "allows any grant",
      "Bool kms:GrantIsForAWSResource true",
    ],
    [
      "NotPrincipal",
      "Users",
      { NotPrincipal: { AWS: role("x") } },
      "uses NotPrincipal",
      "principals and actions that are named",
    ],
    [
      "NotAction",
      "Users",
      { NotAction: "kms:PutKeyPolicy" },
      "uses NotAction",
      "principals and actions that are named",
    ],
    [
      "an administrator who reads what is stored",
      "Users",
      { Condition: { ArnEquals: { "aws:PrincipalArn": role("deployer") }, StringEquals: viaS3 } },
      `gives kms:Decrypt, kms:ReEncryptFrom to ${role("deployer")}, who administers the key`,
      "administrators who cannot use the key",
    ],
    [
      "an administrator who uses the key directly",
      "Users",
      { Action: "kms:Encrypt", Principal: { AWS: role("deployer") }, Condition: {} },
      `gives kms:Encrypt to ${role("deployer")}, who administers the key`,
      "administrators who cannot use the key",
    ],
  ])("violates with %s", async (_case, sid, change, found, expected) => {
    expect(await reports(rule, [withChange(sid, change)])).toContain(line(sid, found, expected));
  });

  it("violates when one statement both administers and uses", async () => {
    const lines = await reports(rule, [withChange("Users", { Action: ["kms:PutKeyPolicy", "kms:Encrypt"] })]);
    expect(lines).toEqual([
      line("Users", "both administers the key and allows kms:Encrypt", "two statements"),
      // With that, the role of the next statement is an administrator.
      line(
        "Grants",
        `gives kms:CreateGrant to ${role("training")}, who administers the key`,
        "administrators who cannot use the key",
      ),
    ]);
  });

  it.each([
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
  ])("counts %s as use", async (action) => {
    const lines = await reports(rule, [withChange("Users", { Action: action, Condition: {} })]);
    expect(lines).toEqual([line("Users", `gives ${action} to the whole account`, rolesOnly)]);
  });

  it.each([
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
  ])("counts %s as administration", async (action) => {
    const administers = { Effect: "Allow", Principal: { AWS: role("owner") }, Action: action, Resource: "*" };
    const uses = {
      Sid: "Use",
      Effect: "Allow",
      Principal: { AWS: role("owner") },
      Action: "kms:Encrypt",
      Resource: "*",
    };
    expect(await reports(rule, [key(document([administers, uses]))])).toEqual([
      line(
        "Use",
        `gives kms:Encrypt to ${role("owner")}, who administers the key`,
        "administrators who cannot use the key",
      ),
    ]);
  });

  it.each([
    ["any secret", {}],
    ["every secret", { StringLike: { "kms:EncryptionContext:SecretARN": "*" } }],
    ["every version", { StringLike: { "kms:EncryptionContext:SecretVersionId": "*" } }],
    [
      "secrets of any account",
      { StringLike: { "kms:EncryptionContext:SecretARN": "arn:aws:secretsmanager:*:*:secret:rds!*" } },
    ],
    [
      "other secrets",
      {
        StringLike: {
          "kms:EncryptionContext:SecretARN": [
            "arn:aws:secretsmanager:eu-central-1:111111111111:secret:rds!*",
            "arn:aws:secretsmanager:eu-central-1:111111111111:secret:*",
          ],
        },
      },
    ],
  ])("does not let administrators open %s", async (_case, condition) => {
    const Condition = {
      ArnEquals: { "aws:PrincipalArn": role("deployer") },
      StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" },
      ...condition,
    };
    const lines = await reports(rule, [withChange("Users", { Action: "kms:Decrypt", Condition })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("administrators who cannot use the key");
  });

  it("does not count the account's right to mend the policy as administration", async () => {
    const both = {
      Sid: "Both",
      Effect: "Allow",
      Principal: root,
      Action: ["kms:PutKeyPolicy", "kms:Encrypt"],
      Resource: "*",
    };
    expect(await reports(rule, [key(document([both]))])).toEqual([
      line("Both", "gives kms:Encrypt to the whole account", rolesOnly),
    ]);
  });

  it("judges each principal of a statement", async () => {
    const mixed = { AWS: [role("training"), "arn:aws:iam::111111111111:root"], Service: "sns.amazonaws.com" };
    const own = { Sid: "Mixed", Effect: "Allow", Principal: mixed, Resource: "*" };
    const Condition = { StringEquals: { "aws:SourceAccount": "111111111111" } };
    expect(await reports(rule, [key(document([{ ...own, Action: "kms:Encrypt", Condition }]))])).toEqual([
      line("Mixed", "gives kms:Encrypt to the whole account", rolesOnly),
    ]);
    const grants = { ...own, Principal: { ...mixed, AWS: role("training") }, Action: "kms:CreateGrant", Condition };
    expect(await reports(rule, [key(document([grants]))])).toEqual([
      line("Mixed", "allows any grant", "Bool kms:GrantIsForAWSResource true"),
    ]);
    const admin = { ...own, Principal: { AWS: mixed.AWS }, Action: "kms:PutKeyPolicy" };
    const use = {
      Sid: "Use",
      Effect: "Allow",
      Principal: { AWS: role("training") },
      Action: "kms:Encrypt",
      Resource: "*",
    };
    expect(await reports(rule, [key(document([admin, use]))])).toEqual([
      line(
        "Use",
        `gives kms:Encrypt to ${role("training")}, who administers the key`,
        "administrators who cannot use the key",
      ),
    ]);
  });

  it("judges each value of a condition", async () => {
    const roles = { ArnEquals: { "aws:PrincipalArn": [role("training"), "arn:aws:iam::111111111111:role/*"] } };
    expect(await reports(rule, [withChange("Users", { Action: "kms:Encrypt", Condition: roles })])).toEqual([
      line("Users", "gives kms:Encrypt to the whole account", rolesOnly),
    ]);
    const either = {
      ArnEquals: { "aws:PrincipalArn": role("training") },
      Bool: { "kms:GrantIsForAWSResource": ["true", "false"] },
    };
    expect(await reports(rule, [withChange("Grants", { Condition: either })])).toEqual([
      line("Grants", "allows any grant", "Bool kms:GrantIsForAWSResource true"),
    ]);
  });

  it("shortens long lists, and names statements without Sid by their place", async () => {
    const bad = {
      Effect: "Allow",
      Principal: root,
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*"],
      Resource: "*",
    };
    const three = { ...bad, Action: ["kms:Encrypt", "kms:Decrypt", "kms:Sign"] };
    expect(await reports(rule, [key(document([...statements, three]))])).toEqual([
      line("number 9", "gives kms:Decrypt, kms:Encrypt, kms:Sign to the whole account", rolesOnly),
    ]);
    expect(await reports(rule, [key(document([...statements, bad]))])).toEqual([
      line("number 9", "gives kms:Decrypt, kms:Encrypt, kms:ReEncryptFrom and 1 more to the whole account", rolesOnly),
    ]);
  });

  it("reports every statement", async () => {
    const bad = document(changed(changed(statements, "Trail", { Condition: {} }), "Logs", { Condition: {} }));
    expect(await reports(rule, [key(bad)])).toHaveLength(2);
  });

  it("violates without a policy: AWS then lets the whole account do everything", async () => {
    expect(await reports(rule, [key(undefined)])).toEqual([
      "mandatory key: found no policy; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
    expect(await reports(rule, [key("{")])).toEqual([
      "mandatory key: found a policy of text that is not JSON; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
  });

  it("violates when the lockout check is off, whatever the policy", async () => {
    expect(await reports(rule, [key(unknown, { bypassPolicyLockoutSafetyCheck: true })])).toEqual([
      "mandatory key: found bypassPolicyLockoutSafetyCheck true; expected the check that keeps a key manageable; fix: remove bypassPolicyLockoutSafetyCheck",
      "advisory key: undecided: policy cannot be known yet",
    ]);
  });

  it("cannot decide an unknown policy or flag", async () => {
    expect(await reports(rule, [key(unknown)])).toEqual(["advisory key: undecided: policy cannot be known yet"]);
    expect(await reports(rule, [key(document(statements), { bypassPolicyLockoutSafetyCheck: unknown })])).toEqual([
      "advisory key: undecided: bypassPolicyLockoutSafetyCheck cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.alias, "alias")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [withChange("Trail", { Condition: {} })]);
});
