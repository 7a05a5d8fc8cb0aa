import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
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

  it("finds several problems at once, also in a policy inside the role", async () => {
    const broad = document([{ ...statement, Action: ["s3:*", "kms:*"], Resource: "*" }]);
    expect(await reports(rule, [policy(broad)])).toHaveLength(4);
    expect(await reports(rule, [role({ inlinePolicies: [{ policy: broad }] })])).toHaveLength(4);
    expect(await reports(rule, [policy("no JSON")])).toHaveLength(1);
  });

  it.each([fullAccess, "arn:aws-cn:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/PowerUserAccess"])(
    "violates when %s is attached, in whichever way",
    async (policyArn) => {
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
    },
  );

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
    expect(await reasons(rule, [resource(awsType.managedPolicy, "boundary")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [withChange({ Action: "s3:*" })]);
});
