import { describe, expect, it } from "vitest";
import { lifecycleRules } from "./bucketLifecycle.js";

describe("lifecycleRules", { tags: ["DATA-11"] }, () => {
  const deleteMarkers = {
    id: "delete-markers",
    status: "Enabled",
    filter: {},
    expiration: { expiredObjectDeleteMarker: true },
  };

  it("lets superseded versions, abandoned uploads and lone delete markers go", () => {
    expect(lifecycleRules({ supersededVersions: { days: 90 } })).toEqual([
      {
        id: "all-objects",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
      },
      deleteMarkers,
    ]);
  });

  it("keeps the newest versions however old they are", () => {
    expect(
      lifecycleRules({ supersededVersions: { days: 365, keepNewest: 10 } })[0]?.noncurrentVersionExpiration,
    ).toEqual({ noncurrentDays: 365, newerNoncurrentVersions: 10 });
  });

  it("speaks of current objects only where there are no versions", () => {
    expect(lifecycleRules({ expirationDays: 731 })).toEqual([
      {
        id: "all-objects",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        expiration: { days: 731 },
      },
    ]);
  });

  it("moves objects to cheaper storage before they expire, and keeps delete markers in a rule of their own", () => {
    expect(
      lifecycleRules({
        expirationDays: 100,
        supersededVersions: { days: 20 },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 90, storageClass: "GLACIER_IR" },
        ],
      }),
    ).toEqual([
      {
        id: "all-objects",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 90, storageClass: "GLACIER_IR" },
        ],
        expiration: { days: 100 },
        noncurrentVersionExpiration: { noncurrentDays: 20 },
      },
      deleteMarkers,
    ]);
  });

  it("gives a prefix with a shorter life a rule of its own, versions included", () => {
    const rules = lifecycleRules({
      supersededVersions: { days: 90 },
      expiringPrefixes: [{ prefix: "query-results/", days: 30 }],
    });
    expect(rules).toHaveLength(3);
    expect(rules[2]).toEqual({
      id: "prefix-query-results",
      status: "Enabled",
      filter: { prefix: "query-results/" },
      expiration: { days: 30 },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    });
  });
});
