import { describe, expect, it } from "vitest";
import { intakeProblems } from "./intake.js";
import { problemsOf, sound } from "./platformConfig.fixture.js";
import { platformConfigSchema } from "./platformConfig.js";

const months = { name: "months", type: "integer", minimum: 0, maximum: 600 };
const problems = (intake: unknown) => problemsOf({ intake });

describe("the settings of files that come in", { tags: ["DATA-22"] }, () => {
  it("are an empty list unless somebody asks for one, and jobs that take half an hour at most", () => {
    const { intake, intakeMinutes, personas } = platformConfigSchema.parse(sound);
    expect([intake, intakeMinutes, personas.dataEngineerPermissionSets]).toEqual([[], 30, ["DataEngineer"]]);
  });

  it("take numbers with limits, texts and lists of values", () => {
    const columns = [
      months,
      { name: "charge", type: "number" },
      { name: "plan", type: "text", values: ["monthly"] },
      { name: "note", type: "text", maximum: 100 },
    ];
    expect(problems([{ name: "churn", columns }])).toEqual([]);
  });

  it.each<[object, string]>([
    [{ name: "a,b" }, "name must be 1 to 63 letters, digits or _, not beginning with a digit"],
    [{ type: "date" }, "type must be one of integer, number, text"],
    [{ minimum: 601 }, "minimum must be at most maximum"],
    [{ type: "text" }, "minimum must be left out: a text has none"],
    [{ values: ["1"] }, "values must stand alone: the values are all that there may be"],
    [
      { minimum: undefined, maximum: undefined, values: ["a\nb"] },
      "values.0 must be 1 to 255 characters, without control characters",
    ],
  ])("refuse a column with %j", (change, problem) => {
    expect(problems([{ name: "churn", columns: [{ ...months, ...change }] }])).toEqual([
      `intake.0.columns.0.${problem}`,
    ]);
  });

  it("refuse what stands twice, and a data set without columns, all at once", () => {
    expect(
      problems([
        { name: "churn", columns: [months, months] },
        { name: "churn", columns: [months] },
      ]),
    ).toEqual([
      "intake.0.columns.1.name must stand once; columns[0] is the same",
      "intake.1.name must stand once; intake[0] is the same",
    ]);
    expect(problems([{ name: "Churn", columns: [] }])).toEqual([
      "intake.0.name must be 1 to 40 lower-case letters, digits or single hyphens",
      "intake.0.columns must have at least one column",
    ]);
  });

  it.each([{}, { intake: null }, { intake: ["x", { columns: "y" }] }])("pass over what is malformed: %j", (config) => {
    expect(intakeProblems(config)).toEqual([]);
  });
});
