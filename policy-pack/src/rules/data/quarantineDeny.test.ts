import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import {
  accessLogStatement,
  changed,
  document,
  perimeterStatements,
  quarantineStatements,
  type RawStatement,
} from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataQuarantineDeny as rule } from "./quarantineDeny.js";

const statements = [...perimeterStatements(), ...quarantineStatements()];
const policy = (given: unknown) => resource(awsType.bucketPolicy, "policy", { bucket: "raw", policy: given });
const withChange = (sid: string, change: RawStatement | undefined) =>
  policy(document(changed(statements, sid, change)));
const sids = ["DenyQuarantined", "DenyQuarantineRelease", "DenyQuarantineForgery"];
const responder = "arn:aws:iam::111111111111:role/acme/dev/acme-dev-quarantine";
const marked = { "s3:ExistingObjectTag/quarantine": "true" };
const exceptResponder = { ArnNotLike: { "aws:PrincipalArn": responder } };

describe("data-quarantine-deny", { tags: ["DATA-26"] }, () => {
  it("passes a policy that keeps marked objects out of reach", async () => {
    expect(await reports(rule, [policy(document(statements))])).toEqual([]);
  });

  it.each<[string, RawStatement]>([
    ["DenyQuarantined", { Action: ["s3:GetObject", "s3:GetObjectVersion"] }],
    [
      "DenyQuarantined",
      { Condition: { StringEqualsIgnoreCase: marked, ArnNotEquals: { "aws:PrincipalArn": responder } } },
    ],
    ["DenyQuarantineRelease", { Action: ["s3:PutObject*Tagging", "s3:DeleteObject*Tagging"] }],
    [
      "DenyQuarantineForgery",
      {
        Condition: {
          "ForAnyValue:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": ["Quarantine", "dataset-id"] },
          ...exceptResponder,
        },
      },
    ],
  ])("passes other ways to write %s", async (sid, change) => {
    expect(await reports(rule, [withChange(sid, change)])).toEqual([]);
  });

  it("violates with nothing of it, once for each statement", async () => {
    const lines = await reports(rule, [policy(document(perimeterStatements()))]);
    expect(lines[0]).toBe(
      "mandatory policy: found a policy with a similar statement only (DenyOutsideNetwork, DenyOtherRoles); expected a " +
        "Deny of s3:GetObject, s3:GetObjectVersion to everyone on the objects with StringEquals " +
        "s3:ExistingObjectTag/quarantine true and ArnNotLike aws:PrincipalArn (the responder's role), without further " +
        "conditions; fix: put the statement DenyQuarantined into policy",
    );
    expect(lines.map((line) => line.split("fix: ")[1])).toEqual(
      sids.map((sid) => `put the statement ${sid} into policy`),
    );
  });

  it.each<[string, string, RawStatement | undefined]>([
    ...sids.flatMap((sid): [string, string, RawStatement | undefined][] => [
      [sid, "absent", undefined],
      [sid, "about another bucket", { Resource: "arn:aws:s3:::other/*" }],
      [sid, "about one folder", { Resource: "arn:aws:s3:::raw/intake/*" }],
      [sid, "about one account", { Principal: { AWS: "111111111111" } }],
      [sid, "an Allow", { Effect: "Allow" }],
    ]),
    ["DenyQuarantined", "of one version only", { Action: "s3:GetObject" }],
    [
      "DenyQuarantined",
      "about another tag",
      { Condition: { StringEquals: { "s3:ExistingObjectTag/x": "true" }, ...exceptResponder } },
    ],
    [
      "DenyQuarantined",
      "about another value",
      { Condition: { StringEquals: { "s3:ExistingObjectTag/quarantine": "yes" }, ...exceptResponder } },
    ],
    ["DenyQuarantined", "for what is not marked", { Condition: { StringNotEquals: marked, ...exceptResponder } }],
    ["DenyQuarantined", "for the responder too", { Condition: { StringEquals: marked } }],
    ["DenyQuarantined", "for nobody", { Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": "*" } } }],
    [
      "DenyQuarantined",
      "for one folder of roles",
      { Condition: { StringEquals: marked, ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } },
    ],
    [
      "DenyQuarantined",
      "outside the network only",
      { Condition: { StringEquals: marked, ...exceptResponder, StringNotEquals: { "aws:SourceVpce": "vpce-1" } } },
    ],
    ["DenyQuarantineRelease", "of new tags only", { Action: ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"] }],
    [
      "DenyQuarantineForgery",
      "in one spelling only",
      {
        Condition: {
          "ForAnyValue:StringEquals": { "s3:RequestObjectTagKeys": "quarantine" },
          ...exceptResponder,
        },
      },
    ],
    [
      "DenyQuarantineForgery",
      "when the tag is the only one",
      {
        Condition: {
          "ForAllValues:StringEqualsIgnoreCase": { "s3:RequestObjectTagKeys": "quarantine" },
          ...exceptResponder,
        },
      },
    ],
    ["DenyQuarantineForgery", "of uploads alone", { Action: "s3:PutObject" }],
  ])("violates with %s %s", async (sid, _case, change) => {
    const lines = await reports(rule, [withChange(sid, change)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`fix: put the statement ${sid} into policy`);
  });

  it("does not apply to a bucket of the whole account", async () => {
    expect(await reports(rule, [policy(document([accessLogStatement]))])).toEqual([]);
    expect(await reasons(rule, [policy(document([accessLogStatement]))])).toEqual([
      "The policy has no network part, as that of a bucket of the whole account",
    ]);
  });

  it("cannot decide an unknown policy", async () => {
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory policy: undecided: policy cannot be known yet"]);
  });

  it("violates without a policy", async () => {
    expect(await reports(rule, [policy(undefined)])).toHaveLength(1);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(document(perimeterStatements()))]);
});
