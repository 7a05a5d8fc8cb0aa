import { expect, it } from "vitest";
import { z } from "zod";
import { uniqueList } from "./uniqueList.js";

const roles = uniqueList(z.string(), 2, "role");
const messages = (value: unknown) => roles.safeParse(value).error?.issues.map(({ message }) => message);

it("takes different entries", () => {
  expect(roles.parse(["a", "b"])).toEqual(["a", "b"]);
});

it("refuses too few entries and repeated ones", () => {
  expect(messages(["a"])).toEqual(["must name at least 2 roles"]);
  expect(uniqueList(z.string(), 1, "Region").safeParse([]).error?.issues[0]?.message).toBe(
    "must name at least 1 Region",
  );
  expect(messages(["a", "b", "a", "b", "a"])).toEqual(["must name each role once (twice: a, b)"]);
});
