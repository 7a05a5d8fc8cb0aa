import { resource, unknown, type RecordedResource } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { changed, document, scanStatements, type RawStatement } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataIntakeScannedLinked as rule } from "./intakeScannedLinked.js";

const raw = bucket("raw", "raw");
const plan = (objectPrefixes: unknown = ["intake/"], bucketName: unknown = "raw") =>
  resource(awsType.malwareProtectionPlan, "plan", {
    protectedResource: { s3Bucket: { bucketName, ...(objectPrefixes === null ? {} : { objectPrefixes }) } },
  });
const policy = (statements: readonly RawStatement[] | typeof unknown, options = {}) =>
  companion(
    awsType.bucketPolicy,
    raw,
    { policy: statements === unknown ? unknown : document(statements) },
    { name: "policy", ...options },
  );
const gated = policy(scanStatements());
const fixes = async (resources: readonly RecordedResource[]) =>
  (await reports(rule, resources)).map((line) => line.split("fix: ")[1]);
const both = "put the statements DenyUnscanned, DenyScanForgery into policy, for ";

describe("data-intake-scanned-linked", { tags: ["DATA-28"] }, () => {
  it("passes a bucket that waits for its scan", async () => {
    expect(await reports(rule, [raw, plan(), gated])).toEqual([]);
  });

  it("passes a policy that waits in the whole bucket", async () => {
    const whole = scanStatements().map((statement) => ({ ...statement, Resource: "arn:aws:s3:::raw/*" }));
    expect(await reports(rule, [raw, plan(["intake/", "other/"]), policy(whole)])).toEqual([]);
    expect(await reports(rule, [raw, plan(null), policy(whole)])).toEqual([]);
  });

  it("violates without a plan for the bucket into which data comes", async () => {
    const missing =
      "mandatory raw: found no malware scan of the bucket into which data comes; expected an " +
      "aws.guardduty.MalwareProtectionPlan for this bucket; fix: add one whose " +
      "protectedResource.s3Bucket.bucketName is this bucket";
    expect(await reports(rule, [raw, gated])).toEqual([missing]);
    expect(await reports(rule, [raw, gated, plan(["intake/"], "other")])).toEqual([missing]);
  });

  it("violates when the policy does not wait", async () => {
    expect(await fixes([raw, plan(), policy([])])).toEqual([`${both}intake/*`]);
    expect(await fixes([raw, plan(["intake/", "b/"]), gated])).toEqual([`${both}intake/*, b/*`]);
    expect(await fixes([raw, plan(null), gated])).toEqual([`${both}*`]);
  });

  it.each<[string, string, RawStatement | undefined]>([
    ...["DenyUnscanned", "DenyScanForgery"].flatMap((sid): [string, string, RawStatement | undefined][] => [
      [sid, "absent", undefined],
      [sid, "about another bucket", { Resource: "arn:aws:s3:::other/intake/*" }],
      [sid, "about another prefix", { Resource: "arn:aws:s3:::raw/other/*" }],
      [sid, "about a part of the prefix", { Resource: "arn:aws:s3:::raw/intake/a*" }],
      [sid, "an Allow", { Effect: "Allow" }],
      [sid, "about one account", { Principal: { AWS: "111111111111" } }],
    ]),
    ["DenyUnscanned", "about the newest version only", { Action: "s3:GetObject" }],
    [
      "DenyUnscanned",
      "which takes what could not be scanned for clean",
      {
        Condition: {
          StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": ["NO_THREATS_FOUND", "UNSUPPORTED"] },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/scan" },
        },
      },
    ],
    [
      "DenyUnscanned",
      "which lets untagged objects pass",
      {
        Condition: {
          StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" },
          Null: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "false" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/scan" },
        },
      },
    ],
    [
      "DenyUnscanned",
      "which excepts every role",
      {
        Condition: {
          StringNotEquals: { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" },
        },
      },
    ],
    [
      "DenyScanForgery",
      "in one spelling",
      {
        Condition: {
          "ForAnyValue:StringEquals": { "s3:RequestObjectTagKeys": "GuardDutyMalwareScanStatus" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/scan" },
        },
      },
    ],
    ["DenyScanForgery", "about uploads only", { Action: "s3:PutObject" }],
  ])("violates with %s %s", async (sid, _case, change) => {
    expect(await fixes([raw, plan(), policy(changed(scanStatements(), sid, change))])).toEqual([
      `put the statements ${sid} into policy, for intake/*`,
    ]);
  });

  it("judges every bucket that is scanned, whatever its zone", async () => {
    expect(await fixes([bucket("raw", "artifacts"), plan(), policy([])])).toEqual([`${both}intake/*`]);
  });

  it("does not apply to a bucket of another zone without a plan", async () => {
    const curated = bucket("curated", "curated");
    expect(await reports(rule, [curated])).toEqual([]);
    expect(await reasons(rule, [curated])).toEqual([
      "Nothing comes into the bucket from outside, and nothing is scanned",
    ]);
    expect(await reasons(rule, [bucket("logs", "access-logs")])).toEqual(["The bucket takes access logs"]);
  });

  it("leaves an unknown policy to those who ask what it waits for", async () => {
    expect(await reports(rule, [raw, plan(), policy(unknown)])).toEqual([]);
  });

  it("cannot decide while plan, prefixes or zone are unknown", async () => {
    expect(await reports(rule, [raw, plan(["intake/"], unknown)])).toEqual([
      "advisory raw: undecided: whether a plan (plan) scans this bucket cannot be known yet",
    ]);
    expect(await reports(rule, [raw, plan(unknown), gated])).toEqual([
      "advisory raw: undecided: objectPrefixes of plan cannot be known yet",
    ]);
    expect(await reports(rule, [raw, plan(["intake/", unknown]), gated])).toEqual([
      "advisory raw: undecided: objectPrefixes of plan cannot be known yet",
    ]);
    expect(await reports(rule, [bucket("late", unknown)])).toEqual([
      "advisory late: undecided: tag data-zone cannot be known yet",
    ]);
  });

  itHonoursExemptions(rule, [raw]);
});
