import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { deployerRole, deployerSettings } from "../../deployer.fixture.js";
import { document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataRoleLeastPrivilege as rule } from "./roleLeastPrivilege.js";

const statement: RawStatement = {
  Sid: "Work",
  Effect: "Allow",
  Action: ["s3:GetObject", "kms:Decrypt"],
  Resource: ["arn:aws:s3:::raw/intake/*", "arn:aws:kms:eu-central-1:111111111111:key/0a1b"],
};
const policy = (given: unknown) => resource(awsType.rolePolicy, "policy", { role: "etl", policy: given });
const withChange = (change: RawStatement) => policy(document([{ ...statement, ...change }]));
const role = (inputs: Readonly<Record<string, unknown>>) =>
  resource(awsType.role, "role", { assumeRolePolicy: "{}", path: "/acme/dev/", ...inputs });
const fullAccess = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess";
const line = (found: string, expected: string): string =>
  `mandatory policy: found the statement Work with ${found}; expected ${expected}; ` +
  "fix: name the actions, buckets and keys that the role needs";

describe("data-role-least-privilege", { tags: ["DATA-22"] }, () => {
  it.each<RawStatement>([
    {},
    { Effect: "Deny", Action: "*", Resource: "*" },
    { Action: "s3:Get*" },
    { Action: "ec2:DescribeSubnets", Resource: "*" },
    { Action: "kms:DescribeKey", Resource: "*" },
    { Action: ["s3:GetAccountPublicAccessBlock", "s3:PutAccountPublicAccessBlock"], Resource: "*" },
  ])("passes a statement with %j", async (change) => {
    expect(await reports(rule, [withChange(change)])).toEqual([]);
  });

  it.each<[RawStatement, string, string]>([
    [{ Action: "*", Resource: "arn:aws:sns:eu-central-1:111111111111:t" }, "the action *", "actions by name"],
    [{ Action: "s3:*" }, "the action s3:*", "actions by name"],
    [{ Action: "KMS:*" }, "the action KMS:*", "actions by name"],
    [{ Action: "s3:GetObject", Resource: "*" }, "the bucket *", "buckets by name"],
    [
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-*/*" },
      "the bucket arn:aws:s3:::acme-*/*",
      "buckets by name",
    ],
    [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-?" }, "the bucket arn:aws:s3:::acme-?", "buckets by name"],
    [{ Action: "kms:Decrypt", Resource: "*" }, "the key *", "keys by ARN"],
    [
      { Action: "kms:Gen*", Resource: "arn:aws:kms:*:111111111111:key/*" },
      "the key arn:aws:kms:*:111111111111:key/*",
      "keys by ARN",
    ],
    [{ Action: undefined, NotAction: "iam:*" }, "NotAction", "what is allowed, by name"],
    [{ Resource: undefined, NotResource: "arn:aws:s3:::raw" }, "NotResource", "what is allowed, by name"],
  ])("violates with %j", async (change, found, expected) => {
    expect(await reports(rule, [withChange(change)])).toEqual([line(found, expected)]);
  });

  it("reads a policy that is made to be attached", async () => {
    const managed = (given: unknown, name: unknown = "work") =>
      resource(awsType.managedPolicy, "policy", { name, policy: given });
    const broad = document([{ ...statement, Action: "s3:*" }]);
    expect(await reports(rule, [managed(document([statement]))])).toEqual([]);
    expect(await reports(rule, [managed(broad)])).toEqual([line("the action s3:*", "actions by name")]);
    expect(await reports(rule, [managed(broad, unknown)])).toEqual([line("the action s3:*", "actions by name")]);
    expect(await reports(rule, [managed(broad, "boundary-of-work")])).toHaveLength(1);
    expect(await reports(rule, [managed(unknown)])).toHaveLength(1);
    expect(await reasons(rule, [managed(broad, "acme-account-boundary")])).toEqual([
      "A permissions boundary grants nothing",
    ]);
  });

  it("finds several problems at once, also in a policy inside the role", async () => {
    const broad = document([{ ...statement, Action: ["s3:*", "kms:*"], Resource: "*" }]);
    expect(await reports(rule, [policy(broad)])).toHaveLength(4);
    expect(await reports(rule, [role({ inlinePolicies: [{ policy: broad }] })])).toHaveLength(4);
    expect(await reports(rule, [policy("no JSON")])).toHaveLength(1);
  });

  it.each([
    fullAccess,
    "arn:aws:iam::111111111111:policy/acme/account/acme-account-boundary",
    "arn:aws-cn:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::aws:policy/PowerUserAccess",
  ])("violates when %s is attached, in whichever way", async (policyArn) => {
    const expected = (name: string) =>
      `mandatory ${name}: found the policy ${policyArn}; expected policies that name what the role needs; ` +
      "fix: detach it and write the role's own statements";
    expect(await reports(rule, [resource(awsType.rolePolicyAttachment, "a", { role: "etl", policyArn })])).toEqual([
      expected("a"),
    ]);
    expect(await reports(rule, [role({ managedPolicyArns: [policyArn] })])).toEqual([expected("role")]);
    const exclusive = resource(awsType.rolePolicyAttachmentsExclusive, "e", {
      roleName: "etl",
      policyArns: [policyArn],
    });
    expect(await reports(rule, [exclusive])).toEqual([expected("e")]);
  });

  describe("of a deployer, which makes the keys", { tags: ["GOV-46"] }, () => {
    const viaService = { StringEquals: { "kms:ViaService": "lambda.eu-central-1.amazonaws.com" } };
    const use = { Action: ["kms:Decrypt", "kms:CreateGrant"], Resource: "*", Condition: viaService };
    const owned = (role: unknown, change: RawStatement = {}, project = "secure-ml-account") =>
      resource(
        awsType.rolePolicy,
        "policy",
        { role, policy: document([{ ...statement, ...use, ...change }]) },
        { project },
      );
    const found = (policyOf: RecordedResource) => reports(rule, [policyOf], deployerSettings);

    it("passes the use of any key through named services", async () => {
      expect(await found(owned("acme-prod-deployer"))).toEqual([]);
      expect(await found(owned("acme-account-deployer"))).toEqual([]);
    });

    it.each<[string, RecordedResource]>([
      ["of another role", owned("acme-prod-etl")],
      ["of a role with a longer name", owned("acme-prod-x-deployer")],
      ["of an environment that is not the account's", owned("acme-test-deployer")],
      ["of a role that nobody knows yet", owned(unknown)],
      ["in the platform stack", owned("acme-prod-deployer", {}, "secure-ml-platform")],
      ["in another program", owned("acme-prod-deployer", {}, "anything")],
      ["without a service", owned("acme-prod-deployer", { Condition: undefined })],
      [
        "through whatever service",
        owned("acme-prod-deployer", { Condition: { StringLike: { "kms:ViaService": "*.amazonaws.com" } } }),
      ],
      [
        "through another service than one",
        owned("acme-prod-deployer", { Condition: { StringNotEquals: { "kms:ViaService": "s3.amazonaws.com" } } }),
      ],
    ])("violates in a policy %s", async (_case, policyOf) => {
      expect(await found(policyOf)).toEqual([line("the key *", "keys by ARN")]);
    });

    it("violates with whole services, any bucket and NotAction like everybody else", async () => {
      expect(await found(owned("acme-prod-deployer", { Action: "kms:*" }))).toEqual([
        line("the action kms:*", "actions by name"),
      ]);
      expect(await found(owned("acme-prod-deployer", { Action: "s3:GetObject" }))).toEqual([
        line("the bucket *", "buckets by name"),
      ]);
      expect(await found(owned("acme-prod-deployer", { Action: undefined, NotAction: "iam:*" }))).toHaveLength(1);
    });

    it("judges a policy inside of the role like everybody else's", async () => {
      const inlinePolicies = [{ policy: document([{ ...statement, ...use }]) }];
      expect(await found(deployerRole("prod", { inlinePolicies }))).toHaveLength(1);
    });
  });

  it("passes policies of the account's own", async () => {
    const policyArn = "arn:aws:iam::111111111111:policy/acme/dev/guardrail";
    expect(await reports(rule, [resource(awsType.rolePolicyAttachment, "a", { role: "etl", policyArn })])).toEqual([]);
    expect(await reports(rule, [role({})])).toEqual([]);
  });

  it.each([undefined, "/", "acme"])("violates with the path %s", async (path) => {
    const lines = await reports(rule, [role({ path })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("expected a path such as /<project>/<environment>/");
  });

  it("cannot decide what is unknown", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
    expect(await reports(rule, [role({ path: unknown })])).toEqual([
      "advisory role: undecided: path cannot be known yet",
    ]);
    const attachment = resource(awsType.rolePolicyAttachment, "a", { role: "etl", policyArn: unknown });
    expect(await reports(rule, [attachment])).toEqual(["advisory a: undecided: policyArn cannot be known yet"]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "bucket")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [withChange({ Action: "s3:*" })]);
});
