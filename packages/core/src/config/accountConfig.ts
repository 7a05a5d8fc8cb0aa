import { z } from "zod";
import { commonShape, environmentName, regionName } from "./common.js";

/** Config of the account stack: one document per AWS account. */
export const accountConfigSchema = z
  .strictObject({
    ...commonShape,
    regions: z
      .array(regionName)
      .min(1)
      .describe("Regions in use, the home Region first: trail and archive live there, keys and access logs in each."),
    environments: z
      .array(environmentName)
      .min(1)
      .describe("Environments that this account carries; each has a platform stack of that name."),
    archive: z
      .strictObject({
        lockMode: z
          .enum(["COMPLIANCE", "GOVERNANCE"])
          .default("COMPLIANCE")
          .describe(
            "`COMPLIANCE` cannot be lifted by anybody, root included; `GOVERNANCE` can, with a special permission.",
          ),
        lockDays: z
          .int()
          .min(1)
          .max(36_500)
          .default(2557)
          .describe("Days that archived logs and evidence cannot be deleted; with `COMPLIANCE` at least 365."),
        acceptIrreversibleLock: z
          .boolean()
          .default(false)
          .describe(
            "Must be true for `COMPLIANCE`: nobody can delete the buckets until the last object's lock has run out.",
          ),
      })
      .prefault({})
      .describe("Object Lock of the `audit-logs` and `evidence` buckets."),
    trail: z
      .strictObject({
        adopt: z
          .union([z.literal("create"), z.literal("external"), z.string().regex(/^import:.+$/)])
          .default("create")
          .describe(
            "`create`, `external` when an organisation's trail covers the account, or `import:<trail ARN>` for one run.",
          ),
        insights: z
          .boolean()
          .default(true)
          .describe("Whether CloudTrail looks for unusual call and error rates (billed)."),
      })
      .prefault({})
      .describe("The account's multi-Region trail."),
    trailIntegrity: z
      .strictObject({
        schedule: z
          .string()
          .regex(/^(rate|cron)\(.+\)$/, 'must be "rate(...)" or "cron(...)"')
          .default("rate(1 day)")
          .describe("When the trail's digests are verified, as an EventBridge schedule."),
        lookBackHours: z.int().min(2).max(168).default(26).describe("Hours that each verification covers, 2 to 168."),
      })
      .prefault({})
      .describe("Verification of the trail's signed digests."),
  })
  .check(({ value, issues }) => {
    const { lockMode, lockDays, acceptIrreversibleLock } = value.archive;
    if (lockMode === "COMPLIANCE" && lockDays < 365) {
      issues.push({
        code: "custom",
        path: ["archive", "lockDays"],
        input: lockDays,
        message: "must be 365 or more with lockMode COMPLIANCE; for less use GOVERNANCE",
      });
    }
    if (lockMode === "COMPLIANCE" && !acceptIrreversibleLock) {
      issues.push({
        code: "custom",
        path: ["archive", "acceptIrreversibleLock"],
        input: acceptIrreversibleLock,
        message: `must be true, because lockMode COMPLIANCE keeps every object for ${lockDays} days and nobody can lift it`,
      });
    }
    const duplicates = value.environments.filter((name, index) => value.environments.indexOf(name) !== index);
    if (duplicates.length > 0) {
      issues.push({
        code: "custom",
        path: ["environments"],
        input: value.environments,
        message: `names ${duplicates.join(", ")} twice`,
      });
    }
  });

/** Settings of the account stack, defaults filled in. */
export type AccountConfig = z.infer<typeof accountConfigSchema>;
