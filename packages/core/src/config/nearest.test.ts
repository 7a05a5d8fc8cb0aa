import { expect, it } from "vitest";
import { nearest } from "./nearest.js";

it.each([
  ["onwer", ["owner", "region"], "owner"],
  ["Owner", ["owner"], "owner"],
  ["eu-cental-1", ["eu-west-1", "eu-central-1", "eu-central-2"], "eu-central-1"],
  ["keyDeletionWindow", ["keyDeletionWindowDays"], undefined],
  ["abcde", ["abxyz"], "abxyz"],
  ["abcde", ["wxyze"], undefined],
  ["anything", [], undefined],
])("takes %s for one of %j", (given, known, expected) => {
  expect(nearest(given, known)).toBe(expected);
});
