import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataSecretPolicy as rule } from "./secretPolicy.js";

const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-ingest";
const deny = { Effect: "Deny", Principal: "*", Resource: "*" };
const others = { ArnNotEquals: { "aws:PrincipalArn": [role] } };
const statements: readonly RawStatement[] = [
  {
    Sid: "DenyPlaintext",
    ...deny,
    Action: "secretsmanager:*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  { Sid: "DenyOtherReaders", ...deny, Action: "secretsmanager:GetSecretValue", Condition: others },
  {
    Sid: "DenyOtherWriters",
    ...deny,
    Action: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
    Condition: others,
  },
];
const policy = (text: unknown, inputs: Readonly<Record<string, unknown>> = {}) =>
  resource(awsType.secretPolicy, "policy", { blockPublicPolicy: true, policy: text, ...inputs });

describe("data-secret-policy", { tags: ["DATA-19"] }, () => {
  it("passes all Denies, whatever else is in the policy", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
    expect(await reports(rule, [policy(document([...statements, { Sid: "More", ...deny, Action: "a:b" }]))])).toEqual(
      [],
    );
  });

  it.each(["DenyPlaintext", "DenyOtherReaders", "DenyOtherWriters"])("violates without %s", async (sid) => {
    const lines = await reports(rule, [policy(document(changed(statements, sid, undefined)))]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it.each<[string, string, RawStatement]>([
    ["of some calls only", "DenyPlaintext", { Action: "secretsmanager:GetSecretValue" }],
    ["of TLS", "DenyPlaintext", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["that allows", "DenyOtherReaders", { Effect: "Allow" }],
    ["for one role", "DenyOtherReaders", { Principal: { AWS: role } }],
    [
      "of a pattern of roles",
      "DenyOtherReaders",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } },
    ],
    ["of the listed roles", "DenyOtherReaders", { Condition: { ArnEquals: { "aws:PrincipalArn": role } } }],
    ["with one writing call left out", "DenyOtherWriters", { Action: "secretsmanager:PutSecretValue" }],
    [
      "with an exception",
      "DenyOtherWriters",
      { Condition: { ...others, StringNotEquals: { "aws:SourceVpc": "vpc-1" } } },
    ],
  ])("violates with a statement %s (%s)", async (_case, sid, change) => {
    const lines = await reports(rule, [policy(document(changed(statements, sid, change)))]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it.each([undefined, false])("violates with blockPublicPolicy %s", async (blockPublicPolicy) => {
    const lines = await reports(rule, [policy(document(statements), { blockPublicPolicy })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("expected a policy that Secrets Manager checks for everybody");
  });

  it("violates without a policy, and cannot decide unknown ones", async () => {
    expect(await reports(rule, [policy(undefined)])).toHaveLength(1);
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
    expect(await reports(rule, [policy(document(statements), { blockPublicPolicy: unknown })])).toEqual([
      "advisory policy: undecided: blockPublicPolicy cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document([]))]);
});
