import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataDdbPolicy as rule } from "./ddbPolicy.js";

const tableArn = "arn:aws:dynamodb:eu-central-1:111111111111:table/acme-dev-index";
const role = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-etl";
const deny = { Effect: "Deny", Principal: "*", Resource: [tableArn, `${tableArn}/index/*`] };
const items = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:GetItem",
  "dynamodb:PartiQL*",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
];
const statements: readonly RawStatement[] = [
  {
    Sid: "DenyPlaintext",
    ...deny,
    Action: "dynamodb:*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  {
    Sid: "DenyOtherRoles",
    ...deny,
    Action: items,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": [role] } },
  },
];
const policy = (text: unknown, resourceArn: unknown = tableArn) =>
  resource(awsType.tablePolicy, "policy", { resourceArn, policy: text });
const without = (sid: string) => document(changed(statements, sid, undefined));

describe("data-ddb-policy", { tags: ["DATA-16"] }, () => {
  it("passes both Denies, whatever else is in the policy", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
    expect(await reports(rule, [policy(document(statements), unknown)])).toEqual([]);
  });

  it("violates without the Deny of plain HTTP", async () => {
    expect(await reports(rule, [policy(without("DenyPlaintext"))])).toEqual([
      "mandatory policy: found a policy without DenyPlaintext; expected a Deny of dynamodb:* to everyone with Bool aws:SecureTransport false, without further conditions; fix: put the statement DenyPlaintext into policy",
    ]);
  });

  it("violates without the Deny of other roles", async () => {
    const [line = "", ...others] = await reports(rule, [policy(without("DenyOtherRoles"))]);
    expect(line).toMatch(/^mandatory policy: found a policy without DenyOtherRoles; /);
    expect(line).toContain("with ArnNotEquals aws:PrincipalArn of exact roles");
    expect(others).toEqual([]);
  });

  it.each<[string, string, RawStatement]>([
    ["only of some actions", "DenyPlaintext", { Action: "dynamodb:GetItem" }],
    ["of TLS", "DenyPlaintext", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["for one role", "DenyPlaintext", { Principal: { AWS: role } }],
    [
      "with an exception",
      "DenyPlaintext",
      { Condition: { Bool: { "aws:SecureTransport": "false" }, ArnNotEquals: { "aws:PrincipalArn": role } } },
    ],
    ["that allows", "DenyOtherRoles", { Effect: "Allow" }],
    ["with scans left out", "DenyOtherRoles", { Action: items.filter((action) => action !== "dynamodb:Scan") }],
    ["with exports left out", "DenyOtherRoles", { Action: items.filter((action) => !action.includes("Export")) }],
    [
      "of a pattern of roles",
      "DenyOtherRoles",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } },
    ],
    ["of the listed roles", "DenyOtherRoles", { Condition: { ArnEquals: { "aws:PrincipalArn": role } } }],
    ["of no roles", "DenyOtherRoles", { Condition: { ArnNotEquals: { "aws:PrincipalArn": [] } } }],
  ])("violates with a statement %s (%s)", async (_case, sid, change) => {
    const lines = await reports(rule, [policy(document(changed(statements, sid, change)))]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it("violates without a policy", async () => {
    expect(await reports(rule, [policy(undefined)])).toEqual([
      "mandatory policy: found no policy; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("does not apply to streams and to other types", async () => {
    expect(await reasons(rule, [policy(document([]), `${tableArn}/stream/2026-11-28`)])).toEqual([
      "The policy is one of a stream",
    ]);
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document([]))]);
});
