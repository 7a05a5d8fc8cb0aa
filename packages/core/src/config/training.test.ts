import { describe, expect, it } from "vitest";
import { trainingSchema } from "./training.js";

const problems = (training: object) =>
  trainingSchema.safeParse(training).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("trainingSchema", () => {
  it("makes nothing by default, and keeps images long", () => {
    expect(trainingSchema.parse(undefined)).toEqual({ repositories: [] });
    expect(trainingSchema.parse({ repositories: [{ name: "training" }] })).toEqual({
      repositories: [{ name: "training", keptReleases: 1000, keptBuildDays: 90 }],
    });
  });

  it.each([
    [{ name: "Training" }, "repositories.0.name must be 2 to 40 lower-case letters, digits or hyphens"],
    [{ name: "a-" }, "repositories.0.name must be 2 to 40 lower-case letters, digits or hyphens"],
    [
      { name: "training", keptReleases: 9 },
      "repositories.0.keptReleases must be a whole number of images from 10 to 10000",
    ],
    [
      { name: "training", keptBuildDays: 366 },
      "repositories.0.keptBuildDays must be a whole number of days from 1 to 365",
    ],
  ])("refuses the repository %j", (repository, problem) => {
    expect(problems({ repositories: [repository] })).toEqual([problem]);
  });

  it("refuses a name twice", () => {
    expect(problems({ repositories: [{ name: "training" }, { name: "training" }] })).toEqual([
      "repositories must name each repository once (twice: training)",
    ]);
  });
});
