import { physicalName } from "@secure-ml/core";
import { describe, expect, it } from "vitest";
import { accountBucketName, accountZones, platformZones } from "./dataZone.js";
import { environment } from "./environment.fixture.js";

describe("accountBucketName", { tags: ["DATA-03"] }, () => {
  it("is the same from an environment as from the account stack", () => {
    const name = "acme-account-audit-logs-111111111111-eu-west-1";
    expect(accountBucketName(environment, "audit-logs")).toBe(name);
    expect(accountBucketName({ ...environment, name: "account" }, "audit-logs")).toBe(name);
  });
});

describe("data zones", { tags: ["DATA-03"] }, () => {
  // The longest project, environment and Region that config and shared tables allow.
  const longest = { ...environment, project: "twelve-chars", name: "eightchr", region: "ap-southeast-1" };

  it.each(accountZones)("fit into a bucket's name with the longest of everything: %s", (zone) => {
    expect(accountBucketName(longest, zone)).toBe(`twelve-chars-account-${zone}-111111111111-ap-southeast-1`);
  });

  it.each(platformZones)("fit into a bucket's name with the longest of everything: %s", (zone) => {
    expect(physicalName(longest, "bucket", zone)).toBe(`twelve-chars-eightchr-${zone}-111111111111-ap-southeast-1`);
  });

  it("name no zone twice", () => {
    const zones = [...accountZones, ...platformZones];
    expect(new Set(zones).size).toBe(13);
    expect(zones).toHaveLength(13);
  });
});
