import { regionByName } from "@secure-ml/controls";
import { z } from "zod";
import { isScheduleExpression, scheduleExpectation } from "../scheduleExpression.js";
import { adoptSchema } from "./adopt.js";
import { alertsShape, namesSomebody } from "./alerts.js";
import { commonShape, environmentName, regionName } from "./common.js";
import { uniqueList } from "./uniqueList.js";
import { wholeNumber } from "./wholeNumber.js";

/** Config of the account stack: one document per AWS account. */
export const accountConfigSchema = z.strictObject({
  ...commonShape,
  regions: uniqueList(regionName, 1, "Region")
    .refine((names) => partitionsOf(names).length <= 1, {
      error: (issue) =>
        `must lie in one partition, because an account does (here: ${partitionsOf(issue.input as string[]).join(", ")})`,
    })
    .describe("Regions in use, the home Region first: trail and archive live there, keys and access logs in each."),
  environments: uniqueList(environmentName, 1, "environment").describe(
    "Environments that this account carries; each has a platform stack of that name.",
  ),
  archive: z
    .strictObject({
      lockMode: z
        .enum(["COMPLIANCE", "GOVERNANCE"])
        .default("COMPLIANCE")
        .describe(
          "`COMPLIANCE` cannot be lifted by anybody, root included; `GOVERNANCE` can, with a special permission.",
        ),
      lockDays: wholeNumber(1, 36_500, "days")
        .default(2557)
        .describe("Days that archived logs and evidence cannot be deleted; with `COMPLIANCE` at least 365."),
      acceptIrreversibleLock: z
        .boolean()
        .default(false)
        .describe(
          "Must be true for `COMPLIANCE`: nobody can delete the buckets until the last object's lock has run out.",
        ),
    })
    .superRefine(({ lockMode, lockDays, acceptIrreversibleLock }, context) => {
      if (lockMode === "GOVERNANCE") {
        return;
      }
      if (lockDays >= 1 && lockDays < 365) {
        context.addIssue({
          code: "custom",
          path: ["lockDays"],
          message: "must be 365 or more with lockMode COMPLIANCE; for less use GOVERNANCE",
        });
      }
      if (!acceptIrreversibleLock) {
        context.addIssue({
          code: "custom",
          path: ["acceptIrreversibleLock"],
          message:
            "must be true, because lockMode COMPLIANCE keeps every object for lockDays, and nobody can lift that again",
        });
      }
    })
    .prefault({})
    .describe("Object Lock of the `audit-logs` and `evidence` buckets."),
  adopt: adoptSchema,
  alerts: z
    .strictObject({
      ...alertsShape,
      minimumSeverity: z
        .enum(["HIGH", "MEDIUM"])
        .default("MEDIUM")
        .describe("The least severe findings that people are told of, where the source has severities."),
    })
    .superRefine(namesSomebody)
    .prefault({})
    .describe("Who is told of findings in the account and of its alarms."),
  auditors: z
    .strictObject({
      permissionSets: uniqueList(
        z
          .string()
          .regex(/^[\w+=,.@-]{1,32}$/, "must be the name of a permission set: 1 to 32 letters, digits and +=,.@-_"),
        1,
        "permission set",
      ).describe("Permission sets of IAM Identity Center whose holders read archive and evidence."),
    })
    .describe("Who reads the account's records; nobody else does."),
  guardrails: z
    .strictObject({
      internetGatewayBlock: z
        .enum(["block-bidirectional", "block-ingress"])
        .default("block-bidirectional")
        .describe(
          "What internet gateways let through in the whole account: nothing, or with `block-ingress` what starts inside, for an account of which an environment has egress.",
        ),
      removeDefaultVpc: z
        .boolean()
        .default(false)
        .describe(
          "Whether to take over each Region's default VPC for deletion, which also makes one where there is none; the next `up` with `adopt.defaultVpc: external` deletes it.",
        ),
    })
    .prefault({})
    .describe("Safe defaults of the account and its Regions."),
  trail: z
    .strictObject({
      insights: z
        .boolean()
        .default(true)
        .describe("Whether CloudTrail looks for unusual call and error rates (billed)."),
      objectEvents: z
        .enum(["all", "platform-writes"])
        .default("all")
        .describe(
          "Which reads and writes of objects are recorded (billed): all but those of the log buckets, or only writes to the project's buckets.",
        ),
    })
    .prefault({})
    .describe("The account's multi-Region trail."),
  trailIntegrity: z
    .strictObject({
      schedule: z
        .string()
        .refine(isScheduleExpression, scheduleExpectation)
        .default("rate(1 day)")
        .describe("When the trail's digests are verified, as an EventBridge schedule."),
      lookBackHours: wholeNumber(2, 168, "hours")
        .default(26)
        .describe("Hours that each verification covers, 2 to 168."),
    })
    .prefault({})
    .describe("Verification of the trail's signed digests."),
});

/** Settings of the account stack, defaults filled in. */
export type AccountConfig = z.infer<typeof accountConfigSchema>;

function partitionsOf(regionNames: readonly string[]): readonly string[] {
  return [...new Set(regionNames.flatMap((name) => regionByName(name)?.partition ?? []))];
}
