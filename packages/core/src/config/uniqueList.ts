import { z } from "zod";

/**
 * Schema of a list in which nothing stands twice.
 *
 * @param element schema of an element
 * @param minimum fewest elements
 * @param what singular of what is listed, such as `Region`
 */
export function uniqueList<T extends z.ZodType<string>>(element: T, minimum: number, what: string): z.ZodArray<T> {
  return z
    .array(element)
    .min(minimum, `must name at least ${minimum} ${what}${minimum === 1 ? "" : "s"}`)
    .refine((values) => repeated(values).length === 0, {
      error: (issue) => `must name each ${what} once (twice: ${repeated(issue.input as string[]).join(", ")})`,
    });
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
