import { resource, unknown } from "@secure-ml/testing";
import { describe, expect, it } from "vitest";
import { awsType } from "../../awsTypes.js";
import { itHonoursExemptions, reasons, reports } from "../../ruleCases.fixture.js";
import { dataSecretRotated as rule } from "./secretRotated.js";

const rotation = (rotationRules: unknown, inputs: Readonly<Record<string, unknown>> = {}) =>
  resource(awsType.secretRotation, "rotation", { secretId: "s", rotationRules, ...inputs });
const often = "expected a rotation at least every 30 days; fix: set rotationRules.automaticallyAfterDays to 30 or less";

describe("data-secret-rotated", { tags: ["DATA-20"] }, () => {
  it.each([
    { automaticallyAfterDays: 30 },
    { automaticallyAfterDays: 1 },
    { scheduleExpression: "rate(30 days)" },
    { scheduleExpression: "rate(4 hours)" },
    { scheduleExpression: "cron(0 3 ? * SUN *)" },
    { scheduleExpression: "cron(0 3 * * ? *)" },
  ])("passes %j", async (rules) => {
    expect(await reports(rule, [rotation(rules)])).toEqual([]);
    expect(await reports(rule, [rotation(rules, { rotationEnabled: true })])).toEqual([]);
  });

  it.each([
    [{ automaticallyAfterDays: 31 }, "rotationRules.automaticallyAfterDays 31"],
    [{}, "no rotationRules.automaticallyAfterDays"],
    [undefined, "no rotationRules.automaticallyAfterDays"],
    [{ scheduleExpression: "rate(31 days)" }, 'rotationRules.scheduleExpression "rate(31 days)"'],
    [{ scheduleExpression: "rate(721 hours)" }, 'rotationRules.scheduleExpression "rate(721 hours)"'],
    [{ scheduleExpression: "cron(0 3 1 * ? *)" }, 'rotationRules.scheduleExpression "cron(0 3 1 * ? *)"'],
    [{ scheduleExpression: "cron(0 3 ? 1 SUN *)" }, 'rotationRules.scheduleExpression "cron(0 3 ? 1 SUN *)"'],
    [{ scheduleExpression: "cron(0 3 ? * SUN#1 *)" }, 'rotationRules.scheduleExpression "cron(0 3 ? * SUN#1 *)"'],
    [{ scheduleExpression: "yearly" }, 'rotationRules.scheduleExpression "yearly"'],
  ])("violates with %j", async (rules, found) => {
    expect(await reports(rule, [rotation(rules)])).toEqual([`mandatory rotation: found ${found}; ${often}`]);
  });

  it("violates when it is switched off", async () => {
    expect(await reports(rule, [rotation({ automaticallyAfterDays: 30 }, { rotationEnabled: false })])).toEqual([
      "mandatory rotation: found rotationEnabled false; expected a rotation that runs; fix: remove rotationEnabled",
    ]);
  });

  it.each([
    [unknown, {}, "rotationRules.automaticallyAfterDays"],
    [{ automaticallyAfterDays: unknown }, {}, "rotationRules.automaticallyAfterDays"],
    [{ scheduleExpression: unknown }, {}, "rotationRules.scheduleExpression"],
    [{ automaticallyAfterDays: 30 }, { rotationEnabled: unknown }, "rotationEnabled"],
  ])("cannot decide what cannot be known yet (%#)", async (rules, inputs, property) => {
    expect(await reports(rule, [rotation(rules, inputs)])).toEqual([
      `advisory rotation: undecided: ${property} cannot be known yet`,
    ]);
  });

  it("does not apply to other types", async () => {
    expect(await reasons(rule, [resource(awsType.bucket, "raw")])).toHaveLength(1);
  });

  itHonoursExemptions(rule, [rotation({ automaticallyAfterDays: 90 })]);
});
