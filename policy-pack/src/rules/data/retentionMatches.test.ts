import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { bucket, companion } from "../../s3.fixture.js";
import { dataRetentionMatches as rule } from "./retentionMatches.js";

const whole = { status: "Enabled", filter: {} };
const ends = (days: unknown, noncurrentDays?: unknown, more: object = {}) => ({
  rules: [
    {
      ...whole,
      ...(days === undefined ? {} : { expiration: { days } }),
      ...(noncurrentDays === undefined ? {} : { noncurrentVersionExpiration: { noncurrentDays, ...more } }),
    },
    { ...whole, expiration: { expiredObjectDeleteMarker: true } },
    { status: "Enabled", filter: { prefix: "in/" }, expiration: { days: 1 } },
  ],
});
const stackOf = (stated: unknown, lifecycle: object | undefined, tags: object = {}, lock?: object) => {
  const it = bucket("it", "raw", { tags: { "data-zone": "raw", "retention-days": stated, ...tags } });
  return [
    it,
    ...(lifecycle === undefined ? [] : [companion(awsType.bucketLifecycle, it, { ...lifecycle }, { name: "life" })]),
    ...(lock === undefined
      ? []
      : [companion(awsType.bucketObjectLock, it, { rule: { defaultRetention: lock } }, { name: "lock" })]),
  ];
};
const line = (stated: string, after: string): string =>
  `mandatory it: found tag retention-days "${stated}" and a lifecycle that leaves nothing after ${after}; expected the ` +
  "sum of expiration.days and noncurrentDays of the rule for the whole bucket; fix: make the lifecycle's days and the " +
  "tag retention-days agree, or set the tag to until-deleted without an end";
const never = "no time at all: it has no end";

describe("data-retention-matches", { tags: ["DATA-33"] }, () => {
  it.each([
    ["365", ends(335, 30)],
    ["731", ends(731)],
    ["until-deleted", ends(undefined, 90)],
    ["until-deleted", ends(300, 60, { newerNoncurrentVersions: 10 })],
    ["until-deleted", { rules: [] }],
  ])("passes %s with the lifecycle %j", async (stated, lifecycle) => {
    expect(await reports(rule, stackOf(stated, lifecycle))).toEqual([]);
  });

  it.each([
    ["365", ends(365, 30), "395 days"],
    ["365", ends(335, 29), "364 days"],
    ["365", ends(undefined, 30), never],
    ["365", ends(300, 65, { newerNoncurrentVersions: 10 }), never],
    ["365", { rules: [{ ...whole, status: "Disabled", expiration: { days: 365 } }] }, never],
    ["365", undefined, never],
    ["until-deleted", ends(335, 30), "365 days"],
  ])("violates with %s and the lifecycle %j", async (stated, lifecycle, after) => {
    expect(await reports(rule, stackOf(stated, lifecycle))).toEqual([line(stated, after)]);
  });

  it("wants an end for personal data", async () => {
    const expected =
      'mandatory it: found tag retention-days "until-deleted" with personal data; expected a number of days after which ' +
      "no personal data is left; fix: give the store an end, and the tag its days";
    expect(await reports(rule, stackOf("until-deleted", ends(undefined, 30), { "personal-data": "true" }))).toEqual([
      expected,
    ]);
    expect(await reports(rule, stackOf("until-deleted", ends(undefined, 30), { "personal-data": "false" }))).toEqual(
      [],
    );
  });

  it("wants no lock that outlasts the retention", async () => {
    const expected = (property: string, found: number): string =>
      `mandatory it: found rule.defaultRetention.${property} ${found}; expected an Object Lock of at most the 365 days of ` +
      `tag retention-days; fix: shorten rule.defaultRetention.${property}, or keep the bucket's objects for longer and ` +
      "say so in the tag";
    const locked = (lock: object) => stackOf("365", ends(335, 30), {}, { mode: "COMPLIANCE", ...lock });
    expect(await reports(rule, [...locked({ days: 365 })])).toEqual([]);
    expect(await reports(rule, locked({ days: 366 }))).toEqual([expected("days", 366)]);
    expect(await reports(rule, locked({ years: 2 }))).toEqual([expected("years", 2)]);
    expect(await reports(rule, locked({ days: unknown }))).toEqual([
      "advisory it: undecided: rule.defaultRetention.days cannot be known yet",
    ]);
  });

  it("wants tables that promise an end to have the attribute for it", async () => {
    const table = (stated: string, ttl?: object) =>
      resource(awsType.table, "table", { tags: { "retention-days": stated }, ...(ttl === undefined ? {} : { ttl }) });
    expect(await reports(rule, [table("365", { enabled: true }), table("until-deleted")])).toEqual([]);
    expect(await reports(rule, [table("365", { enabled: unknown })])).toEqual([
      "advisory table: undecided: ttl.enabled cannot be known yet",
    ]);
    for (const [ttl, found] of [
      [{ enabled: false }, "ttl.enabled false"],
      [undefined, "no ttl.enabled"],
    ] as const) {
      expect(await reports(rule, [table("365", ttl)])).toEqual([
        `mandatory table: found ${found}; expected ttl.enabled true, since tag retention-days is "365" and nothing else ` +
          "ends an item; fix: set ttl to the attribute that holds an item's end",
      ]);
    }
  });

  it.each<[string, object | undefined, string]>([
    ["the days", ends(unknown, 30), "expiration.days of the lifecycle"],
    ["the days of versions", ends(335, unknown), "noncurrentVersionExpiration.noncurrentDays of the lifecycle"],
    ["the rules", { rules: unknown }, "rules of the lifecycle"],
    ["a rule's status", { rules: [{ status: unknown }] }, "status of the lifecycle"],
  ])("cannot decide while %s is unknown", async (_case, lifecycle, what) => {
    expect(await reports(rule, stackOf("365", lifecycle))).toEqual([
      `advisory it: undecided: ${what} cannot be known yet`,
    ]);
  });

  it("cannot decide while tags, or which lifecycle it is, are unknown", async () => {
    for (const tags of [{ "retention-days": unknown }, { "personal-data": unknown }]) {
      expect(await reports(rule, stackOf("365", ends(335, 30), tags))).toEqual([
        "advisory it: undecided: tags retention-days and personal-data cannot be known yet",
      ]);
    }
    const floating = resource(awsType.bucketLifecycle, "life", { bucket: unknown, ...ends(335, 30) });
    expect(await reports(rule, [...stackOf("365", undefined), floating])).toEqual([
      "advisory it: undecided: whether a lifecycle is for this bucket cannot be known yet",
    ]);
  });

  it("leaves a store without the tag to the rule that wants it", async () => {
    expect(await reasons(rule, stackOf(undefined, ends(1)))).toEqual([
      "The store has no tag retention-days, which gov-required-tags wants",
    ]);
    expect(await reasons(rule, [resource(awsType.vpc, "vpc")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, stackOf("365", ends(365, 30)));
});
