import { expect, it } from "vitest";
import { dataClassifications, defaultTags } from "./tags.js";

it("puts five facts on everything, under lower-case keys", () => {
  expect(
    defaultTags({
      project: "acme",
      environment: "dev",
      owner: "ml-platform",
      costCenter: "4711",
      dataClassification: "restricted",
    }),
  ).toEqual({
    project: "acme",
    environment: "dev",
    owner: "ml-platform",
    "cost-center": "4711",
    "data-classification": "restricted",
  });
});

it("grades data from the least sensitive up", () => {
  expect(dataClassifications).toEqual(["public", "internal", "confidential", "restricted"]);
});
