import { unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reports } from "../../ruleCases.fixture.js";
import { bucket, companion, itDemandsOneCompanion } from "../../s3.fixture.js";
import { dataS3LifecycleLinked as rule } from "./s3LifecycleLinked.js";

const path = "noncurrentVersionExpiration.noncurrentDays";
const superseded = (noncurrentDays: unknown, changes: object = {}) => ({
  rules: [{ status: "Enabled", filter: {}, noncurrentVersionExpiration: { noncurrentDays }, ...changes }],
});
const stackOf = (zone: unknown, lifecycle: object, tags: object = {}) => {
  const it = bucket("it", zone, { tags: { "data-zone": zone, ...tags } });
  return [it, companion(awsType.bucketLifecycle, it, { ...lifecycle }, { name: "life" })];
};
const line = (found: string, expected: string): string =>
  `mandatory it: found ${found}; expected superseded versions that go ${expected}; ` +
  `fix: set ${path} of life in a rule with status Enabled and an empty filter`;

describe("data-s3-lifecycle-linked", { tags: ["DATA-11"] }, () => {
  it.each([
    ["capture", 30, "after at most 30 days"],
    ["labels", 30, "after at most 30 days"],
    ["scratch", 30, "after at most 30 days"],
    ["raw", 365, "after at most 365 days"],
    ["artifacts", 365, "after at most 365 days"],
    [undefined, 365, "after at most 365 days"],
  ])("lets superseded versions of %s live for %d days and no longer", async (zone, days, expected) => {
    expect(await reports(rule, stackOf(zone, superseded(days)))).toEqual([]);
    expect(await reports(rule, stackOf(zone, superseded(days + 1)))).toEqual([line(`${path} ${days + 1}`, expected)]);
  });

  it("holds every bucket of personal data to 30 days", async () => {
    expect(await reports(rule, stackOf("raw", superseded(31), { "personal-data": "true" }))).toEqual([
      line(`${path} 31`, "after at most 30 days"),
    ]);
    expect(await reports(rule, stackOf("raw", superseded(31), { "personal-data": "false" }))).toEqual([]);
  });

  it.each(["audit-logs", "evidence", "findings", "code"])("sets %s no limit, but demands an end", async (zone) => {
    expect(await reports(rule, stackOf(zone, superseded(2557)))).toEqual([]);
    expect(await reports(rule, stackOf(zone, superseded(undefined)))).toEqual([
      line(`no ${path} for the whole bucket`, "some day"),
    ]);
  });

  it("asks the bucket that takes access logs for a lifecycle only: it has no versions", async () => {
    expect(await reports(rule, stackOf("access-logs", { rules: [] }))).toEqual([]);
  });

  it.each([
    ["a disabled rule", superseded(7, { status: "Disabled" })],
    ["a narrow rule", superseded(7, { filter: { prefix: "in/" } })],
    ["no rule", { rules: [] }],
    ["no rules", {}],
  ])("violates with %s", async (_case, lifecycle) => {
    expect(await reports(rule, stackOf("raw", lifecycle))).toEqual([
      line(`no ${path} for the whole bucket`, "after at most 365 days"),
    ]);
  });

  it.each<[string, object, string]>([
    ["the rules", { rules: unknown }, "rules"],
    ["a rule's status", superseded(7, { status: unknown }), "status"],
    ["the days", superseded(unknown), path],
  ])("cannot decide while %s is unknown", async (_case, lifecycle, at) => {
    expect(await reports(rule, stackOf("raw", lifecycle))).toEqual([
      `advisory it: undecided: ${at} of life cannot be known yet`,
    ]);
  });

  it.each([
    [unknown, {}],
    ["raw", { "personal-data": unknown }],
  ])("cannot decide while the tags are unknown", async (zone, tags) => {
    expect(await reports(rule, stackOf(zone, superseded(7), tags))).toEqual([
      "advisory it: undecided: tags data-zone and personal-data cannot be known yet",
    ]);
  });

  it("needs no more than the zone where that settles it", async () => {
    expect(await reports(rule, stackOf("capture", superseded(30), { "personal-data": unknown }))).toEqual([]);
  });

  itHonoursExemptions(rule, stackOf("raw", superseded(366)));

  itDemandsOneCompanion(rule, {
    type: awsType.bucketLifecycle,
    kind: "aws.s3.BucketLifecycleConfiguration",
    purpose: "delete old versions",
    inputs: superseded(7),
  });
});
