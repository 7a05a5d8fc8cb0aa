import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govRetentionInBounds as rule } from "./retentionInBounds.js";

const dev = { profile: "dev" };
const group = (retentionInDays: unknown, tags?: unknown) =>
  resource(awsType.logGroup, "logs", { name: "/acme/dev/logs", retentionInDays, tags });
const audit = (retentionInDays: unknown) => group(retentionInDays, { "retention-class": "audit" });
const lifecycle = (...rules: object[]) => resource(awsType.bucketLifecycle, "life", { bucket: "b", rules });
const lock = (defaultRetention: object) =>
  resource(awsType.bucketObjectLock, "lock", { bucket: "b", rule: { defaultRetention } });
const expected = (what: string, property: string, least: number, most: number): string =>
  `expected ${what} kept for ${least} to ${most} days; fix: set ${property} to ${least} at least and ${most} at most`;

describe("gov-retention-in-bounds", { tags: ["GOV-07", "GOV-33"] }, () => {
  it("passes log groups within their class", async () => {
    expect(await reports(rule, [group(365), group(3653), audit(731), audit(3653)])).toEqual([]);
    expect(await reports(rule, [group(1), group(731), audit(1), audit(30)], dev)).toEqual([]);
  });

  it.each([
    [group(7), `found retentionInDays 7; ${expected("a log group", "retentionInDays", 365, 3653)}`],
    [audit(30), `found retentionInDays 30; ${expected("a log group of audit records", "retentionInDays", 731, 3653)}`],
    [
      audit(400),
      `found retentionInDays 400; ${expected("a log group of audit records", "retentionInDays", 731, 3653)}`,
    ],
    [group("400"), `found retentionInDays "400"; ${expected("a log group", "retentionInDays", 365, 3653)}`],
  ])("violates in prod, case %#", async (logGroup, message) => {
    expect(await reports(rule, [logGroup])).toEqual([`mandatory logs: ${message}`]);
  });

  it("wants dev to forget in two years", async () => {
    expect(await reports(rule, [group(1827)], dev)).toEqual([
      `mandatory logs: found retentionInDays 1827; ${expected("a log group", "retentionInDays", 1, 731)}`,
    ]);
  });

  it("leaves groups without a period to the rule that demands one", async () => {
    expect(await reasons(rule, [group(undefined), group(0)])).toHaveLength(2);
  });

  it("cannot decide an unknown period or class", async () => {
    expect(
      await reports(rule, [group(unknown), group(400, { "retention-class": unknown }), group(400, unknown)]),
    ).toEqual(
      [
        "advisory logs: undecided: retentionInDays cannot be known yet",
        "advisory logs: undecided: tag retention-class cannot be known yet",
        "advisory logs: undecided: tags.retention-class cannot be known yet",
      ].map((line) => line.replace("tags.retention-class", "tag retention-class")),
    );
  });

  it("passes lifecycles in which everything ends in time, and those that end nothing", async () => {
    const ends = { expiration: { days: 14 }, noncurrentVersionExpiration: { noncurrentDays: 1 } };
    const keeps = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
    expect(await reports(rule, [lifecycle(ends, keeps), lifecycle()])).toEqual([]);
    expect(await reports(rule, [lifecycle(ends, keeps)], dev)).toEqual([]);
    expect(await reports(rule, [lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 2557 } })])).toEqual([]);
  });

  it.each([
    [{ expiration: { days: 3654 } }, "rules[].expiration.days", 3654, {}, 3653],
    [{ expiration: { days: 0 } }, "rules[].expiration.days", 0, {}, 3653],
    [
      { noncurrentVersionExpiration: { noncurrentDays: 36_500 } },
      "rules[].noncurrentVersionExpiration.noncurrentDays",
      36_500,
      {},
      3653,
    ],
    [
      { noncurrentVersionExpiration: { noncurrentDays: 2557 } },
      "rules[].noncurrentVersionExpiration.noncurrentDays",
      2557,
      dev,
      731,
    ],
  ])("violates with the lifecycle rule %j", async (wrong, path, days, settings, most) => {
    expect(await reports(rule, [lifecycle({ expiration: { days: 14 } }, wrong)], settings)).toEqual([
      `mandatory life: found ${path} ${days}; ${expected("objects", path, 1, most)}`,
    ]);
  });

  it("cannot decide unknown days of a lifecycle", async () => {
    expect(await reports(rule, [lifecycle({ expiration: { days: unknown } })])).toEqual([
      "advisory life: undecided: rules[].expiration.days cannot be known yet",
    ]);
    expect(await reports(rule, [resource(awsType.bucketLifecycle, "life", { bucket: "b", rules: unknown })])).toEqual(
      ["expiration.days", "noncurrentVersionExpiration.noncurrentDays"].map(
        (path) => `advisory life: undecided: rules[].${path} cannot be known yet`,
      ),
    );
  });

  it("passes locks of years in prod and of days in dev", async () => {
    const fine = [
      lock({ mode: "COMPLIANCE", days: 365 }),
      lock({ mode: "COMPLIANCE", years: 7 }),
      lock({ mode: "GOVERNANCE", days: 1 }),
      // What locks nothing, gov-archive-immutable reports.
      lock({ mode: "GOVERNANCE" }),
    ];
    expect(await reports(rule, fine)).toEqual([]);
    expect(await reports(rule, [lock({ mode: "GOVERNANCE", days: 30 })], dev)).toEqual([]);
  });

  it.each([
    [{ mode: "COMPLIANCE", days: 364 }, {}, 364, 365, 3653],
    [{ mode: "COMPLIANCE", years: 11 }, {}, 4015, 365, 3653],
    [{ mode: "GOVERNANCE", days: 31 }, dev, 31, 1, 30],
    [{ mode: "GOVERNANCE", years: 7 }, dev, 2555, 1, 30],
  ])("violates with the lock %j", async (retention, settings, days, least, most) => {
    const path = "rule.defaultRetention.days";
    expect(await reports(rule, [lock(retention)], settings)).toEqual([
      `mandatory lock: found ${path} ${days}; ${expected("an Object Lock", path, least, most)}`,
    ]);
  });

  it("cannot decide an unknown lock", async () => {
    expect(await reports(rule, [lock({ mode: unknown, days: 400 })])).toEqual([
      "advisory lock: undecided: rule.defaultRetention.mode cannot be known yet",
    ]);
    expect(await reports(rule, [lock({ mode: "GOVERNANCE", days: unknown })])).toEqual([
      "advisory lock: undecided: rule.defaultRetention.days cannot be known yet",
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [group(7)]);
});
