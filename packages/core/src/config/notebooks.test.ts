import { describe, expect, it } from "vitest";
import { notebookProblems } from "./notebooks.js";
import { problemsOf, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";

const notebook = { name: "exploration", owner: "fraud-team", expires: "2027-03-31" };
const problems = (notebooks: unknown, others: object = {}) => problemsOf({ ...others, notebooks });

describe("the settings of notebook instances", { tags: ["TRN-04"] }, () => {
  it("are an empty list unless somebody asks for one", () => {
    expect(platformConfigSchema.parse(sound).notebooks).toEqual([]);
  });

  it("have a small machine that stops when idle", () => {
    expect(platformConfigSchema.parse({ ...sound, notebooks: [notebook] }).notebooks).toEqual([
      { ...notebook, instanceType: "ml.t3.medium", volumeGib: 20, idleMinutes: 60 },
    ]);
  });

  it.each([
    [{ name: "Exploration" }, "notebooks.0.name must be 1 to 40 lower-case letters, digits or single hyphens"],
    [{ expires: "2027-02-30" }, "notebooks.0.expires must be a day, as YYYY-MM-DD"],
    [
      { owner: "" },
      "notebooks.0.owner must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values",
    ],
    [{ volumeGib: 4 }, "notebooks.0.volumeGib must be a whole number of GiB from 5 to 16384"],
    [{ idleMinutes: 5 }, "notebooks.0.idleMinutes must be a whole number of minutes from 15 to 1440"],
    [
      { instanceType: "m5.large" },
      "notebooks.0.instanceType must be an instance type of SageMaker, such as ml.m5.large",
    ],
  ])("refuse %j", (changes, problem) => {
    expect(problems([{ ...notebook, ...changes }])).toEqual([problem]);
  });

  it.each([
    ["ml.t3.medium", ["system", "ml.t3.medium"], []],
    [
      "ml.p4d.24xlarge",
      ["system", "ml.t3.medium"],
      ["notebooks.0.instanceType must be one of personas.instanceTypes: system, ml.t3.medium"],
    ],
    // What is wrong with the list is told of the list.
    ["ml.p4d.24xlarge", "ml.t3.medium", []],
  ])("put %s against the machines that people may use, %j", (instanceType, instanceTypes, expected) => {
    const config = { notebooks: [{ ...notebook, instanceType }], personas: { instanceTypes } };
    expect(notebookProblems(config).map(({ path, message }) => `${path.join(".")} ${message}`)).toEqual(expected);
  });

  it("tell everything at once", () => {
    const second = { ...notebook, instanceType: "g5", expires: "never" };
    expect(problems([notebook, second, "third"]).map((problem) => problem.split(" ")[0])).toEqual([
      "notebooks.1.expires",
      "notebooks.1.instanceType",
      "notebooks.2",
      "notebooks.1.name",
    ]);
  });
});
