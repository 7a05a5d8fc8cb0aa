/** What a schedule must be, as a phrase for error messages. */
export const scheduleExpectation =
  'must be a rate such as "rate(1 day)" or "rate(12 hours)", or a cron expression of six fields such as "cron(0 3 * * ? *)"';

/**
 * Whether EventBridge takes a text as the schedule of a rule. Of a cron expression, the number of fields is checked, and
 * that one of the two day fields is `?`; of a rate, also that `1` has a singular unit and other values a plural one.
 *
 * @see AWS, "Using cron and rate expressions to schedule rules in Amazon EventBridge":
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function isScheduleExpression(text: string): boolean {
  if (/^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/.test(text)) {
    return true;
  }
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.split(" ") ?? [];
  return fields.length === 6 && fields.every((field) => field !== "") && (fields[2] === "?") !== (fields[4] === "?");
}
