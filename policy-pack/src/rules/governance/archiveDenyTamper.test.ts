import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govArchiveDenyTamper as rule } from "./archiveDenyTamper.js";

const inAccount = { project: "secure-ml-account" };
const archive = "acme-account-audit-logs-111111111111-eu-central-1";
const role = (name: string): string => `arn:aws:iam::111111111111:role/acme/account/acme-account-${name}`;
const statements = (bucket = archive): readonly RawStatement[] => {
  const objects = { Effect: "Deny", Principal: "*", Resource: `arn:aws:s3:::${bucket}/*` };
  return [
    {
      Sid: "DenyRecordTampering",
      ...objects,
      Action: ["s3:BypassGovernanceRetention", "s3:DeleteObjectVersion", "s3:PutObjectRetention"],
      Condition: { ArnNotLike: { "aws:PrincipalArn": [role("deployer"), role("break-glass")] } },
    },
    {
      Sid: "DenyOtherReaders",
      ...objects,
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Condition: { ArnNotLike: { "aws:PrincipalArn": [role("auditor"), role("break-glass")] } },
    },
  ];
};
const policy = (list: readonly RawStatement[] = statements(), bucket: unknown = archive) =>
  resource(awsType.bucketPolicy, "it", { bucket, policy: document(list) }, inAccount);
const demanded: Readonly<Record<string, string>> = {
  DenyRecordTampering: "s3:BypassGovernanceRetention, s3:DeleteObjectVersion, s3:PutObjectRetention",
  DenyOtherReaders: "s3:GetObject, s3:GetObjectVersion",
};
const line = (sid: string, found: string): string =>
  `mandatory it: found ${found}; expected a Deny of ${demanded[sid]} to everyone on the objects except to roles ` +
  `that aws:PrincipalArn names one by one, without further conditions; fix: put the statement ${sid} into policy`;
const similar = "a policy with a similar statement only (DenyRecordTampering, DenyOtherReaders)";

describe("gov-archive-deny-tamper", { tags: ["GOV-05"] }, () => {
  it("passes archive and evidence with both statements", async () => {
    const evidence = "acme-account-evidence-111111111111-eu-central-1";
    expect(await reports(rule, [policy(), policy(statements(evidence), evidence)])).toEqual([]);
  });

  it("violates twice without both", async () => {
    expect(await reports(rule, [policy([])])).toEqual([
      line("DenyRecordTampering", "a policy without DenyRecordTampering"),
      line("DenyOtherReaders", "a policy without DenyOtherReaders"),
    ]);
  });

  it.each<[string, string, RawStatement]>([
    ["DenyRecordTampering", "less than all actions", { Action: ["s3:DeleteObjectVersion", "s3:PutObjectRetention"] }],
    ["DenyRecordTampering", "another bucket", { Resource: "arn:aws:s3:::other/*" }],
    ["DenyRecordTampering", "one prefix", { Resource: `arn:aws:s3:::${archive}/AWSLogs/*` }],
    ["DenyRecordTampering", "one principal", { Principal: { AWS: role("workload") } }],
    [
      "DenyRecordTampering",
      "everybody excepted",
      { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } },
    ],
    ["DenyOtherReaders", "nobody excepted by role", { Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }],
    [
      "DenyOtherReaders",
      "a further condition",
      {
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": role("auditor") },
          StringEquals: { "aws:PrincipalTag/persona": "guest" },
        },
      },
    ],
    ["DenyOtherReaders", "an Allow in its place", { Effect: "Allow" }],
  ])("violates when %s has %s", async (sid, _case, change) => {
    const lines = await reports(rule, [policy(changed(statements(), sid, change))]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it("says which statement is similar", async () => {
    const change = { Action: "s3:GetObjectVersion" };
    expect(await reports(rule, [policy(changed(statements(), "DenyOtherReaders", change))])).toEqual([
      line("DenyOtherReaders", similar),
    ]);
  });

  it("violates without a policy, and cannot decide an unknown policy or bucket", async () => {
    expect(await reports(rule, [resource(awsType.bucketPolicy, "it", { bucket: archive }, inAccount)])).toEqual([
      "mandatory it: found no policy; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
    expect(
      await reports(rule, [resource(awsType.bucketPolicy, "it", { bucket: archive, policy: unknown }, inAccount)]),
    ).toEqual(["advisory it: undecided: policy cannot be known yet"]);
    expect(await reports(rule, [policy(statements(), unknown)])).toEqual([
      "advisory it: undecided: bucket cannot be known yet, and with it whether it holds records",
    ]);
  });

  it("does not apply to other buckets, stacks and types", async () => {
    expect(await reasons(rule, [policy([], "acme-account-code-111111111111-eu-central-1")])).toEqual([
      "The policy is not that of archive or evidence",
    ]);
    expect(await reasons(rule, [resource(awsType.bucketPolicy, "it", { bucket: archive })])).toEqual([
      "Policy only applies to the account stack, project secure-ml-account",
    ]);
    expect(await reasons(rule, [resource(awsType.bucket, "it", {}, inAccount)])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy([])]);
});
