import type * as aws from "@pulumi/aws";
import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { govArchiveImmutable as rule } from "./archiveImmutable.js";

const compliant = {
  bucket: "logs",
  rule: { defaultRetention: { mode: "COMPLIANCE", days: 2557 } },
} satisfies aws.s3.BucketObjectLockConfigurationArgs;
const lock = (defaultRetention: unknown) =>
  resource(awsType.bucketObjectLock, "lock", { ...compliant, rule: { defaultRetention } });
const mode = "rule.defaultRetention.mode";
const days = "rule.defaultRetention.days";
const dev = { profile: "dev" };
const lockLine = (found: string): string =>
  `mandatory lock: found ${found}; expected a default retention: only objects with one are locked; fix: set ${days}`;

describe("gov-archive-immutable", { tags: ["GOV-04"] }, () => {
  it("passes a default retention by days or years", async () => {
    expect(
      await reports(rule, [
        resource(awsType.bucketObjectLock, "lock", compliant),
        lock({ mode: "COMPLIANCE", years: 7 }),
      ]),
    ).toEqual([]);
    expect(await reports(rule, [lock({ mode: "GOVERNANCE", days: 1 })])).toEqual([]);
    expect(await reports(rule, [lock({ mode: "GOVERNANCE", days: 1 })], dev)).toEqual([]);
  });

  it("violates with COMPLIANCE outside prod", async () => {
    expect(await reports(rule, [lock({ mode: "COMPLIANCE", days: 1 })], dev)).toEqual([
      `mandatory lock: found ${mode} "COMPLIANCE"; expected GOVERNANCE outside prod; fix: set ${mode}`,
    ]);
  });

  it("violates without a default retention, which locks nothing", async () => {
    const line = `mandatory lock: found no ${mode}; expected COMPLIANCE, or GOVERNANCE where data must stay erasable; fix: set ${mode}`;
    const none = resource(awsType.bucketObjectLock, "lock", { bucket: "logs" });
    expect(await reports(rule, [none])).toEqual([line, lockLine(`no ${days}`)]);
  });

  it.each([
    [{ mode: "GOVERNANCE" }, `no ${days}`],
    [{ mode: "GOVERNANCE", days: 0 }, `${days} 0`],
    [{ mode: "GOVERNANCE", years: 0 }, `${days} 0`],
  ])("violates with %j", async (retention, found) => {
    expect(await reports(rule, [lock(retention)])).toEqual([lockLine(found)]);
  });

  it("cannot decide unknown values", async () => {
    expect(await reports(rule, [lock(unknown)])).toEqual([
      `advisory lock: undecided: ${mode} cannot be known yet`,
      `advisory lock: undecided: ${days} cannot be known yet`,
    ]);
    expect(await reports(rule, [lock({ mode: unknown, days: 0 })])).toEqual([
      `advisory lock: undecided: ${mode} cannot be known yet`,
      lockLine(`${days} 0`),
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [lock({})]);
});
