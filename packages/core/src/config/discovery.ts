import { z } from "zod";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

/** What Macie looks for in the environment's buckets, and how often. */
export const discoverySchema = z
  .strictObject({
    frequency: z
      .enum(["daily", "weekly"], "must be daily or weekly")
      .default("daily")
      .describe("How often new and changed objects are looked into."),
    samplingPercentage: wholeNumber(1, 100, "per cent")
      .default(100)
      .describe("How many of the objects are looked into, in per cent, 1 to 100 (billed by volume)."),
    identifiers: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]{1,62}$/, "must be 2 to 63 lower-case letters, digits and hyphens")
            .describe("Short name, which findings carry."),
          regex: z
            .string()
            .min(1, "must have 1 to 512 characters")
            .max(512, "must have 1 to 512 characters")
            .describe("Pattern, without look-around, captures and back-references; `(?:a|b)` for a choice."),
          keywords: uniqueList(z.string(), 0, "keyword")
            .default([])
            .describe("Words, one of which must be near a match, 3 to 90 characters each."),
          ignoreWords: uniqueList(z.string(), 0, "word")
            .default([])
            .describe("Texts that match and are none, 4 to 90 characters each."),
          maximumMatchDistance: wholeNumber(1, 300, "characters")
            .default(50)
            .describe("Most characters between a word and a match, 1 to 300."),
        }),
      )
      .max(30, "must name at most 30 identifiers")
      .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, "must name each identifier once")
      .default([])
      .describe(
        "What to look for besides Macie's own identifiers: numbers of persons, accounts and customers of one's own country and business.",
      ),
  })
  .prefault({})
  .describe("Search for personal and other sensitive data in the environment's buckets, by Macie.");
