import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeChain, type ChainToJudge, type DigestRecord } from "./chain.js";

const hour = 3_600_000;

/** `count` linked digests; number n covers the hour n to n + 1. */
function records(count: number, offset = 0): DigestRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + offset;
    return {
      key: `digest ${String(number)}`,
      endsAt: (number + 1) * hour,
      backfill: false,
      valid: {
        startsAt: number * hour,
        endsAt: (number + 1) * hour,
        sha256: `hash ${String(number)}`,
        signature: `signature ${String(number)}`,
        previous: {
          bucket: "bucket",
          key: `digest ${String(number - 1)}`,
          sha256: `hash ${String(number - 1)}`,
          signature: `signature ${String(number - 1)}`,
        },
      },
    };
  });
}

function judge(list: readonly DigestRecord[], more: Partial<ChainToJudge> = {}) {
  return judgeChain({
    region: "eu-central-1",
    records: list,
    from: 2.5 * hour,
    to: 9.5 * hour,
    oldestEndsAt: undefined,
    justStarted: false,
    ...more,
  });
}

/** The findings as short text: kind, key, hours. */
function summary(list: readonly DigestRecord[], more: Partial<ChainToJudge> = {}): string[] {
  return judge(list, more).findings.map((finding) =>
    [finding.kind, finding.key, (finding.from ?? NaN) / hour, (finding.to ?? NaN) / hour].join(" | "),
  );
}

function starting(record: DigestRecord): DigestRecord {
  return { ...record, valid: record.valid && { ...record.valid, previous: undefined } };
}

describe("judgeChain", () => {
  it("is content with a gapless chain in any order, whatever the edges of the window", () => {
    expect(judge(records(12))).toEqual({ findings: [], startedAt: undefined });
    expect(judge(records(8, 2).reverse())).toEqual({ findings: [], startedAt: undefined });
  });

  it("names a missing digest by its successor's pointer, with its hour", () => {
    expect(judge(records(12).filter((record) => record.key !== "digest 5")).findings).toEqual([
      {
        kind: "missingDigest",
        region: "eu-central-1",
        key: "digest 5",
        from: 5 * hour,
        to: 6 * hour,
        reason: "the next digest names this digest, but it is not there",
      },
    ]);
  });

  it("finds missing digests at both ends", () => {
    expect(summary(records(8, 4))).toEqual(["missingDigest | digest 3 | 2.5 | 4"]);
    expect(summary(records(8))).toEqual(["missingDigest |  | 8 | 9.5"]);
    expect(summary([])).toEqual(["missingDigest |  | 2.5 | 9.5"]);
  });

  it("accepts a small step in time between digests that are linked", () => {
    const list = records(12).map((record) => ({
      ...record,
      valid: record.valid && { ...record.valid, startsAt: record.valid.startsAt + 1000 },
    }));
    expect(summary(list)).toEqual([]);
  });

  it.each(["sha256", "signature"] as const)(
    "finds a digest whose %s is not the one that its successor recorded",
    (field) => {
      const list = records(12).map((record) =>
        record.key === "digest 5"
          ? { ...record, valid: record.valid && { ...record.valid, [field]: "other" } }
          : record,
      );
      expect(judge(list).findings).toEqual([
        {
          kind: "brokenLink",
          region: "eu-central-1",
          key: "digest 5",
          reason: "the next digest vouches for another file than the one found under this key",
        },
      ]);
    },
  );

  it("does not report the hour of a digest that is there but not valid a second time", () => {
    const spoil = (...names: string[]) =>
      records(12).map((record) => (names.includes(record.key) ? { ...record, valid: undefined } : record));
    expect(summary(spoil("digest 5"))).toEqual([]);
    expect(summary(spoil("digest 5", "digest 6"))).toEqual([]);
    expect(summary(spoil("digest 9", "digest 10", "digest 11"))).toEqual([]);
    expect(summary(spoil("digest 2", "digest 3"))).toEqual([]);
    expect(summary(records(12).map((record) => ({ ...record, valid: undefined })))).toEqual([]);
  });

  it("finds a digest missing behind one that is not valid", () => {
    const list = records(12)
      .filter((record) => record.key !== "digest 5")
      .map((record) => (record.key === "digest 6" ? { ...record, valid: undefined } : record));
    expect(summary(list)).toEqual(["missingDigest |  | 5 | 7"]);
  });

  it("takes a starting digest for the trail's beginning only when nothing is older", () => {
    const list = [...records(1, 4).map(starting), ...records(7, 5)];
    expect(judge(list, { oldestEndsAt: 5 * hour })).toEqual({ findings: [], startedAt: 4 * hour });
    expect(summary(list, { oldestEndsAt: 4 * hour })).toEqual(["chainGap | digest 4 | 2.5 | 4"]);
  });

  it("finds a chain that starts anew, also without a hole in time", () => {
    const list = records(12).map((record) => (record.key === "digest 6" ? starting(record) : record));
    expect(summary(list, { oldestEndsAt: hour })).toEqual(["chainGap | digest 6 | 6 | 6"]);
  });

  it("lets backfill digests cover nothing, but checks their links", () => {
    const list = records(12).map((record) => (record.key === "digest 5" ? { ...record, backfill: true } : record));
    expect(
      summary(
        list.map((record) => (record.backfill ? starting(record) : record)),
        { oldestEndsAt: hour },
      ),
    ).toEqual([]);
    const linked = records(2).map((record, index) => ({
      ...record,
      key: `backfill of ${record.key}`,
      backfill: true,
      valid: record.valid && {
        ...record.valid,
        previous:
          index === 0
            ? undefined
            : { bucket: "bucket", key: "backfill of digest 0", sha256: "other", signature: "signature 0" },
      },
    }));
    expect(summary([...records(12), ...linked])).toEqual(["brokenLink | backfill of digest 0 | NaN | NaN"]);
  });

  it("owes nothing only while the trail has just started and has no digest", () => {
    expect(summary([], { justStarted: true })).toEqual([]);
    expect(summary(records(8), { justStarted: true })).toEqual(["missingDigest |  | 8 | 9.5"]);
  });

  it("finds every set of removed digests, and nothing in a chain left whole", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 9 })), (removed) => {
        const list = records(12).filter((_, number) => !removed.includes(number));
        const hours = judge(list).findings.reduce(
          (sum, finding) => sum + ((finding.to ?? NaN) - (finding.from ?? NaN)) / hour,
          0,
        );
        // The digests 2 and 9 lie half in the window.
        const expected = removed.reduce((sum, number) => sum + (number === 2 || number === 9 ? 0.5 : 1), 0);
        expect(hours).toBe(expected);
      }),
    );
  });
});
