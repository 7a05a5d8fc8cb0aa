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

describe("retentionClasses", () => {
  it.each(["auditLogGroup", "logGroup"] as const)("gives log groups periods that CloudWatch accepts: %s", (name) => {
    expect(logRetentionDays).toContain(retentionClasses[name].dev);
    expect(logRetentionDays).toContain(retentionClasses[name].prod);
  });

  it.each(classes)("keeps %s within its own bounds", (_, { dev, prod, prodFloor = prod, ceiling = prod }) => {
    expect(dev).toBeGreaterThan(0);
    expect(dev).toBeLessThanOrEqual(prod);
    expect(prod).toBeGreaterThanOrEqual(prodFloor);
    expect(prod).toBeLessThanOrEqual(ceiling);
  });

  it("never lets superseded personal data outlive 30 days", () => {
    expect(retentionClasses.supersededVersion).toEqual({ dev: 7, prod: 30, ceiling: 30 });
  });
});
