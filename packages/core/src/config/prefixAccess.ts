import { z } from "zod";
import { mapsIn, type ConfigProblem } from "./given.js";

const zones = ["raw", "curated", "quarantine", "features", "artifacts", "capture", "labels", "scratch"] as const;
const levels = ["read", "read-write", "super"] as const;

/** Key of the platform stack's config that says who reaches what lies below a prefix. */
export const prefixAccessShape = {
  prefixAccess: z
    .array(
      z.strictObject({
        zone: z.enum(zones, `must be one of ${zones.join(", ")}`).describe("Zone whose bucket it is."),
        prefix: z
          .string()
          .regex(
            /^([A-Za-z0-9._=-]+\/)+$/,
            'must be folders with a slash at the end such as "claims/", of letters, digits and ._=-',
          )
          .describe("Beginning of the objects' keys, with a slash at its end, such as `claims/2026/`."),
        roles: z
          .record(z.string(), z.enum(levels, `must be one of ${levels.join(", ")}`))
          .refine((roles) => Object.keys(roles).length > 0, "must name a role: nobody could read what lies there")
          .describe(
            "Level by purpose of the role, such as `etl`: `read`; `read-write` writes, tags and deletes as well, of which a version remains; `super` also deletes versions for good. Each must be a role that reaches the zone; its own policy must allow it too.",
          ),
      }),
    )
    .default([])
    .describe(
      "Prefixes that are for the named roles alone: every other role is refused, whatever else it may do in the zone. Prefixes of a zone that overlap would contradict each other.",
    ),
};

/**
 * What is wrong with the prefixes of a config, besides the form of single values.
 *
 * @param config the whole config, of whatever form: what is malformed has been reported already and is passed over
 * @returns each problem with the key that it is about; empty when there is none
 */
export function prefixAccessProblems(config: object): readonly ConfigProblem[] {
  const { prefixAccess } = config as { readonly prefixAccess?: unknown };
  const given = mapsIn(prefixAccess).map(({ zone, prefix }) => ({
    zone,
    prefix: typeof prefix === "string" ? prefix : undefined,
  }));
  return given.flatMap(({ zone, prefix }, index) =>
    prefix === undefined
      ? []
      : given.slice(0, index).flatMap((other, earlier) => {
          const overlaps =
            other.zone === zone &&
            other.prefix !== undefined &&
            (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
          return overlaps
            ? [
                {
                  path: ["prefixAccess", index, "prefix"],
                  message: `must not overlap ${String(other.prefix)} of prefixAccess[${earlier}]: their roles would contradict each other`,
                },
              ]
            : [];
        }),
  );
}
