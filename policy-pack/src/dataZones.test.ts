import { afterEach, describe, expect, it } from "vitest";
import { archiveZones, dataZones, isAccountBucketName } from "./dataZones.js";
import { adoptSettings } from "./settings.js";

describe("zones", () => {
  it("are those of the account's and of an environment's buckets", () => {
    expect(dataZones).toEqual([
      ...["audit-logs", "evidence", "findings", "access-logs", "code"],
      ...["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"],
    ]);
    expect(archiveZones).toEqual(["audit-logs", "evidence"]);
  });
});

describe("isAccountBucketName", () => {
  afterEach(() => adoptSettings({}, []));

  it.each([
    ["acme-account-audit-logs-111111111111-eu-central-1", true],
    ["acme-account-audit-logs", true],
    ["acme-account-audit-logs2", false],
    ["acme-account-evidence-111111111111-eu-central-1", false],
    ["account-audit-logs", false],
    ["other-account-audit-logs-1", true],
  ])("takes %s for the archive of some project: %s", (name, expected) => {
    expect(isAccountBucketName(name, "audit-logs")).toBe(expected);
  });

  it("takes only the project's own once that is configured", () => {
    adoptSettings({ project: "acme" }, []);
    expect(isAccountBucketName("acme-account-audit-logs-1", "audit-logs")).toBe(true);
    expect(isAccountBucketName("other-account-audit-logs-1", "audit-logs")).toBe(false);
  });
});
