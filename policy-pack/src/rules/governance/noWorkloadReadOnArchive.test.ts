import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { document } from "../../policies.fixture.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govNoWorkloadReadOnArchive as rule } from "./noWorkloadReadOnArchive.js";

const settings = { project: "acme" };
const archive = "arn:aws:s3:::acme-account-audit-logs-111111111111-eu-central-1";
const evidence = "arn:aws:s3:::acme-account-evidence-111111111111-eu-central-1";
const code = "arn:aws:s3:::acme-account-code-111111111111-eu-central-1";
const own = "arn:aws:s3:::acme-dev-curated-111111111111-eu-central-1";
const allow = (Action: unknown, Resource: unknown) => document([{ Sid: "Work", Effect: "Allow", Action, Resource }]);
const policy = (text: unknown) => resource(awsType.rolePolicy, "it", { role: "training", policy: text });
const line = (actions: string, zones: string, path = "policy"): string =>
  `mandatory it: found statement Work of ${path}, which allows ${actions} on ${zones}; expected no access to the ` +
  "account's buckets but s3:PutObject below a prefix of evidence; fix: name the buckets of the environment in Resource, each by its own ARN";

describe("gov-no-workload-read-on-archive", { tags: ["GOV-05"] }, () => {
  it.each<[string, unknown, unknown]>([
    ["the environment's own buckets", "s3:*", [own, `${own}/*`]],
    ["wildcards within the environment", "s3:GetObject", "arn:aws:s3:::acme-dev-*"],
    ["evidence below a prefix of its own", "s3:PutObject", `${evidence}/erasure/*`],
    ["code", ["s3:GetObject", "s3:ListBucket"], [code, `${code}/*`]],
    ["nothing of S3", ["kms:Decrypt", "sagemaker:*"], "*"],
    ["what names no bucket", "s3:ListAllMyBuckets", "*"],
    ["another service's things by wildcard", "*", "arn:aws:sqs:eu-central-1:111111111111:*"],
    ["another project's bucket", "s3:GetObject", "arn:aws:s3:::other-account-audit-logs-1/*"],
  ])("passes a workload that reaches %s", async (_case, action, on) => {
    expect(await reports(rule, [policy(allow(action, on))], settings)).toEqual([]);
  });

  it("passes a Deny of everything", async () => {
    const text = document([{ Sid: "Work", Effect: "Deny", Action: "*", Resource: "*" }]);
    expect(await reports(rule, [policy(text)], settings)).toEqual([]);
  });

  it.each<[string, unknown, unknown, string, string]>([
    ["reads the archive", "s3:GetObject", `${archive}/*`, "s3:GetObject", "audit-logs"],
    ["lists evidence", "s3:List*", evidence, "s3:ListBucket", "evidence"],
    ["overwrites evidence", "s3:PutObject", `${evidence}/*`, "s3:PutObject", "evidence"],
    [
      "reads the evidence that it wrote",
      ["s3:GetObject", "s3:PutObject"],
      `${evidence}/erasure/*`,
      "s3:GetObject, s3:PutObject",
      "evidence",
    ],
    ["writes to the archive below a prefix", "s3:PutObject", `${archive}/AWSLogs/*`, "s3:PutObject", "audit-logs"],
    [
      "reads everything of the account by wildcard",
      "s3:GetObject",
      "arn:aws:s3:::acme-account-*",
      "s3:GetObject",
      "audit-logs, evidence, findings, access-logs",
    ],
    [
      "reads by a wildcard in the zone's name",
      "s3:GetObject",
      "arn:aws:s3:::acme-account-aud*",
      "s3:GetObject",
      "audit-logs",
    ],
    [
      "reads everything of the project by wildcard",
      "s3:GetObject",
      "arn:aws:s3:::acme-*/*",
      "s3:GetObject",
      "audit-logs, evidence, findings, access-logs",
    ],
    [
      "reads every bucket",
      "s3:GetObject",
      "arn:aws:s3:::*",
      "s3:GetObject",
      "audit-logs, evidence, findings, access-logs",
    ],
    [
      "reads every bucket of any partition",
      "s3:GetObject",
      "arn:*:s3:::*/*",
      "s3:GetObject",
      "audit-logs, evidence, findings, access-logs",
    ],
    [
      "may do anything",
      "*",
      "*",
      "s3:BypassGovernanceRetention, s3:DeleteObject, s3:DeleteObjectVersion, s3:GetObject, s3:GetObjectVersion, " +
        "s3:ListBucket, s3:PutBucketPolicy, s3:PutObject, s3:PutObjectRetention",
      "audit-logs, evidence, findings, access-logs",
    ],
  ])("violates when a workload %s", async (_case, action, on, actions, zones) => {
    expect(await reports(rule, [policy(allow(action, on))], settings)).toEqual([line(actions, zones)]);
  });

  it("violates when the archive is meant by what is left out", async () => {
    const text = document([{ Sid: "Work", Effect: "Allow", Action: "s3:GetObject", NotResource: `${own}/*` }]);
    expect(await reports(rule, [policy(text)], settings)).toEqual([
      line("s3:GetObject", "audit-logs, evidence, findings, access-logs"),
    ]);
    const anything = document([{ Sid: "Work", Effect: "Allow", NotAction: "iam:*", Resource: `${archive}/*` }]);
    expect(await reports(rule, [policy(anything)], settings)).toHaveLength(1);
  });

  it("judges managed and inline policies alike", async () => {
    const text = allow("s3:GetObject", `${archive}/*`);
    expect(await reports(rule, [resource(awsType.managedPolicy, "it", { policy: text })], settings)).toEqual([
      line("s3:GetObject", "audit-logs"),
    ]);
    expect(
      await reports(rule, [resource(awsType.role, "it", { inlinePolicies: [{ name: "a", policy: text }] })], settings),
    ).toEqual([line("s3:GetObject", "audit-logs", "inlinePolicies[].policy")]);
    expect(await reports(rule, [resource(awsType.role, "it", {})], settings)).toEqual([]);
  });

  it("knows the account's buckets without the project's name as well", async () => {
    expect(await reports(rule, [policy(allow("s3:GetObject", `${archive}/*`))])).toHaveLength(1);
    expect(await reports(rule, [policy(allow("s3:GetObject", "arn:aws:s3:::any-account-*"))])).toHaveLength(1);
    expect(await reports(rule, [policy(allow("s3:GetObject", "*"))])).toHaveLength(1);
    expect(await reports(rule, [policy(allow("s3:GetObject", `${own}/*`))])).toEqual([]);
  });

  it("violates with what is no policy, and cannot decide what is unknown", async () => {
    expect(await reports(rule, [policy("read everything")])).toEqual([
      "mandatory it: found a policy of text that is not JSON; expected a policy document; fix: set policy to the JSON text of a policy document",
    ]);
    expect(await reports(rule, [policy(unknown)])).toEqual(["advisory it: undecided: policy cannot be known yet"]);
  });

  it("does not apply to the account stack, nor to other types", async () => {
    const inAccount = resource(
      awsType.rolePolicy,
      "it",
      { policy: allow("s3:GetObject", `${archive}/*`) },
      { project: "secure-ml-account" },
    );
    expect(await reasons(rule, [inAccount])).toEqual(["The account stack's own roles keep the records"]);
    expect(await reasons(rule, [resource(awsType.bucket, "it")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [policy(allow("s3:*", "*"))], settings);
});
