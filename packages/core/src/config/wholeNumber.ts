import { z } from "zod";

/**
 * Schema of a whole number in a range, which answers everything else with the one sentence that helps. Unlike zod's own
 * `int`, it does not keep later checks from running, so that all problems are reported at once.
 *
 * @param unit plural of what is counted, such as `days`
 */
export function wholeNumber(minimum: number, maximum: number, unit: string): z.ZodNumber {
  const expectation = `must be a whole number of ${unit} from ${minimum} to ${maximum}`;
  return z
    .number(expectation)
    .refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, expectation)
    .meta({ type: "integer", minimum, maximum });
}
