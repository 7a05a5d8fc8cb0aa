import { describe, expect, it } from "vitest";
import { isScheduleExpression } from "./scheduleExpression.js";

describe("isScheduleExpression", () => {
  it.each([
    "rate(1 minute)",
    "rate(1 day)",
    "rate(2 hours)",
    "rate(10 days)",
    "cron(0 3 * * ? *)",
    "cron(15 12 ? * MON-FRI *)",
  ])("takes %s", (text) => {
    expect(isScheduleExpression(text)).toBe(true);
  });

  it.each([
    "daily",
    "rate(1 days)",
    "rate(2 day)",
    "rate(0 days)",
    "rate(1.5 days)",
    "rate(5 weeks)",
    " rate(1 day)",
    "cron()",
    "cron(0 3 * * *)",
    "cron(0 3 * * * *)",
    "cron(0 3 ? * ? *)",
    "cron(0  3 * ? *)",
    "at(2026-01-01T00:00:00)",
  ])("refuses %s", (text) => {
    expect(isScheduleExpression(text)).toBe(false);
  });
});
