import { expect, it } from "vitest";
import { spread } from "./statistics.ts";

it.each([
  { values: [3], expected: { median: 3, minimum: 3, maximum: 3 } },
  { values: [10, 9, 2], expected: { median: 9, minimum: 2, maximum: 10 } },
  { values: [1, 100, 4, 2], expected: { median: 3, minimum: 1, maximum: 100 } },
])("finds the middle of $values", ({ values, expected }) => {
  expect(spread(values)).toEqual(expected);
});

it("has no median of nothing", () => {
  expect(() => spread([])).toThrow(new RangeError("There is no median of nothing."));
});
