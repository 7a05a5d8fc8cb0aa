import { z } from "zod";
import { mapsIn, repeatedName, type ConfigProblem, type Given } from "./given.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

const column = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, "must be 1 to 63 letters, digits or _, not beginning with a digit")
    .describe("Name of the column, as it stands in the first line of a file."),
  type: z.enum(["integer", "number", "text"], "must be one of integer, number, text").describe("What it holds."),
  minimum: z.number().optional().describe("Least value of a number."),
  maximum: z.number().optional().describe("Greatest value of a number, or longest text in characters."),
  values: uniqueList(
    z.string().regex(/^[^\p{C}]{1,255}$/u, "must be 1 to 255 characters, without control characters"),
    1,
    "value",
  )
    .optional()
    .describe("All values that there may be, instead of limits."),
});

/** Keys of the platform stack's config that say which files are taken in, and how they must be. */
export const intakeShape = {
  intake: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z0-9](-?[a-z0-9]){0,39}$/, "must be 1 to 40 lower-case letters, digits or single hyphens")
          .describe("Name of its folder in every zone; for what a pipeline learns from, the name of the model."),
        columns: z
          .array(column)
          .min(1, "must have at least one column")
          .describe("Its columns, in the order of a file."),
      }),
    )
    .default([])
    .describe(
      "Data sets that come in as a file of comma-separated values each. A file with one wrong row is not taken in. With an empty list nothing takes data in.",
    ),
  intakeMinutes: wholeNumber(1, 480, "minutes")
    .default(30)
    .describe("Minutes after which a job that takes data in is stopped, 1 to 480."),
};

/**
 * What is wrong with the files that a config lists, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function intakeProblems(config: object): readonly ConfigProblem[] {
  const { intake } = config as { readonly intake?: unknown };
  const given = mapsIn(intake);
  const names = given.map(({ name }) => name);
  return given.flatMap(({ columns }, index) => [
    ...repeatedName(["intake"], names, index),
    ...columnProblems(mapsIn(columns), index),
  ]);
}

function columnProblems(columns: readonly Given[], dataSet: number): readonly ConfigProblem[] {
  const path = ["intake", dataSet, "columns"];
  const names = columns.map(({ name }) => name);
  return columns.flatMap(({ type, minimum, maximum, values }, index) => {
    const at = (key: string, message: string): ConfigProblem => ({ path: [...path, index, key], message });
    return [
      ...repeatedName(path, names, index),
      ...(typeof minimum === "number" && typeof maximum === "number" && minimum > maximum
        ? [at("minimum", "must be at most maximum")]
        : []),
      ...(type === "text" && minimum !== undefined ? [at("minimum", "must be left out: a text has none")] : []),
      ...(values !== undefined && (minimum !== undefined || maximum !== undefined)
        ? [at("values", "must stand alone: the values are all that there may be")]
        : []),
    ];
  });
}
