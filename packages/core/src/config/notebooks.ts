import { z } from "zod";
import { mapsIn, repeatedName, type ConfigProblem } from "./given.js";
import { instanceType } from "./instanceType.js";
import { wholeNumber } from "./wholeNumber.js";

/** Settings of the classic notebook instances. */
export const notebooksSchema = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(/^[a-z0-9](-?[a-z0-9]){0,39}$/, "must be 1 to 40 lower-case letters, digits or single hyphens")
        .describe("What it is for; the instance is called `<project>-<environment>-<name>`."),
      owner: z
        .string()
        .regex(
          /^[\w .:/=+@-]{1,64}$/,
          "must be 1 to 64 letters, digits, spaces and _.:/=+@-, as AWS allows in tag values",
        )
        .describe("Team that answers for it (tag `owner`)."),
      expires: z.iso
        .date("must be a day, as YYYY-MM-DD")
        .describe("Day from which it is no longer needed, YYYY-MM-DD (tag `expires`). Nothing removes it on that day."),
      instanceType: instanceType.default("ml.t3.medium").describe("Its machine, one of `personas.instanceTypes`."),
      volumeGib: wholeNumber(5, 16_384, "GiB").default(20).describe("Size of its volume in GiB, 5 to 16384."),
      idleMinutes: wholeNumber(15, 1440, "minutes")
        .default(60)
        .describe("Minutes without use after which it stops, 15 to 1440."),
    }),
  )
  .default([])
  .describe("Classic notebook instances, for what Studio cannot do. Each is billed while it runs.");

/**
 * What is wrong between the settings of notebook instances. It takes anything, since it has to tell even when something
 * else is wrong.
 *
 * @param config the platform's settings, as they were given
 */
export function notebookProblems(config: unknown): readonly ConfigProblem[] {
  const { notebooks, personas } = config as {
    readonly notebooks?: unknown;
    readonly personas?: { readonly instanceTypes?: unknown };
  };
  const allowed = personas?.instanceTypes;
  const given = mapsIn(notebooks);
  const names = given.map(({ name }) => name);
  return given.flatMap(({ instanceType: type }, index) => [
    ...repeatedName(["notebooks"], names, index),
    // A malformed type has its own message already.
    ...(!instanceType.safeParse(type).success || !Array.isArray(allowed) || allowed.includes(type)
      ? []
      : [
          {
            path: ["notebooks", index, "instanceType"],
            message: `must be one of personas.instanceTypes: ${allowed.map(String).join(", ")}`,
          },
        ]),
  ]);
}
