import { expect, it } from "vitest";
import { z } from "zod";
import { wholeNumber } from "./wholeNumber.js";

const days = wholeNumber(7, 30, "days");

it.each([7, 30])("takes %i", (value) => {
  expect(days.parse(value)).toBe(value);
});

it.each([6, 31, 7.5, Number.NaN, "7", null, undefined])("refuses %s with one sentence", (value) => {
  expect(days.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
    "must be a whole number of days from 7 to 30",
  ]);
});

it("tells editors the range", () => {
  expect(z.toJSONSchema(days)).toMatchObject({ type: "integer", minimum: 7, maximum: 30 });
});
