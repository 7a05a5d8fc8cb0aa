import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { archiveLifecycle } from "./archiveLifecycle.js";

describe("archiveLifecycle", { tags: ["GOV-04", "DATA-11"] }, () => {
  it("cools logs down and keeps them as long as a seven-year lock", () => {
    expect(archiveLifecycle({ mode: "COMPLIANCE", days: 2557 })).toEqual({
      expirationDays: 2557,
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 90, storageClass: "GLACIER_IR" },
        { days: 365, storageClass: "DEEP_ARCHIVE" },
      ],
      supersededVersions: { days: 2557 },
    });
  });

  it("keeps logs for a year under a lock of a day, and does not move them on the day they go", () => {
    expect(archiveLifecycle({ mode: "GOVERNANCE", days: 1 })).toEqual({
      expirationDays: 365,
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 90, storageClass: "GLACIER_IR" },
      ],
      supersededVersions: { days: 1 },
    });
  });

  it("never lets anything expire before its lock, and never moves what is about to expire", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36_500 }), (days) => {
        const {
          expirationDays = 0,
          transitions = [],
          supersededVersions,
        } = archiveLifecycle({
          mode: "COMPLIANCE",
          days,
        });
        expect(expirationDays).toBeGreaterThanOrEqual(days);
        expect(supersededVersions?.days).toBeGreaterThanOrEqual(days);
        expect(transitions.every((transition) => transition.days < expirationDays)).toBe(true);
      }),
    );
  });
});
