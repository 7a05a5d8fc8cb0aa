import { z } from "zod";
import { mapsIn, repeatedName, type ConfigProblem } from "./given.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

/** Roles that move data and may read secrets, by what they are for. */
const dataRole = z.enum(["ingest", "etl", "labels", "erasure"], "must be one of ingest, etl, labels, erasure");

/** Keys of the platform stack's config that say which secrets there are. */
export const secretShape = {
  secrets: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(
            /^[a-z](-?[a-z0-9]){1,62}$/,
            "must be 2 to 63 lower-case letters, digits or single hyphens, starting with a letter",
          )
          // A name that ends like the six characters that AWS adds could be taken for another secret's ARN.
          .refine((name) => !/-[a-z0-9]{6}$/.test(name), {
            error: "must not end in a hyphen and six characters, like the end that AWS gives to ARNs of secrets",
          })
          .describe("Short name; the secret is `<project>-<environment>-<name>`."),
        readers: uniqueList(dataRole, 1, "role").describe("Data roles that read the token; nobody else does."),
        rotationDays: wholeNumber(1, 30, "days")
          .default(30)
          .describe("Days between two rotations, 1 to 30; there is no secret without rotation."),
      }),
    )
    .default([])
    .describe(
      "Tokens in Secrets Manager. Their values come from their rotation and never from config; the first one when somebody asks for it after the first `up`.",
    ),
  secretRecoveryDays: z
    .union([z.literal(0), wholeNumber(7, 30, "days")], "must be 0 or a whole number of days from 7 to 30")
    .default(30)
    .describe(
      "Days that a deleted secret can be called back, 7 to 30; 0, which deletes it at once, only where `dataProtection` is `disposable`.",
    ),
};

/**
 * What is wrong with the secrets of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function secretProblems(config: object): readonly ConfigProblem[] {
  const { secrets } = config as { readonly secrets?: unknown };
  const names = mapsIn(secrets).map(({ name }) => name);
  return names.flatMap((_, index) => repeatedName(["secrets"], names, index));
}
