import { awsType } from "../../awsTypes.js";
import { defineResourceRule } from "../../defineRule.js";
import { read } from "../../known.js";

const longest = 30;

/**
 * A rotation runs at least every 30 days, and is not switched off.
 *
 * @see AWS, "Rotation schedules": https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export const dataSecretRotated = defineResourceRule({
  name: "data-secret-rotated",
  types: [awsType.secretRotation],
  check({ props }, verdict) {
    verdict.require(read(props, "rotationEnabled"), {
      property: "rotationEnabled",
      accepts: (value) => value === true,
      expected: "a rotation that runs",
      fix: "remove rotationEnabled",
      // The provider's own default is true: its declaration of aws.secretsmanager.SecretRotation.
      absent: "passes",
    });
    const days = read(props, "rotationRules.automaticallyAfterDays");
    const schedule = read(props, "rotationRules.scheduleExpression");
    if (days.state === "absent" && schedule.state !== "absent") {
      verdict.require(schedule, {
        property: "rotationRules.scheduleExpression",
        accepts: (value) => isOftenEnough(String(value)),
        expected: `a rotation at least every ${longest} days`,
        fix: `set rotationRules.automaticallyAfterDays to ${longest} or less`,
      });
      return;
    }
    verdict.require(days, {
      property: "rotationRules.automaticallyAfterDays",
      accepts: (value) => typeof value === "number" && value <= longest,
      expected: `a rotation at least every ${longest} days`,
      fix: `set rotationRules.automaticallyAfterDays to ${longest} or less`,
    });
  },
});

/** Whether a schedule comes round in 30 days: a rate says so, a cron expression does when it names days of each week. */
function isOftenEnough(expression: string): boolean {
  const rate = /^rate\((\d+) (hours?|days?)\)$/.exec(expression);
  if (rate !== null) return Number(rate[1]) * (rate[2]?.startsWith("hour") ? 1 / 24 : 1) <= longest;
  const [, , dayOfMonth, month, dayOfWeek, year] = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (month !== "*" || year !== "*") return false;
  return dayOfMonth === "*" || (dayOfMonth === "?" && dayOfWeek !== undefined && !/[#L]/.test(dayOfWeek));
}
