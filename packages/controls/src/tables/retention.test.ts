import { describe, expect, it } from "vitest";
import type { RetentionClass } from "./retention.js";
import { logRetentionDays, retentionClasses } from "./retention.js";

const classes: [string, RetentionClass][] = Object.entries(retentionClasses);

describe("logRetentionDays", () => {
  it("holds the 22 periods of CloudWatch Logs in ascending order", () => {
    expect(logRetentionDays).toHaveLength(22);
    expect([...logRetentionDays].sort((a, b) => a - b)).toEqual(logRetentionDays);
    expect(logRetentionDays).toContain(400);
    expect(logRetentionDays).not.toContain(2555);
  });
});

describe("retentionClasses", { tags: ["GOV-33"] }, () => {
  it.each(["auditLogGroup", "logGroup"] as const)("gives log groups periods that CloudWatch accepts: %s", (name) => {
    for (const { least, usual, most } of [retentionClasses[name].dev, retentionClasses[name].prod]) {
      expect(logRetentionDays).toEqual(expect.arrayContaining([least, usual, most]));
    }
  });

  it.each(classes)("keeps %s within its own bounds, for days in dev and no shorter in prod", (_, { dev, prod }) => {
    for (const { least, usual, most } of [dev, prod]) {
      expect(least).toBeGreaterThan(0);
      expect(usual).toBeGreaterThanOrEqual(least);
      expect(usual).toBeLessThanOrEqual(most);
    }
    expect(dev.least).toBeLessThanOrEqual(prod.least);
    expect(dev.usual).toBeLessThanOrEqual(prod.usual);
    expect(dev.most).toBeLessThanOrEqual(prod.most);
  });

  it("locks nothing in dev for longer than a month, and records in prod for a year at least", () => {
    expect(retentionClasses.archive.dev.most).toBe(30);
    expect(retentionClasses.archive.prod.least).toBe(365);
  });

  it("never lets superseded personal data outlive 30 days, nor backups of it 35", () => {
    expect(retentionClasses.supersededVersion.prod.most).toBe(30);
    expect(retentionClasses.personalBackup.prod.most).toBe(35);
  });
});
